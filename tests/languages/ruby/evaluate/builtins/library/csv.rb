CSV.parse("a,\"b,c\",\"d\"\"e\"\n\n1,,\n")
CSV.parse("a;b", col_sep: ";")
CSV.parse("n,p\nx,1\ny,2\n", headers: true).map(&:to_h)
CSV.parse("n,p\nx,1\n", headers: true)
CSV.parse("n,p\nx,1\n", headers: true).first
CSV.parse("N a,P\nx,1\n", headers: true, header_converters: :symbol).first.to_h
CSV.parse("1,2.5,x", converters: :numeric)
CSV.parse("1,2.5,x", converters: :integer)
CSV.parse("a\"b,c")
CSV.parse("\"a")
CSV.parse("a,b\r\nc,d")
CSV.parse_line("a,b")
CSV.parse("a, b")
CSV.parse("n,p\nx\n", headers: true).first.to_h
CSV.parse("n\nx,1\n", headers: true).first.to_h
CSV.parse("x,1", headers: %w[n p]).first.to_h
CSV.parse("n,p\nx,1\n", headers: true)[0]["p"]
CSV.parse("n,p\nx,1\n", headers: true)["n"]
CSV.parse("n,p\nx,1\n", headers: :first_row).headers
CSV.parse("a,,\"\"")
CSV.parse("a,b\n", headers: true).size
CSV.parse("n,p\nx,1\n", headers: true).each { |r| r["n"] }.class
CSV.parse("\n")
CSV.parse("")
CSV.parse("a\n\n\nb", skip_blanks: true)
CSV.parse(" n ,P P\nx,1", headers: true, header_converters: :downcase).first.to_h
CSV.parse("08,1_000,-5,+3,.5", converters: :numeric)
CSV.read("table.csv")
CSV.read("table.csv", headers: true).map { |row| row["x"].to_i + row["y"].to_i }
CSV.foreach("table.csv").to_a
CSV.foreach("table.csv", headers: true).map { |row| row["x"] }
CSV.table("table.csv").first.to_h
CSV.read("nope.csv")
CSV.parse("n,p\nx,1\n", headers: true).first.fields
CSV.parse("n,p\nx,1\n", headers: true).first.headers
CSV.parse("n,p\nx,1\n", headers: true).first["nope"]
CSV.parse("n,p\nx,1\n", headers: true).first.fetch("nope")
CSV.parse("n,p\nx,1\n", headers: true).first.to_a
CSV.parse("n,p\nx,1\n", headers: true).first.has_key?("n")
CSV.parse("a,b").each { |row| row.first }
CSV.parse("a,b\nc,d").to_h
CSV.generate_line(["a", nil, "b,c", "d\"e", 1])
GetoptLong.new(["--a", "-a", GetoptLong::OPTIONAL_ARGUMENT]).each { |o, a| raise "x" }.class
JSON.parse('{"a": {"b": [1, {"c": 2}]}}', object_class: OpenStruct).a.b[1].c
RbConfig::CONFIG["nope_nope"]
