# Reads a JSON list of [text, method, options] from the standard input and writes what Psych makes of each, as JSON.
#
#   python psych_cases.py | ruby psych_record.rb > psych_recorded.json
require "yaml"
require "json"

def show(value)
  case value
  when nil, true, false, Integer, String then value
  when Float then ["float", value.finite? ? format("%.15g", value) : value.to_s]
  when Symbol then ["symbol", value.to_s]
  when Array then ["array"] + value.map { |item| show(item) }
  when Hash then ["hash"] + value.map { |key, item| [show(key), show(item)] }
  else ["other", value.class.name]
  end
end

CLASSES = { "Symbol" => Symbol, "String" => String }.freeze
cases = JSON.parse(STDIN.read, max_nesting: false)
answers = cases.map do |text, method, options|
  given = options.to_h { |key, value| [key.to_sym, key == "permitted_classes" ? value.map { |name| CLASSES.fetch(name) } : value] }
  begin
    ["ok", show(YAML.public_send(method, text, **given))]
  rescue Psych::Exception, StandardError => error
    ["error", error.class.name, error.message]
  rescue SystemStackError
    ["error", "SystemStackError", ""]
  end
end
puts JSON.generate(answers, max_nesting: false)
