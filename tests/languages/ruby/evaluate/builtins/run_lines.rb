# Reads an array of lines of Ruby, as JSON, and writes what each gives when it is run in the folder that is named.
#
#   ruby run_lines.rb project < lines.json
require "json"
%w[set yaml erb ipaddr pathname securerandom shellwords base64 digest digest/sha1 digest/sha2 digest/md5 uri open3
   tmpdir tempfile fileutils ostruct stringio logger timeout benchmark csv etc getoptlong optparse date time forwardable
   bigdecimal socket singleton delegate observer openssl zlib rbconfig].each { |library| require library }

def outcome(line)
  eval(line, TOPLEVEL_BINDING.dup, "expression").inspect
rescue Exception => error
  "!#{error.class}: #{error.message}"
end

folder = File.expand_path(ARGV[0])
environment = ENV.to_h
out = $stdout.dup
$stdout.reopen(File::NULL)
answers = JSON.parse($stdin.read).map do |line|
  Dir.chdir(folder)
  ENV.replace(environment)
  Object.send(:remove_const, :P) if defined?(P)
  outcome(line)
end
out.puts JSON.generate(answers)
