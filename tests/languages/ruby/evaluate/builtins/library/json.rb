JSON.parse('{"a": 1}')
JSON.parse('{"a": 1}', symbolize_names: true)
JSON.parse('[1, 2.5, -3, 1e3, "x", null, true, false]')
JSON.parse('"x"')
JSON.parse("2")
JSON.parse("null")
JSON.parse("")
JSON.parse(" ")
JSON.parse("nul")
JSON.parse("{a: 1}")
JSON.parse("[1,]")
JSON.parse('{"a": 1,}')
JSON.parse('{"a" 1}')
JSON.parse('{"a": }')
JSON.parse("[1 2]")
JSON.parse("[01]")
JSON.parse('{"a": 1} x')
JSON.parse(nil)
JSON.parse("/* c */ [1]")
JSON.parse("[NaN]")
JSON.parse("[NaN]", allow_nan: true).first.nan?
JSON.parse('"\u00e9\n\t\\\\ \/"')
JSON.parse('"\ud83d\ude00"')
JSON.parse('{"a": {"b": [1, {"c": 2}]}}')["a"]["b"][1]["c"]
JSON.parse('{"a": 1, "a": 2}')
JSON.parse("[" * 101 + "]" * 101)
JSON.parse(File.read("data.json"))
JSON.parse(File.read("data.json"))["ports"].map { |p| p + 1 }
JSON.load(File.open("data.json"))["name"]
JSON.load(nil)
JSON.load("")
JSON.load_file("data.json")["nested"]
JSON.parse("'a'")
JSON.generate({"a" => [1, nil, true, "x"], b: 1.5})
JSON.generate([])
JSON.generate("é\n\"\\/")
JSON.generate(nil)
JSON.generate(1.0 / 0)
JSON.pretty_generate({"a" => [1, {}], "b" => {"c" => []}})
JSON.pretty_generate([])
JSON.pretty_generate({})
JSON.dump({a: 1})
{a: 1, "b" => nil}.to_json
[1, "a", :b].to_json
"a".to_json
nil.to_json
5.to_json
:a.to_json
1.5.to_json
{1 => 2}.to_json
begin; JSON.parse("{"); rescue JSON::ParserError; "bad"; end
begin; JSON.parse("{"); rescue StandardError => e; e.class; end
JSON.parse('{"json_class": "String"}')
JSON.parse("\t[ 1 ]\n")
JSON.parse("[1]]")
