# Evaluates every line of expressions/*.rb and writes what Ruby makes of it, as JSON, to the standard output.
#
#   ruby --disable-gems record.rb > recorded.json
require "json"
require "set"

def outcome(line)
  value = eval(line, TOPLEVEL_BINDING.dup, "expression")
  text = value.inspect
  raise "#{line}: holds an address" if text =~ /0x0{4}/

  text
rescue Exception => error
  "!#{error.class}: #{error.message}"
end

lines = Dir[File.join(__dir__, "expressions", "*.rb")].sort.to_h do |path|
  [File.basename(path, ".rb"), File.readlines(path, chomp: true).reject { |line| line.empty? || line.start_with?("#") }]
end
$stdout.sync = true
result = lines.transform_values do |group|
  group.to_h do |line|
    saved = $stdout.dup
    $stdout.reopen(File::NULL)
    text = outcome(line)
    $stdout.reopen(saved)
    [line, text]
  end
end
puts JSON.pretty_generate(result)
