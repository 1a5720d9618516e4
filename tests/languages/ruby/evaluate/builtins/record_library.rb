# Evaluates every line of library/*.rb in the folder project, and writes what Ruby makes of it, as JSON, to the standard output.
#
#   HOME=/home/user ruby record_library.rb > recorded_library.json
#
%w[set json yaml erb ipaddr time date pathname digest base64 uri socket open3 rbconfig tempfile fileutils shellwords optparse
   ostruct stringio logger timeout benchmark csv etc securerandom getoptlong].each { |library| require library }

def outcome(line)
  here = Dir.pwd
  value = eval(line, TOPLEVEL_BINDING.dup, File.join(here, "Vagrantfile"))
  text = value.inspect
  raise "#{line}: holds an address" if text =~ /0x0{4}/

  text
rescue Exception => error
  "!#{error.class}: #{error.message}"
ensure
  Dir.chdir(here)
end

lines = Dir[File.join(__dir__, "library", "*.rb")].sort.to_h do |path|
  [File.basename(path, ".rb"), File.readlines(path, chomp: true).reject { |line| line.empty? || line.start_with?("#") }]
end
Dir.chdir(File.join(__dir__, "project"))
$VERBOSE = nil
$stdout.sync = true
result = lines.transform_values do |group|
  group.to_h do |line|
    saved, errors = $stdout.dup, $stderr.dup
    $stdout.reopen(File::NULL)
    $stderr.reopen(File::NULL)
    text = outcome(line)
    $stdout.reopen(saved)
    $stderr.reopen(errors)
    [line, text]
  end
end
puts JSON.pretty_generate(result)
