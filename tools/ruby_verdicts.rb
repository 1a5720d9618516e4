# Reads paths, one a line, and writes for each what Ruby says of the file, as one line of JSON: [path, read, loaded, why,
# milliseconds]. `read` is the verdict of `ruby -c`, which parses and no more; `loaded` that of compiling it as well, as
# Ruby does before it runs a file (it refuses a `break` out of nothing); `why` the first line of what Ruby says.
require 'json'

$VERBOSE = nil
$stdout.sync = true

def refusal
  yield
  nil
rescue SyntaxError, ArgumentError, EncodingError, RegexpError => e
  e.message.lines.first.to_s.strip.scrub('?')
end

STDIN.each_line(chomp: true) do |path|
  begun = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  why = refusal { RubyVM::AbstractSyntaxTree.parse_file(path) }
  took = Process.clock_gettime(Process::CLOCK_MONOTONIC) - begun
  later = why || refusal { RubyVM::InstructionSequence.compile_file(path) }
  puts JSON.generate([path, why.nil?, later.nil?, later, (took * 1000).round(2)])
end
