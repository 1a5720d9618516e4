YAML.load("a: 1")
YAML.load("- 1\n- b")
YAML.load("")
YAML.load("# only")
YAML.unsafe_load("")
YAML.safe_load("")
YAML.load(nil)
YAML.load("a: 1", symbolize_names: true)
YAML.load(":a: 1")
YAML.safe_load(":a: 1")
YAML.safe_load(":a: 1", permitted_classes: [Symbol])
YAML.safe_load("a: :b", permitted_classes: [Symbol], permitted_symbols: [:c])
YAML.safe_load("a: :b", permitted_classes: [Symbol], permitted_symbols: [:b])
YAML.load("a: &x 1\nb: *x")
YAML.load("a: &x 1\nb: *x", aliases: true)
YAML.unsafe_load("a: &x 1\nb: *x")
YAML.load("a: *x", aliases: true)
YAML.load("d: 2024-01-01")
YAML.load("d: 2024-01-01", permitted_classes: [Date])
YAML.load("d: 2024-01-01 10:00:00")
YAML.load("a: b: c")
YAML.load("a: [1")
YAML.load("a: [1", filename: "x.yml")
YAML.load("\ta: 1")
YAML.load("a: 1", "x")
YAML.safe_load("a: 1", [Symbol], [], true)
YAML.load("a: 1", nope: 1)
YAML.load_file("machines.yml")
YAML.load_file("machines.yml")["machines"].map { |m| m["ip"] }
YAML.load_file("machines.yml")["port"].to_i
YAML.load_file("bom.yml")
YAML.load(File.read("bom.yml"))
YAML.load_file("alias.yml")
YAML.load_file("alias.yml", aliases: true)
YAML.unsafe_load_file("alias.yml")["web"]
YAML.load_file("broken.yml")
YAML.load_file("empty.yml")
YAML.load_file("empty.yml", fallback: {})
YAML.unsafe_load_file("empty.yml")
YAML.load_file("nope.yml")
YAML.load_file("latin.yml")
YAML.safe_load_file("machines.yml")["port"]
YAML.load(File.read("machines.yml"))["machines"][1]["name"]
YAML.load(File.open("machines.yml"))["machines"].size
File.open("machines.yml") { |f| YAML.load(f) }["port"]
YAML.load(IO.read("machines.yml")).keys
YAML.load("--- 1\n--- 2\n")
YAML.load("--- 1\n--- [\n")
Psych.load("a: 1")
begin; YAML.load("a: ["); rescue Psych::SyntaxError => e; "bad"; end
begin; YAML.load("a: *x"); rescue Psych::BadAlias => e; e.message; end
begin; YAML.load_file("nope.yml"); rescue Errno::ENOENT; {}; end
YAML.load("{a: 1, b: [2, 3]}")
YAML.load("a: !ruby/object:Object {}")
YAML.load("a: !ruby/regexp /x/")
YAML.load("? a\n: b")
YAML.load("<<: {x: 1}\nx: 2")
YAML.load("x: 2\n<<: {x: 1}")
YAML.load(ERB.new("a: <%= 1 + 1 %>").result)
