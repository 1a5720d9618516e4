# What no file was seen to need, and its neighbours: of each line vmlint gives Ruby's value, or says that it does not know.
[1, 2].intersect?([2])
a = [1, 2, 3]; [a.delete_at(1), a]
a = [1, 2, 3]; [a.delete_at(9), a]
a = [1, nil]; [a.compact!, a.compact!]
a = [3, 1]; a.sort_by! { |x| -x }
a = [1, 2, 3]; a.rotate!
a = [1, 2, 3]; [a.slice!(1), a]
a = [1, 2, 3]; [a.slice!(0, 2), a]
a = [1, 2, 3]; [a.slice!(1..), a]
a = [1, 2]; a.replace([3])
a = [1, 2, 3]; a.fill(0)
a = [1, 2, 3]; a.fill(0, 1)
a = [1, 2, 3]; a.fill(0, 1, 1)
a = [1, 2, 3]; a.fill { |i| i * i }
a = [1, 2, 3]; a.fill(9, 0..1)
[1, 2].each_entry.to_a
[1, 2, 1].rindex(1)
[3, 1, 2].minmax
%w[bb a].minmax_by(&:length)
[1, 1, 2].tally
[1, 2, 4, 5, 7].slice_when { |a, b| b != a + 1 }.to_a
[1, 2, 4, 5, 7].chunk_while { |a, b| b == a + 1 }.to_a
[1, 1, 2, 3].chunk(&:odd?).to_a
[[1, 2], [3, 4]].transpose
[[1, 2], [3]].transpose
[1, 2, 3].rotate
[1, 2, 3].rotate(-1)
[1, 2].product([3, 4])
[1, 2].product
[1, 2, 3].combination(2).to_a
[1, 2, 3].permutation(2).to_a
[1, 2, 3].permutation.count
[[:a, 1], [:b, 2]].assoc(:b)
[[:a, 1], [:b, 2]].rassoc(2)
[1, 2, 3].cycle.first(5)
[1, 2, 3].cycle(2).to_a
[1, 2, 3].lazy.map { |x| x * 2 }.to_a
[1, 2, 3].lazy.select(&:odd?).first(1)
(1..Float::INFINITY).lazy.map { |x| x * 2 }.first(3)
(1..).lazy.select(&:even?).reject { |x| x % 4 == 0 }.first(2)
[1, 2, 3].each_entry { |x| x }
[1, 2, 3].bsearch { |x| x >= 2 }
%w[a b1].grep_v(/\d/)
[3, 1].minmax
[1, 2, 3].sum { |x| x.to_f }
["abc"].pack("m0")
[1, 2, 3].to_set.size
[1, 2, 2].to_set.to_a
[1, 2].each_slice(2)
[1, 2].map
[1, 2].each_with_index
Enumerator.new { |y| y << 1 << 2; y.yield 3 }.to_a
Enumerator.new { |y| i = 0; loop { y << (i += 1) } }.first(3)
Enumerator.new { |y| y << 1 }.next
e = Enumerator.new { |y| y << 1; y << 2 }; [e.next, e.peek, e.next]
[1, 2, 3].each_entry.map { |x| x }
[1, 2, 3].sum.fdiv(3).round(2)
[1, 1, 2].tally({1 => 3})
Enumerator.produce(1) { |x| x * 2 }.take(4)
{a: 1}.fetch_values(:a)
{a: 1}.fetch_values(:b)
h = {a: 1, b: nil}; [h.compact!, h.compact!]
h = {a: 1}; h.replace({b: 2})
h = {a: 1}; h.transform_values! { |v| v * 2 }
h = {a: 1}; h.transform_keys!(&:to_s)
{a: 1}.assoc(:a)
{a: 1}.rassoc(1)
{a: 1} <= {a: 1, b: 2}
{a: 1} < {a: 1}
{a: 1, b: 2} >= {a: 1}
{a: 1, b: 2} > {a: 1}
Hash([])
Hash(nil)
Hash({a: 1})
Hash([1])
{a: 1}.each
{a: 1}.map
{a: 1, b: 2}.each_entry.to_a
{a: 1}.default_proc
{a: 1, b: 2}.lazy.map { |k, v| v }.to_a
h = {a: 1}; h.default_proc = ->(hash, k) { 7 }; h[:zz]
{a: 3, b: 1}.to_a.transpose
{a: 1, b: 2}.tally
{a: 1, b: [2, [3]]}.flatten
{a: 1, b: [2, [3]]}.flatten(2)
{a: 1}.transform_keys!
h = {"a" => 1}; h.transform_keys!(&:to_sym); h
-7.remainder(3)
7.remainder(-3)
-7.5.remainder(2)
7.divmod(2)
-7.divmod(2)
7.divmod(-2)
7.5.divmod(2)
-7.5.divmod(2)
7.divmod(0)
7.5.div(2)
7.fdiv(2)
10.pow(3)
10.pow(3, 7)
2.pow(10, 1000)
5[0]
5[1]
255.digits
255.digits(16)
0.digits
-5.digits
5.clamp(1, 3)
5.clamp(7, 9)
5.clamp(..3)
5.clamp(7..)
5.clamp(1...3)
5.clamp(3, 1)
5.7.to_i
-5.7.to_i
5.7.truncate
3.7.floor
-3.7.floor
3.2.ceil
-3.2.ceil
3.14159.floor(2)
3.14159.ceil(2)
-3.14159.floor(3)
3.14159.truncate(3)
5.0.to_i
1e400.to_i
(0.0/0).to_i
5.0.floor
10.0.divmod(3)
5.gcd(15)
4.lcm(6)
4.gcdlcm(6)
4.gcd(2.0)
10.digits.sum
r = []; 1.step(10, 3) { |i| r << i }; r
1.step(10, 4).to_a
10.step(1, -3).to_a
1.step(by: 2, to: 7).to_a
1.0.step(2.0, 0.5).to_a
1.step(2, 0.25).to_a
1.step(3, 0) { |i| i }
1.step(10, 3)
3.times
5.coerce(2)
5.coerce(2.5)
1.5.coerce(2)
100.digits.reverse.join
Integer(3.99)
Integer.sqrt(17)
Integer.sqrt(-1)
Math.sqrt(16)
Math.sqrt(-1)
Math.sqrt("a")
Math.log(1)
Math.log2(8)
Math.log10(1000)
Math.log(8, 2)
Math.hypot(3, 4)
Math.cbrt(27)
Math.sin(0)
Math.atan2(1, 1)
10.allbits?(2)
10.anybits?(5)
10.nobits?(5)
1.0.next_float
1.0.prev_float
1e2.to_i
12.34.divmod(5)
(1024 * 1.5).to_i
[1, 2.0, 3].sum
[0.1, 0.2, 0.3].sum
[3, 0.1, 0.2].sum
true ^ true
nil & true
-1.0.divmod(Float::INFINITY)
1.display
1.to_enum.class
[1, 2].to_enum.to_a
[1, 2].enum_for(:each_slice, 1).to_a
[3].each_entry.to_a
Struct.new(:a).new(1).a
->(a, b) { a + b }.curry[1][2]
->(a, b) { a + b }.curry.(1).(2)
f = ->(x) { x + 1 }; g = ->(x) { x * 2 }; [(f >> g).call(3), (f << g).call(3)]
(method(:Integer) >> ->(x) { x + 1 }).call("3")
->(a, b = 1, *c, d:, e: 2, **f, &g) { }.parameters
proc { |a| }.parameters
class V; include Comparable; attr_reader :n; def initialize(n); @n = n; end; def <=>(o); n <=> o.n; end; end; [V.new(1) < V.new(2), V.new(1) == V.new(1), [V.new(3), V.new(1)].min.n, V.new(5).clamp(V.new(1), V.new(3)).n]
5.to_enum(:times).to_a
(1..10).step(3).to_a
(1..10) % 4
(1..10).step(3)
(1.0..2.0).step(0.5).to_a
(1..10).step(3).map { |x| x }
(1...10).step(3).to_a
("a".."e").step(2).to_a
(1..10).step(0) { |x| x }
(1..10).step(-1) { |x| x }
(10..1).step(-3).to_a
(1..3).minmax
(1..3).exclude_end?
(1..4).each_entry.to_a
(1..4).tally
(1..4).cycle.first(6)
(1..4).lazy.map { |x| x * 2 }.select { |x| x > 4 }.to_a
(1..4).to_set.size
(1..3).step(2) { |x| x }
1.step(10, 4).map { |x| x }
(1..3).each_entry { |x| x }
(1..3).bsearch { |x| x >= 2 }
"%x %o %b %e %g" % [255, 8, 5, 12345.678, 0.0001]
"%.2f" % 2.675
"%10.3f|" % 3.14159
"%08.3f" % -3.14159
"%f" % "1.5"
"b".clamp("c", "d")
"äöü".bytesize
"0x1A".hex
"ff".hex
"-0xff".hex
"zz".hex
"777".oct
"0x1f".oct
"0b11".oct
"89".oct
"ab".each_char
"abc".gsub("b")
"hello".rindex("l")
"hello".rindex("l", 2)
"hello".rindex(/l/)
"a-b-c".rpartition("-")
"abc".rpartition("-")
"hello".tr_s("l", "r")
"a".upto("e").to_a
"08".upto("11").to_a
"a".upto("e") { |x| x }
"abc".replace("x")
s = "abc"; s[1] = "X"; s
s = "abc"; s[1, 2] = "X"; s
s = "abc"; s[1..] = "X"; s
s = "abc"; s["b"] = "X"; s
s = "abc"; s[/b/] = "X"; s
s = "abc"; s["z"] = "X"; s
s = "abc"; s[9] = "X"; s
s = "abc"; s.slice!(1); s
s = "abc"; s.slice!(0, 2)
"abc".force_encoding("UTF-8")
"abc".encode("UTF-8")
"abc".unicode_normalize
"abc".valid_encoding?
"abc".ascii_only?
"ä".ascii_only?
"abc".getbyte(0)
"abc".byteslice(1, 2)
"%.1f" % 0.25
"%.0f" % 0.5
"%.0f" % 1.5
"%5.1f%%" % 99.55
"%e" % 0
"%g" % 1e10
"%g" % 123456789.0
"%.10g" % 3.14159
format("%<n>.2f %{u}", n: 1.5, u: "GB")
"plain".dump
"%.2f" % 8.345
"%.1f" % 0.45
"%.3f" % 1.0005
"%.1e" % 1.25
"%.2g" % 0.125
"%#.3g" % 1.0
"%010.2e" % 12345.678
"%+.0f" % 2.5
"% .3f" % -0.0005
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
File.absolute_path?("/a")
open("lines.txt").read.size
open("lines.txt") { |f| f.readline }
File.fnmatch("*.rb", "a.rb")
File.fnmatch?("*.rb", ".a.rb")
File.path("a/b")
Dir.each_child("sub/deep") { |f| f }
IPAddr.new("10.0.0.1") | 4
(IPAddr.new("10.0.0.0/24") | 5).to_s
(~IPAddr.new("10.0.0.1")).to_s
IPAddr.new("10.0.0.0/24").netmask
IPAddr.new("2001:0db8::0001").to_string
IPAddr.new("fe80::1%eth0").zone_id
i = IPAddr.new("10.0.0.1"); i.prefix = 24; i.to_s
IPAddr.new("10.0.0.1").zone_id
/b/ =~ "abc"; [$~[0], $`, $', $1]
"web-12".match(/(?<name>\w+)-(?<n>\d+)/).named_captures
"web-12".match(/(\w+)-(\d+)/).to_a
"web-12".match(/(\w+)-(\d+)/).pre_match
"xweb-12y".match(/web/).post_match
Regexp.union("a.b", /c/i)
Regexp.union(%w[a b])
Regexp.union
"abc".match(/(?<a>.)(?<b>.)/).values_at(1, 2)
"aXbX".rindex(/X/)
"x".match(/(y)?/).to_a
Set.new([1, 2, 2])
Set.new
Set[1, "a"]
Set.new([1, 2]).include?(2)
Set.new([1, 2]).add(3).size
Set.new([1, 2]) << 1
Set.new([1, 2]) | [3]
Set.new([1, 2]) + Set[3]
Set.new([1, 2]) & [2, 3]
Set.new([1, 2]) - [2]
Set.new([1, 2]) ^ [2, 3]
Set.new([1, 2]).map { |x| x * 2 }
Set.new([1, 2]).to_a
Set.new([3, 1]).sort
Set.new([1, 2]) == Set.new([2, 1])
Set.new([1, 2]).subset?(Set[1, 2, 3])
Set.new([1, 2]) <= Set[1, 2]
Set.new([1, 2]).superset?(Set[1])
Set.new([1, 2]).add?(2)
Set.new([1, 2]).delete(1)
Set.new([1, 2]).empty?
Set.new([1, 2]).each { |x| x }
Set.new([1, 2]).select(&:even?)
Set.new([1, 2]).reject(&:even?)
Set.new([1, 2]).first
Set.new([1, 2]).min
Set.new([1, 2]).sum
Set.new([1, 2]).any? { |x| x > 1 }
Set.new([1, 2]).group_by(&:odd?)
Set.new([1, 2]).join("-")
Set.new(1..3)
Set.new(5)
Set.new([1, 2]).merge([5, 6])
Set.new("a" => 1)
[1, 1].to_set
(1..2).to_set
Set.new([1, 2]) { |x| x * 10 }
Set.new([1]).disjoint?(Set[2])
Set.new([1]).intersect?(Set[1])
Set.new([1]).to_set.class
Set.new([1, [2]]).flatten
s = Set.new; s << "a"; s << "a"; s.size
Set.new([1, 2]).count(&:odd?)
Set.new([1, 2]).inject(:+)
Set.new(%w[a b]).each_with_index.map { |x, i| "#{x}#{i}" }
Set.new([1, 2]).dup << 3
Set.new([1,2]).freeze << 3
Set.new([1]).is_a?(Enumerable)
Set[Set[1, 2]] == Set[Set[2, 1]]
S40 = Struct.new(:a); {S40.new(1) => 2}[S40.new(1)]
S41 = Struct.new(:a); [S41.new(1), S41.new(1), S41.new(2)].uniq.size
S42 = Struct.new(:a); S43 = Struct.new(:a); {S42.new(1) => 2}[S43.new(1)]
S1 = Struct.new(:a, :b); S1.new(1, 2)
S2 = Struct.new(:a, :b); S2.new(1)
S3 = Struct.new(:a); S3.new(1, 2)
S4 = Struct.new(:a, :b, keyword_init: true); S4.new(a: 1, b: 2)
S5 = Struct.new(:a, keyword_init: true); S5.new(1)
S6 = Struct.new(:a, keyword_init: true); S6.new(c: 1)
S7 = Struct.new(:a) { def twice; a * 2; end }; S7.new(4).twice
S8 = Struct.new(:a, :b); S8.new(1, 2).to_a
S9 = Struct.new(:a, :b); S9.new(1, 2).to_h
S10 = Struct.new(:a, :b); S10.members
S11 = Struct.new(:a); x = S11.new(1); x.a = 5; x.a
S12 = Struct.new(:a); x = S12.new(1); x[:a] += 1; x["a"]
S13 = Struct.new(:a); S13.new(1)[0]
S14 = Struct.new(:a); S14.new(1)[1]
S15 = Struct.new(:a); S15.new(1)[:b]
S16 = Struct.new(:a); S16.new(1) == S16.new(1)
S17 = Struct.new(:a, :b); a, b = *S17.new(1, 2); [b, a]
S18 = Struct.new(:a); S18.new(1).respond_to?(:a)
class S20 < Struct.new(:a, :b); def sum; a + b; end; end; S20.new(1, 2).sum
class S21 < Struct.new(:a, :b); def initialize(a); super(a, 7); end; end; S21.new(1).to_a
S22 = Struct.new(:name, :ip); [S22.new("a", 1), S22.new("b", 2)].map(&:name)
S23 = Struct.new(:a, :b); S23.new(1, 2).each.to_a
S24 = Struct.new(:a, :b); S24.new(1, 2).each_pair.to_a
S25 = Struct.new(:a, :b); S25.new(1, 2).values
S26 = Struct.new(:a); S26.new([1, {x: 5}]).dig(:a, 1, :x)
Struct.new("Named", :a).new(1)
S27 = Struct.new(:a, :a)
S28 = Struct.new(:a); S28.new(1).size
S29 = Struct.new(:a); S29.new(a: 1)
S30 = Struct.new(:a); S30.new(1).to_s
S31 = Struct.new(:a, :b); S31.new(1, 2).map { |v| v + 1 }
OpenStruct.new(a: 1).a
OpenStruct.new(a: 1).b
OpenStruct.new("a" => 1)
o = OpenStruct.new; o.x = 5; o.x
o = OpenStruct.new(a: 1); o[:b] = 2; o.to_h
OpenStruct.new(a: 1)[:a]
OpenStruct.new(a: 1) == OpenStruct.new(a: 1)
OpenStruct.new(a: 1).respond_to?(:a)
OpenStruct.new(a: {b: 1}).dig(:a, :b)
o = OpenStruct.new(a: 1); o.delete_field(:a); o.a
OpenStruct.new(a: 1).each_pair.to_a
OpenStruct.new(name: "x", class_name: 1).name
ERB.new("<%= a %>-<%= b %>").result_with_hash(a: 1, b: "z")
Pathname.new("a/b.rb").extname
Pathname.new("/a/../b").cleanpath
Pathname.new("a/./b/../c").cleanpath
Pathname.new("/a/b").relative_path_from(Pathname.new("/a"))
Pathname.new("/a").absolute?
Pathname.new("a").relative?
Pathname.new("a/b").each_filename.to_a
Pathname.new("/a").root?
Pathname.new("a.rb").sub_ext(".py")
Pathname.new("sub").glob("*.rb").map(&:to_s).sort
Shellwords.split("a 'b c' \"d e\" f\\ g")
Shellwords.split("a 'b")
"x 'y z'".shellsplit
Base64.encode64("hello")
Base64.encode64("x" * 50)
Base64.strict_encode64("hello world")
Base64.urlsafe_encode64("??>")
Base64.decode64("aGVsbG8=").size
Digest::MD5.hexdigest("a")
Digest::SHA1.hexdigest("a")
Digest::SHA256.hexdigest("a")
Digest::SHA256.file("lines.txt").hexdigest
Digest::MD5.new.update("a").update("b").hexdigest
Digest::SHA256.base64digest("a")
URI.parse("https://u:p@example.com:8443/a/b?c=d#e").to_s
URI.parse("https://u:p@example.com:8443/a").password
URI.join("http://a/b/", "c").to_s
URI.join("http://a/b/", "/c").to_s
URI.encode_www_form_component("a b&c")
URI.encode_www_form(a: 1, b: "x y")
URI.decode_www_form_component("a+b%26")
u = URI.parse("http://a/b"); u.host = "z"; u.to_s
Gem::Version.new("1.2.3").segments
Gem::Version.new("1.2.b3").prerelease?
Marshal.load(Marshal.dump({a: [1, "x"]}))
a = {x: ["y"]}; b = Marshal.load(Marshal.dump(a)); b[:x] << "z"; a
StringIO.new("a\nb\n").readlines
StringIO.new("a\nb\n").each_line.map(&:chomp)
s = StringIO.new; s.puts "x"; s << "y"; s.print 1; s.string
StringIO.new("abc").read
Timeout.timeout(5) { 3 }
Mutex.new.synchronize { 4 }
CSV.parse("a,b\n,2\n")
YAML.load_stream("--- 1\n--- 2\n")
YAML.load_stream("")
{"a" => 1, "b" => ["x", "yes"]}.to_yaml
{"a" => {"b" => nil}}.to_yaml
[1, 2.5, true, "1.5", "08", "x"].to_yaml
"abc".to_yaml
YAML.dump({"a" => 1})
[[1, 2], [{"a" => 1, "b" => 2}]].to_yaml
{}.to_yaml
{a: :b}.to_yaml
"y".to_yaml
"true".to_yaml
"/abs".to_yaml
a = [3, 1, 2]; a.sort_by! { |x| x }; a
a = [1, nil]; a.compact!; a
a = [1, 2, 3]; a.delete_at(0); a
a = [1, 2, 3]; a.fill(0); a
a = [1, 2]; a.replace([5]); a
a = [1, 2]; b = a; b.replace([5]); a
a = [1, 2, 3]; a.rotate!; a
a = [1, 2, 3]; a.shuffle!; a.size
a = [1, 2, 3]; a.slice!(0); a
a = [1, 2, 3]; a.slice!(0, 2); a.size
a = [1, 2, 3]; b = {k: a}; a.fill(0); b[:k]
a = [1, 2, 3]; a.rotate
a = [[1, 2], [3, 4]]; a.transpose.map { |x, y| x + y }
n = 0; [1, 2, 3].cycle(2) { |x| n += x }; n
n = 0; [1, 2].each_entry { |x| n += x }; n
n = []; [1, 2].combination(2) { |x| n << x }; n
n = []; [1, 2].permutation { |x| n << x }; n
n = []; [1, 2].product([3]) { |x| n << x }; n
n = 0; [1, 2, 3].cycle { |x| n += x; break if n > 3 }; n
x = [1, 2, 3].cycle { |i| break i }; x
def f; [1, 2].cycle { |i| return i }; 9; end; f
def f; [3, 4].each_entry { |i| return i }; 9; end; f
[1, 2, 3].tally
[1, 2, 2].tally.each { |k, v| k }
[1, 2, 3].minmax
[1, 2, 3].minmax.first
h = {a: nil}; h.compact!; h
h = {a: 1}; h.transform_keys!(&:to_s); h
h = {a: 1}; h.transform_values! { |v| v + 1 }; h
h = {a: 1}; h.replace({b: 2}); h
h = {a: 1}; h.rehash; h
h = {"a" => 1}; h.compare_by_identity; h.size
h = {}; h.default_proc = proc { |x, k| k }; h[1]
h = {}; h.default_proc = proc { |x, k| x[k] = k }; h[1]; h
h = {a: 1, b: 2}; h.fetch_values(:a, :b)
h = {a: 1}; h.fetch_values(:z) { |k| k }
h = {a: 1}; h.to_hash
s = +"abc"; s.replace("x"); s
s = +"abc"; s.setbyte(0, 65); s
s = +"abc"; s.slice!(0); s
s = +"abc"; s.slice!(0, 2); s
s = +"abc"; s.force_encoding("UTF-8"); s
s = +"abc"; s.unicode_normalize!; s
s = +"abc"; s.encode!("UTF-8"); s
s = +"aab"; s.tr_s!("a", "b"); s
s = +"abc"; t = s; t.replace("q"); s
n = []; "a".upto("c") { |x| n << x }; n
"a".upto("c").to_a
"abc".rpartition("b")
"abc".rindex("b")
"a".encode("UTF-8")
"17".oct
"abc".bytesize
"é".bytesize
"é".ascii_only?
"x".valid_encoding?
"a-b_c".tr_s("-", "_")
"3".to_r
"3".to_c
5.divmod(3)
5.fdiv(2)
2.pow(3)
2.pow(3, 5)
5.remainder(3)
5.coerce(1)
Integer.sqrt(16)
1.5.floor(1)
1.25.ceil(1)
1.25.truncate(1)
1.9.floor
-1.9.ceil
2.5.to_i
1e20.to_i
(7 / 2.0).to_int
1.5.divmod(1)
1.5.div(1)
1.5.eql?(1.5)
1.5.clamp(2, 3)
[1, 2].sum { |x| x * 2 }
[1, 2].sum(0.0)
["a"].sum("")
[[1]].sum([])
require "set"; s = Set.new([1, 2]); s.include?(1)
require "set"; s = Set[1, 2]; s << 3; s.size
require "set"; s = Set.new; [1, 1].each { |x| s.add(x) }; s.to_a
require "set"; n = []; Set.new([1, 2]).each { |x| n << x }; n
require "set"; [1, 1, 2].to_set.size
require "set"; [1, 1, 2].to_set
require "set"; n = 5; n = 6 if Set.new([1]).add?(1); n
require "set"; class P < Set; def two; 2; end; end; P.new([1]).two
require "set"; class P < Set; end; P.new([1]).size
require "set"; Set.new([1]).nope
require "set"; Set === Set.new
require "set"; case [1].to_set when Set then 1 else 2 end
require "set"; x = [1, 2]; Set.new(x).each { |i| x << 9; break }; x
P = Struct.new(:a); P.new(1).a
P = Struct.new(:a, keyword_init: true); P.new(a: 1).a
P = Struct.new(:a) do; def two; a * 2; end; end; P.new(3).two
class P < Struct.new(:a); end; P.new(1).a
class P < Struct.new(:a, :b); def sum; a + b; end; end; P.new(1, 2).sum
class P < Struct.new(:a); def initialize(x); super(x + 1); end; end; P.new(1).a
class P < Struct.new(:a); def initialize(x); super; @y = 3; end; attr_reader :y; end; P.new(1).y
class P < Struct.new(:a); def to_s; "p#{a}"; end; end; "#{P.new(1)}"
class P < Struct.new(:a); end; P.new(1) == P.new(1)
class P < Struct.new(:a); end; P.new(1, 2, 3)
class P < Struct.new(:a); def go; yield a; end; end; n = 0; P.new(4).go { |x| n = x }; n
class P < Struct.new(:a); X = 5; end; P::X
class P < Struct.new(:a); def self.make; new(7); end; end; P.make.a
P = Struct.new(:a); x = P.new(1); x.a = 5; x.a
P = Struct.new(:a); x = P.new([1]); x.a << 2; x.a
P = Struct.new(:a); x = P.new(1); x[:a]
P = Struct.new(:a, :b); x, y = *P.new(1, 2); y
P = Struct.new(:a, :b); n = []; P.new(1, 2).each { |v| n << v }; n
P = Struct.new(:a, :b); P.new(1, 2).to_a
P = Struct.new(:a, :b); P.new(1, 2).to_h
P = Struct.new(:a); P.members
P = Struct.new(:a); a = [P.new(1), P.new(2)]; a.map(&:a)
P = Struct.new(:a); a = [P.new(1), P.new(2)]; a.each { |p| p.a += 1 }; a.map { |p| p.a }
P = Struct.new(:a); l = [1]; P.new(l).a << 2; l
P = Struct.new(:a); l = [1]; p = P.new(l); p.a.push(3); l.size
P = Struct.new(:a); P.new(1).is_a?(Struct)
P = Struct.new(:a); P.new(1).respond_to?(:a)
Struct.new("Abc", :x).new(1).x
P = Struct.new(:a); case P.new(1) when P then :yes else :no end
P = Struct.new(:name, :ip); [P.new("a", "b")].each_with_index { |x, i| x.name }; 1
require "ostruct"; o = OpenStruct.new(a: 1); o.a
require "ostruct"; o = OpenStruct.new; o.x = 5; o.x
require "ostruct"; o = OpenStruct.new(a: 1); o[:a]
require "ostruct"; o = OpenStruct.new(a: 1); o.to_h
require "ostruct"; o = OpenStruct.new(a: 1); o.respond_to?(:a)
require "ostruct"; class P < OpenStruct; def two; 2; end; end; P.new(a: 1).two
require "ostruct"; class P < OpenStruct; def two; a; end; end; P.new(a: 1).two
require "ostruct"; h = {a: [1]}; o = OpenStruct.new(h); o.a << 2; h
require "ostruct"; o = OpenStruct.new(a: 1); o.nope
require "ostruct"; o = OpenStruct.new(a: 1); o.delete_field(:a); o.a
n = []; [1, 2, 3].lazy.map { |x| n << x; x }.first(2); n
(1..4).lazy.select(&:even?).to_a
e = [1, 2].each; e.next; e.rewind; e.next
[1].each + [2]
e = Enumerator.new { |y| y << 1 << 2; y.yield 3 }; e.to_a
Enumerator.produce(1) { |x| x * 2 }.take(3)
[1, 2].to_enum.next
[4, 5].each_entry.to_a
o = Object.new; o.instance_variables
class P; def initialize; @a = 1; end; end; P.new.instance_variables
Comparable.instance_method(:clamp).class
require "stringio"; s = StringIO.new; s << "a"; s.puts "b"; s.string
require "stringio"; s = StringIO.new("a\nb"); s.read
require "stringio"; n = []; StringIO.new("a\nb").each_line { |l| n << l }; n
require "stringio"; $stdout = StringIO.new; puts "x"; $stdout = STDOUT; 1
Marshal.load(Marshal.dump([1, {a: 2}]))
a = [1]; b = Marshal.load(Marshal.dump(a)); b << 2; a
Math::PI.floor
Math.log2(8).to_i
require "base64"; Base64.encode64("abc")
require "base64"; Base64.strict_encode64("abc")
require "base64"; Base64.decode64("YWJj")
require "digest"; Digest::MD5.hexdigest("a")
require "digest"; Digest::SHA256.hexdigest("a")[0, 8]
require "digest"; Digest::SHA1.new.update("a").hexdigest
require "csv"; CSV.parse("a,b\n1,2")
require "csv"; n = []; CSV.parse("a,b\n1,2", headers: true).each { |r| n << r["a"] }; n
require "csv"; CSV.parse_line("a,b")
require "csv"; CSV.generate_line(["a", 1])
require "csv"; n = 0; CSV.foreach("none.csv") { |r| n += 1 } rescue n = 7; n
require "optparse"; n = 1; OptionParser.new { |o| o.on("-x") { n = 2 } }.parse([]); n
require "optparse"; n = 1; OptionParser.new { |o| o.on("-x") { n = 2 } }.parse(["-x"]); n
require "optparse"; a = ["-x", "y"]; OptionParser.new { |o| o.on("-x") { } }.parse!(a); a
require "getoptlong"; GetoptLong.new(["--a", GetoptLong::NO_ARGUMENT]).class
require "benchmark"; n = 0; Benchmark.measure { n = 3 }; n
require "benchmark"; Benchmark.realtime { 1 }.class
require "timeout"; Timeout.timeout(5) { 3 }
require "timeout"; n = 0; Timeout.timeout(5) { n = 3 }; n
n = 0; Thread.new { n = 3 }.join; n
Thread.new { 3 }.value
m = Mutex.new; n = 0; m.synchronize { n = 4 }; n
m = Mutex.new; m.synchronize { 4 }
m = Mutex.new; [1, 2].map { |x| m.synchronize { x } }
q = Queue.new; q << 1; q.pop
require "logger"; Logger.new($stdout).info("x"); 1
require "logger"; l = Logger.new($stdout); l.level = Logger::INFO; l.level
require "logger"; class P < Logger; def two; 2; end; end; P.new($stdout).two
require "forwardable"; class P; extend Forwardable; def_delegator :@a, :size; def initialize; @a = [1]; end; end; P.new.size
require "forwardable"; class P; extend Forwardable; def_delegators :@a, :size, :first; def initialize; @a = [1]; end; end; P.new.first
require "forwardable"; class P; extend Forwardable; def_delegators :@a, :size; def initialize; @a = [1]; end; end; P.new.nope
require "ipaddr"; IPAddr.new("10.0.0.0/8").to_string
require "ipaddr"; IPAddr.new("10.0.0.0/8").netmask
require "ipaddr"; i = IPAddr.new("10.0.0.1"); i.prefix = 8; i.to_s
require "ipaddr"; (~IPAddr.new("10.0.0.1")).to_s
require "ipaddr"; (IPAddr.new("10.0.0.1") | 7).to_s
require "pathname"; Pathname.new("a/b.rb").extname
require "pathname"; Pathname.new("a/../b").cleanpath.to_s
require "pathname"; Pathname.new("/a").absolute?
require "pathname"; Pathname.new("a").relative?
require "pathname"; Pathname.new("/").root?
require "pathname"; n = []; Pathname.new("a/b").each_filename { |x| n << x }; n
require "pathname"; Pathname.new("/a/b").relative_path_from(Pathname.new("/a")).to_s
require "pathname"; Pathname.new("a.rb").sub_ext(".py").to_s
require "uri"; URI.encode_www_form(a: 1)
require "uri"; URI.encode_www_form_component("a b")
require "uri"; URI.decode_www_form_component("a+b")
require "uri"; URI.parse("http://u:p@h:1/x?y").path
require "uri"; URI.parse("http://u:p@h:1/x?y").host
require "uri"; URI.parse("http://u:p@h:1/x?y").to_s
require "uri"; URI.parse("http://u:p@h/x").default_port
require "uri"; URI.parse("http://u:p@h/x").password
require "uri"; URI.parse("http://h/x?y").request_uri
require "uri"; URI("http://h/x").path.sub("x", "y")
require "yaml"; YAML.dump({"a" => 1})
require "yaml"; {"a" => 1}.to_yaml
require "yaml"; YAML.load_stream("--- 1\n--- 2")
require "yaml"; YAML.load(YAML.dump([1, "b"]))
require "yaml"; YAML.load({"a" => [1]}.to_yaml)["a"]
require "erb"; ERB.new("<%= a %>").result_with_hash(a: 1)
m = "abc".match(/(?<x>b)/); m.named_captures
m = "abc".match(/b/); [m.pre_match, m.post_match]
m = "abc".match(/(b)(c)/); m.to_a
m = "abc".match(/(b)(c)/); m.values_at(1, 2)
"abc" =~ /b/; $`
"abc" =~ /b/; $'
a, b = *"abc".match(/(b)(c)/); b
f = proc { |a| a }; f.curry
f = ->(a, b) { a + b }; f.curry[1][2]
f = ->(x) { x + 1 } >> ->(x) { x * 2 }; f.call(1)
f = ->(x) { x + 1 } << ->(x) { x * 2 }; f.call(1)
->(a, b = 1) {}.parameters
def m1(a, b:); end; method(:m1).parameters
def m2; 5; end; method(:m2).unbind.bind(self).call
def m3; end; method(:m3).owner
def m4; end; method(:m4).name
f = proc { |x| x }; f === 3
f = proc { |x| x > 2 }; case 3 when f then 1 else 2 end
f = ->(x) { x.even? }; [1, 2].select(&f)
f = Proc.new { |x| x }; f.call(4)
n = 0; f = Proc.new { n += 1 }; f.call; f.(); f[]; n
f = lambda { |x| x }; f.lambda?
f = lambda { |x| x }; f.arity
b = binding; b.local_variable_defined?(:zz)
(1...3).exclude_end?
(1..9).bsearch { |x| x >= 4 }
[1, 3].bsearch { |x| x >= 2 }
true ^ nil
false ^ true
nil & 1
nil.to_r
Rational(1, 2)
Complex(1, 2)
1.real
1.abs2
5.dup
5.clone
1.5.quo(2)
10.quo(5)
1.eql?(1)
1.eql?(1.0)
[1, 2, 3].pack("C*")
[1, [2]].deconstruct
[[1, 2]].assoc(1)
[[1, 2]].rassoc(2)
Array.try_convert([1])
Hash.try_convert({a: 1})
String.try_convert("a")
["a", "b"].grep_v(/a/)
["a", "b"].grep_v(/a/) { |x| x + "!" }
%w[a bb].minmax_by(&:size)
Dir.tmpdir
require "tmpdir"; n = 0; Dir.mktmpdir { |d| n = 1 }; n
Dir.each_child(".") { |x| x }
n = 0; Dir.foreach(".") { |x| n = 1 }; n
File.fnmatch?("*.rb", "a.py")
File.path("a")
FileUtils.pwd == Dir.pwd
Gem::Version.new("1.2.b").prerelease?
Gem::Version.new("1.2").segments
Gem::Version.new("1.10.3").segments[1]
Gem::Version.correct?("1.2")
Gem::Version.new("1.2") < Gem::Version.new("1.10")
Gem::Requirement.new("> 1").to_s
1.display; 2
[1].to_enum.size
"%.2f" % 1.005
"%e" % 12345.678
"%g" % 0.1
"%d" % 3.99
format("%05.1f", 3.14159)
"%.1f GB" % (2048 / 1024.0)
"%x" % 255
"%s" % 1.5
class P; include Comparable; attr_reader :n; def initialize(n); @n = n; end; def <=>(o); n <=> o.n; end; end; P.new(1) < P.new(2)
class P; include Comparable; attr_reader :n; def initialize(n); @n = n; end; def <=>(o); n <=> o.n; end; end; P.new(1).between?(P.new(0), P.new(2))
class P; include Enumerable; def each; yield 1; yield 2; end; end; P.new.map { |x| x + 1 }
class P; include Enumerable; def each; yield 1; yield 2; end; end; P.new.tally
class P; include Enumerable; def each; yield 1; yield 2; end; end; P.new.lazy.map { |x| x }.to_a
class P < Thread; def two; 2; end; end; 1
class P < StandardError; def initialize(x); super("m#{x}"); end; end; begin; raise P.new(1); rescue P => e; e.message; end
class P < Hash; def two; 2; end; end; P.new.two
class P < Array; def two; 2; end; end; P.new([1]).two
class P < String; def two; 2; end; end; P.new("a").two
class P < Hash; end; h = P.new; h[:a] = 1; h
class P < Array; end; a = P.new; a << 1; a.size
case {a: 1, b: 2}; in {a: x} then x end
case [1, [2, 3]]; in [a, [b, *]] then b end
case 5; in Integer => n if n > 3 then n else 0 end
P = Struct.new(:a, :b); case P.new(1, 2); in [a, b] then b end
P = Struct.new(:a, :b); case P.new(1, 2); in {a:} then a end
x = {a: 1}; x => {a:}; a
require "singleton"; class P; include Singleton; def two; 2; end; end; P.instance.two
require "delegate"; class P < SimpleDelegator; def two; 2; end; end; P.new([1]).two
require "delegate"; class P < SimpleDelegator; end; P.new([1]).size
require "observer"; class P; include Observable; end; P.new.count_observers
require "bigdecimal"; BigDecimal("1.5").to_f
require "openssl"; OpenSSL::Digest.new("SHA256").class
require "socket"; Socket.gethostname.class
require "socket"; TCPServer.instance_methods(false).empty?
require "zlib"; Zlib.crc32("a")
require "time"; Time.at(0).utc.year
require "date"; Date.new(2020, 1, 1).year
ObjectSpace.garbage_collect; 1
a = [1, 2]; a.cycle.first(3)
a = %w[x y]; i = a.cycle; [i.next, i.next, i.next]
a = [1, 2, 3]; a.each_slice(2).to_a
a = [1, 2, 3]; x = a.sum; a.freeze; x
a = [[3, 1], [1, 2]]; a.sort_by!(&:first).first
a = [3, 1]; b = a.sort_by! { |x| x }; b.first
h = {a: 1}; g = h.transform_values!(&:to_s); g[:a]
h = {b: {c: nil}}; h[:b].compact!; h
a = ["x"]; a.first.replace("y"); a
def g(a); a.fill(7); end; x = [1]; g(x); x
@a = [1, 2]; @a.rotate!; @a
$a = [1, 2]; $a.rotate!; $a
A9 = [1, 2]; A9.delete_at(0); A9
[1, 2].fill { |i| raise "boom" }
[1].cycle { raise ArgumentError, "q" } rescue 3
begin; [1].cycle { raise "q" }; rescue => e; e.message; end
n = 1; begin; [1].each_entry { raise "q" }; n = 2; rescue; n = 3; end; n
n = 1; [1, 2].each_entry { |x| next if x == 1; n = x }; n
n = catch(:t) { [1].each_entry { throw :t, 5 }; 6 }; n
loop { [1].each_entry { |x| break }; break }; 1
x = [1, 2].each_entry.map { |v| v }; x
5.then { |x| x.clamp(1, 2) }
[1, 5].map { |x| x.clamp(2, 3) }
[1, 5].map { |x| x.divmod(2) }.map(&:first)
%w[0x10 ff].map(&:hex)
x = "abc"; y = x.rindex("c"); y ? 1 : 2
if "abc".rindex("z") then 1 else 2 end
v = "abc".bytesize > 2 ? "long" : "short"; v
v = 1; v = 2 if "x".ascii_only?; v
v = 1; v = 2 unless [1].intersect?([1]); v
v = 1; while [1].cycle.next > 1 do v = 2; end; v
x = [[1], [2]]; x.rotate.first << 3; x
x = [[1], [2]]; x.each_entry { |v| v << 9 }; x
x = [[1], [2]]; x.each_entry { |v| v << 9 }; x.size
x = {a: [1]}; x.fetch_values(:a).first << 2; x
x = [1]; [[2]].product([x]).first.last << 5; x
x = [[1, 2]]; x.assoc(1) << 3; x
s = +"a"; [1].rotate; s << "b"; s
require "set"; x = [1]; s = Set.new([x]); s.first << 2; x
require "set"; class P < Set; end; a = *P.new([1]); a
require "set"; class P < Set; end; n = 0; for i in P.new([1, 2]) do n += i; end; n
require "set"; class P < Set; end; P.new([1]) == P.new([1])
require "set"; class P < Set; end; [P.new([1])].flatten.size
require "set"; n = 0; for i in Set.new([1, 2]) do n += i; end; n
require "set"; x, y = *Set.new([1, 2]); y
require "set"; [1, 2, 3] - Set.new([1]).to_a
require "set"; [1, 2] + Set.new([3]).to_a
require "set"; "#{Set.new([1]).size}"
require "set"; Set.new([1]).inspect
require "ostruct"; class P < OpenStruct; end; a, b = *P.new(a: 1); b
require "ostruct"; class P < OpenStruct; end; P.new(a: 1).a
require "ostruct"; class P < OpenStruct; end; P.new(a: 1).inspect
require "ostruct"; class P < OpenStruct; end; P.new(a: 1) == P.new(a: 1)
require "ostruct"; class P < OpenStruct; end; {P.new(a: 1) => 1}.size
require "ostruct"; class P < OpenStruct; end; "#{P.new(a: 1)}".size
require "ostruct"; class P < OpenStruct; def initialize(h); super(h); @z = 4; end; attr_reader :z; end; P.new(a: 1).z
require "ostruct"; class P < OpenStruct; def initialize(h); super; @z = a; end; attr_reader :z; end; P.new(a: 1).z
require "stringio"; class P < StringIO; end; P.new("a").read
require "stringio"; class P < StringIO; end; P.new("a").string << "b"
class P < Module; end; P.new.class
class P < Exception; end; P.new("a").full_message.size > 0
class P; extend Enumerable; def self.each; yield 1; end; end; P.map { |x| x }
class P; include Comparable; attr_reader :n; def initialize(n); @n = n; end; def <=>(o); n <=> o.n; end; end; P.new(5).clamp(P.new(1), P.new(2)).n
class String; def shout; upcase + "!"; end; end; "a".shout
class Array; def second; self[1]; end; end; [1, 2].second
class Set; def second; to_a[1]; end; end; Set.new([1, 2]).second
class Struct; def keys; members; end; end; Struct.new(:a).new(1).keys
module Math; def self.two; 2; end; end; Math.two
class Thread; def self.two; 2; end; end; Thread.two
Math::PI > 3
Process.clock_gettime(Process::CLOCK_MONOTONIC) > 0
Process.pid.class
Etc.getpwuid.nil?
Etc.nprocessors > 0
RbConfig::CONFIG["host_os"].class
require "rbconfig"; RbConfig::CONFIG["host_os"] =~ /linux/ ? 1 : 2
RUBY_PLATFORM =~ /linux/ ? 1 : 2
defined?(Set)
defined?(Struct)
Struct.class
Struct.name
Set.respond_to?(:new)
Struct.ancestors.include?(Enumerable)
Thread.current.class
$stderr.puts "x"; 5
Signal.trap("INT") { 1 }; 5
ObjectSpace.each_object(Class) { |c| c }; 5
Kernel.format("%d", 3)
[1, 2].each.with_index(1).to_a
[1, 2].each_with_object([]) { |x, m| m << x }
[4, 5].each.next
h = Hash.new { |a, k| a[k] = [] }; h[:x] << 1; h
h = Hash.new(0); [1, 1].each { |x| h[x] += 1 }; h
"a,b".split(",").map(&:strip)
"%s-%02d" % ["a", 3]
"abc".each_char.to_a
"abc".unpack("C*")
"abc".sum
"abc".crypt("ab")
"a".ord
"abc".scan(/./) { |c| c }
"b".between?("a", "c")
[3, 1].sort { |a, b| b <=> a }
[1, 2, 3].each_cons(2).to_a
[1, 2, 3, 4].partition(&:even?)
10.downto(8).to_a
1.step(10, 3).to_a
1.upto(3).map { |i| i }
3.times.map { |i| i }
Gem::Version.new("1.0").eql?(Gem::Version.new("1"))
Gem::Version.new("1.0") == Gem::Version.new("1")
"#{Gem::Requirement.new("> 1")}"
Gem::Version.new("1").hash == Gem::Version.new("1").hash
Date.new(2020, 1, 1) == Date.new(2020, 1, 1)
Date.new(2020, 1, 1) <=> Date.new(2020, 1, 2)
Date.new(2020, 1, 1) === Date.new(2020, 1, 1)
Date.new(2020, 1, 1).to_s
Date.new(2020, 1, 1).eql?(Date.new(2020, 1, 1))
Time.at(0) == Time.at(0)
Time.at(0) <=> Time.at(1)
Time.at(0).eql?(Time.at(0))
Time.at(0).utc.to_s
Time.now.to_s.size
Time.now - Time.now < 1
(1..2) == (1..2)
(1..2).eql?(1..2)
(1..2).hash == (1..2).hash
1.0 === 1
1 === 1.0
1.0 == 1
5.eql?(5)
1.5 <=> 2
1 <=> "a"
1.method(:+).to_s
1.method(:+).inspect
1.method(:succ).clone.call
[1, 2].map(&10.method(:+))
5.method(:+) === 1
case 1 when 0.method(:==) then 5 else 6 end
f = proc { 1 }; f == f
f = proc { 1 }; f == f.dup
f = proc { 1 }; f.clone.call
f = proc { 1 }; f.dup.call
f = proc { |x| x == 1 }; f === 1
f = proc { 1 }; f.eql?(f)
f = proc { 1 }; {f => 1}[f]
f = proc { 1 }; f.to_proc.call
f = proc { 1 }; f.frozen?
f = ->(x) { x }; f.inspect.size > 5
f = ->(x) { x }; f.hash == f.hash
->(x) { x }.yield(3)
URI("http://a/b").to_s
URI("http://a/b") == URI("http://a/b")
URI("http://a/b").inspect
"#{URI("http://a/b")}/c"
URI("http://a/b").host + URI("http://a/b").path
"a" + URI("http://a/b").to_s
URI.join("http://a/b", "c").to_s
URI("http://a:8/b").port
URI("http://a/b").eql?(URI("http://a/b"))
"abc".match(/b/).inspect
"abc".match(/b/) == "abc".match(/b/)
"abc".match(/(?<x>b)/)[:x]
"abc".match(/(?<x>b)/)["x"]
"abc".match(/b/).pre_match
Math.respond_to?(:sqrt)
require "set"; Set.new([1]) == Set.new([1])
Comparable === 1
Pathname.new("a") == Pathname.new("a")
Pathname.new("a") + "b"
(Pathname.new("a") + "b").to_s
Pathname.new("a").hash == Pathname.new("a").hash
Pathname.new("a") <=> Pathname.new("b")
Pathname.new("a").join("b").to_s
"#{Pathname.new("a")}"
Pathname.new("/a/b").basename.to_s
IPAddr.new("10.0.0.1") == IPAddr.new("10.0.0.1")
IPAddr.new("10.0.0.1").eql?(IPAddr.new("10.0.0.1"))
IPAddr.new("10.0.0.1").hash == IPAddr.new("10.0.0.1").hash
IPAddr.new("10.0.0.1").succ.to_s
IPAddr.new("10.0.0.0/8").include?("10.1.1.1")
IPAddr.new("10.0.0.0/30").to_range.map(&:to_s)
IPAddr.new("10.0.0.0/24").inspect
IPAddr.new("10.0.0.1").to_i
IPAddr.new("10.0.0.1").clone.to_s
IPAddr.new("10.0.0.1") <=> IPAddr.new("10.0.0.2")
[1].each == [1].each
[1].each.inspect
[1, 2].each.size
[1].each.hash == 1
[1, 2].each_slice(1).size
[3, 4].each_with_index.map { |x, i| x * i }
RuntimeError.new("a") == RuntimeError.new("a")
RuntimeError.new("a").inspect
RuntimeError.new("a").to_s
RuntimeError.new("a").eql?(RuntimeError.new("a"))
begin; {}.fetch(:a); rescue KeyError => e; [e.key, e.receiver]; end
begin; exit 3; rescue SystemExit => e; e.status; end
begin; exit 3; rescue SystemExit => e; e.success?; end
begin; throw :x; rescue UncaughtThrowError => e; e.to_s; end
begin; throw :x; rescue UncaughtThrowError => e; e.tag; end
begin; nil.foo; rescue NoMethodError => e; e.name; end
begin; File.read("/nope/x"); rescue SystemCallError => e; e.errno.class; end
begin; [].fetch(9); rescue IndexError => e; e.message; end
begin; raise IOError; rescue SystemCallError, IOError => e; e.class; end
Errno::ENOENT === Errno::ENOENT.new
SystemCallError === Errno::ENOENT.new
SystemCallError === Errno::ENOENT.new("x")
:a === :a
:a <=> :b
nil === nil
nil.inspect
true === true
true & 1
String === "a"
Module === String
Class.inspect
String.to_s
Comparable.to_s
Kernel.inspect
String < Object
String == String
Integer <= Numeric
Float::EPSILON > 0
[1, [2]].hash == [1, [2]].hash
{a: 1}.hash == {a: 1}.hash
{a: 1}.to_a
{a: 1} == {a: 1.0}
{a: 1}.eql?({a: 1.0})
{b: 1, a: 2}.sort
{b: 1, a: 2}.min_by { |k, v| v }
{b: 1, a: 2}.sum { |k, v| v }
{a: 1}.each_with_index.to_a
{a: 1}.each_entry.to_a
{a: 1}.zip([1])
{a: 1}.count
{a: 1}.first
{a: 1}.reduce([]) { |m, (k, v)| m << k }
{a: 1}.flat_map { |k, v| [k] * 2 }
{a: 1}.find { |k, v| v == 1 }
{a: 1, b: 2}.partition { |k, v| v > 1 }
{a: 1}.minmax
{a: 1}.tally
{a: 1}.cycle(2) { |x| x }
{a: 1}.each_slice(1).to_a
(1..3).to_a.reverse
(1..3).sum
(1..3).reverse_each.to_a
(1..3).include?(2.5)
(1..3).cover?(2..3)
("a".."c").include?("b")
("a".."c").to_a
(1..3).step(2).to_a
(1..3) % 2
(1..10).each_slice(3).map(&:sum)
(1..3).inject(:+)
(1..3).each_cons(2).to_a
(1..3).tally
(1..3).cycle.first(4)
(1..3).zip(4..6)
(1...3).size
(1..3).count
(1..3).max
(1..3).min
("a".."c").max
(1..3).to_s
(1..3).first(2)
(1..3).last
(1..3).last(2)
(1..).first(2)
(1..3).frozen?
$stdout.sync = true
$stdout.class
STDOUT.tty?
STDIN.fileno
ENV.to_h.class
ENV.fetch("NOPE_X", "d")
ENV["NOPE_X"].to_s
ENV.key?("NOPE_X")
ENV.replace({}); ENV["HOME"]
ENV.update("Q" => "1"); ENV["Q"]
ENV.clear; ENV["HOME"]
ENV.delete("HOME"); ENV["HOME"]
ENV.delete_if { |k, v| true }; ENV["HOME"]
ENV.keep_if { |k, v| false }; ENV["HOME"]
ENV.reject! { |k, v| true }; ENV["HOME"]
ENV.select! { |k, v| false }; ENV["HOME"]
ENV.filter! { |k, v| false }; ENV["HOME"]
ENV.shift; 1
ENV.store("Q", "2"); ENV["Q"]
ENV.merge!("Q" => "3"); ENV["Q"]
ENV["Q"] = "4"; ENV.values_at("Q")
ENV.slice("Q")
ENV.each { |k, v| k }; 1
ENV.any? { |k, v| k == "NOPE_X" }
ENV.find { |k, v| k == "NOPE_X" }
ENV.freeze
require "fileutils"; FileUtils.cd("sub"); File.basename(Dir.pwd)
require "fileutils"; n = 0; FileUtils.cd("sub") { n = 5 }; n
