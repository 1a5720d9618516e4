"a" + "b"
"a" + nil
"a" + 1
"a" + :b
"ab" * 3
"ab" * 0
"ab" * -1
"ab" * "c"
"%s-%d" % ["a", 5]
"%d" % 3
"%s" % nil
"%s %s" % [1]
"%05d|%-5s|%+d" % [42, "ab", 7]
"%{a}-%<b>03d" % {a: 1, b: 2}
"%{c}" % {a: 1}
"%<c>d" % {a: 1}
"%%" % []
"%c%c" % ["x", 65]
"%p" % [nil]
"%-10s|" % "hi"
"%s" % [[1, 2]]
"%d" % "12"
"%d" % "1x"
"%d" % 3.99
"%d" % nil
"%f" % nil
"%s and %s" % %w[a b]
"%1$s %2$s %1$s" % %w[a b]
"%y" % 1
"%" % 1
"%x" % -255
"%b" % -5
"%o" % -8
"%#x %#o %#b" % [255, 8, 5]
"%+x" % -255
"% d" % 5
"%.3s" % "abcdef"
"%*d" % [5, 42]
"%-*d|" % [5, 42]
"a".concat("b", "c")
s = "a"; s << "b" << 99; s
s = "a"; s << nil
s = "abc"; s.freeze; s << "d"
"a".freeze.frozen?
"a".frozen?
:a.frozen?
"abc" == "abc"
"abc" == :abc
"abc".eql?("abc")
"abc".equal?("abc")
"a" <=> "b"
"b" <=> "a"
"a" <=> 1
"a" < "b"
"a" < 1
"b".between?("a", "c")
"abc" =~ /b/
"abc" =~ /x/
"abc" =~ "b"
"abc" !~ /x/
"abc"[0]
"abc"[-1]
"abc"[3]
"abc"[5]
"abc"[1, 2]
"abc"[3, 1]
"abc"[4, 1]
"abc"[1..]
"abc"[..1]
"abc"[1...-1]
"abc"[-2..-1]
"abc"[5..6]
"abc"["b"]
"abc"["x"]
"abc"[/b./]
"abc"[/(a)(b)/, 2]
"abc"[/(?<x>b)/, "x"]
"abc"[/(?<x>b)/, :x]
"abc"[nil]
"abc"[1.9]
"abc".slice(0, 2)
"hello"[1..-2]
"abc".length
"äöü".size
"".empty?
" ".empty?
"abc".to_s
"abc".to_sym
"a b".to_sym
"12abc".to_i
"abc".to_i
" 12 ".to_i
"1_000".to_i
"1__0".to_i
"0x1f".to_i
"0x1f".to_i(16)
"1f".to_i(16)
"0b11".to_i(2)
"0b11".to_i(0)
"077".to_i(0)
"077".to_i
"077".to_i(8)
"z".to_i(36)
"12".to_i(1)
"-12".to_i
"+12".to_i
"- 12".to_i
"1e3".to_i
"3.7".to_f
"1e3".to_f
".5".to_f
"1.".to_f
"abc".to_f
"1_000.5".to_f
"-1.5e-3x".to_f
"abc".upcase
"ABC".downcase
"abC".swapcase
"hELLO wORLD".capitalize
"äö".upcase
"straße".upcase
"  a b ".strip
"\t\n a\0".strip
"  a ".lstrip
"  a ".rstrip
"\0 a".lstrip
"abc\n".chomp
"abc\r\n".chomp
"abc\r".chomp
"abc\n\n".chomp
"abc\n\n".chomp("")
"abc".chomp("c")
"abc".chomp("x")
"abc".chomp(nil)
"abc\n".chop
"abc\r\n".chop
"".chop
"abc".chop
"abc".chr
"".chr
"abc".chars
"añb".bytes
"abc".codepoints
"a\nb\n".lines
"a\nb".lines
"a\nb\n".lines(chomp: true)
"a\r\nb".lines(chomp: true)
"axbxc".lines("x")
"a\n\n\nb\nc\n".lines("")
"a\nb".each_line.map(&:chomp)
r = []; "ab".each_char { |c| r << c }; r
"ab".each_char.to_a
"ab".each_char.with_index.map { |c, i| "#{c}#{i}" }
"ab".each_byte.to_a
"a,b,c".split(",")
"a,b,,".split(",")
"a,b,,".split(",", -1)
"a,b,c".split(",", 2)
" a  b c ".split
" a  b c ".split(" ")
" a  b c ".split(" ", 2)
" a  b c ".split(" ", -1)
"abc".split("")
"abc".split("", 2)
"a1b2c3".split(/\d/)
"a1b2c3".split(/(\d)/)
"a1b2c3".split(/\d/, 2)
"abc".split(//)
"a b  c".split(/ /)
"a b  c".split(/\s+/)
" a b".split(/ /)
"".split(",")
"".split(",", -1)
"abc".split(nil)
"a.b.c".split(".")
"10.0.0.1".split(".").map(&:to_i)
"a||b".split("||")
"a,b".split(",").frozen?
"a b c".split(" ", 1)
"abc".split("", -1)
"  ".split(" ", 2)
"a b c".split(5)
"aXbXc".split("X") { |s| s }
"abc".include?("b")
"abc".include?(nil)
"abc".include?(/b/)
"abc".start_with?("a", "x")
"abc".start_with?(/[ab]/)
"abc".start_with?("x")
"abc".end_with?("c", "x")
"abc".end_with?("x")
"abc".start_with?(1)
"abc".delete_prefix("a")
"abc".delete_suffix("c")
"abc".delete_prefix("x")
"a".ljust(3)
"a".rjust(3, "0")
"a".center(4, "*")
"a".center(5, "12")
"abc".ljust(2)
"a".rjust(5, "xyz")
"a".ljust(3, "")
"abc".sub("b", "x")
"abcb".gsub("b", "x")
"abc".sub(/b/, "x")
"abc".sub(/b/) { |m| m.upcase }
"abcb".gsub(/b/) { $&.upcase }
"abc".gsub(/[ab]/, "a" => "1", "b" => "2")
"abc".gsub(/[abc]/, a: 1)
"john smith".gsub(/(\w+) (\w+)/, '\2 \1')
"john smith".sub(/(?<f>\w+)/, '<\k<f>>')
"abc".gsub(/b/, '[\0]')
"abc".gsub(/b/, '[\&]')
"abc".gsub("b", '\\\\')
"a.b".gsub(".", "-")
"abc".gsub(/x*/, "-")
"abxd".gsub(/x*/, "-")
"abc".gsub(//, "-")
"abc".sub("x", "y")
"abc".gsub(/(?<l>[a-c])/) { $~[:l] + "." }
"abc".sub("b")
"abc".sub(1, "x")
"abc".gsub("b", nil)
"a\nb".gsub(/\n/, '\n')
"path/to".gsub("/", "\\/")
"hello".gsub(/l/, "l" => "L")
"hello".scan(/l/)
"hello".scan("l")
"a1b2".scan(/([a-z])(\d)/)
"a1b2".scan(/[a-z]\d/) { |m| m }
"192.168.1.10".scan(/\d+/)
"abc".match(/b/)
"abc".match(/(?<x>b)(c)?/)
"abc".match("b")[0]
"abc".match(/z/)
"abc".match?(/b/)
"abc".match?("b")
"hello".index("l")
"hello".index("l", 3)
"hello".index("x")
"hello".index(/l+/)
"hello".index("l", -2)
"hello".index("o", 10)
"a-b-c".partition("-")
"abc".partition("-")
"a1b".partition(/\d/)
"hello".tr("el", "ip")
"hello".tr("a-y", "b-z")
"hello".tr("^l", "*")
"hello".tr("elo", "")
"he-llo".tr("-", "_")
"a b".tr(" ", "")
"hello".tr("a-eh-m", "x")
"my_host.name".tr("_.", "-")
"hello".delete("l")
"hello".delete("a-k")
"hello".delete("lo", "o")
"hello".delete
"hello".squeeze
"aabbcc".squeeze("a-b")
"hello".count("l")
"hello".count("lo", "o")
"hello".count("^l")
"hello".count
"hello".reverse
"az".succ
"zz".succ
"a9".next
"Zz".succ
"a-9".succ
"1.9".succ
"".succ
"-".succ
"vm-09".succ
"1.9.9".succ
"***".succ
"a".ord
"".ord
"abc".sum
"abc".insert(1, "x")
"abc".insert(-1, "x")
"abc".insert(9, "x")
"abc".prepend("x")
s = "abc"; s.clear; s
s = "abc"; [s.upcase!, s.upcase!, s]
s = " a"; [s.strip!, s.strip!, s]
s = "abc"; [s.sub!("b", "x"), s.sub!("b", "x"), s]
s = "abc"; [s.gsub!(/[ab]/, "x"), s.gsub!("q", "x"), s]
s = "abc\n"; [s.chomp!, s.chomp!, s]
s = "abc"; [s.capitalize!, s.swapcase!, s.downcase!]
s = "aab"; [s.squeeze!, s.squeeze!, s.tr!("a", "c"), s.delete!("b"), s]
s = "ab"; [s.reverse!, s.succ!, s]
s = "ab"; [s.delete_prefix!("a"), s.delete_suffix!("z"), s]
s = "abc".freeze; s.upcase!
s = "abc".freeze; s.sub!("x", "y")
"abc".casecmp("ABC")
"abc".casecmp?("ABC")
"abc".casecmp(1)
"abc".casecmp?(1)
"abc".casecmp("abd")
"abc".dup << "d"
(+"abc") << "d"
(-"abc").frozen?
"abc".hash == "abc".hash
"abc".inspect
"a\"b\\c\n\t\e\u0001\x7f".inspect
"\#{a} \#$a \#@a #a"
"äö€\u200b😀"
"abc".to_str
"abc".itself
"abc".then { |x| x + "d" }
"abc".tap { |x| x + "d" }
"abc".encoding.to_s
"abc".each_line { |l| l }
"abc".unpack("C*")
String.new
String.new("abc")
String("abc")
String(12)
String(nil)
"abc".is_a?(String)
"abc".is_a?(Comparable)
"abc".respond_to?(:upcase)
"abc".respond_to?(:foo)
"abc".nil?
"abc".foo
"abc".upcase(1, 2, 3).foo
"abc".ljust
"abc".ljust(1, 2, 3)
"abc".send(:upcase)
"abc".public_send(:[], 1)
"abc".method(:upcase).call
%w[b a].map(&"x".method(:+))
"abc".instance_of?(String)
"abc".class
"abc".class.name
"a".."e"
("a".."e").to_a
("a".."e").include?("c")
"1,2;3".split(/[,;]/)
"a=b=c".split("=", 2)
"key: value".split(/:\s*/)
"192.168.56.10"[/\d+$/]
"192.168.56." + (10 + 3).to_s
"node-#{1 + 1}.example.com"
"web" "server"
"abc" "def".upcase
"abc".sub(/(?<first>a)/, "\\k<first>\\k<first>")
"foo.bar".sub(/\.\w+$/, "")
"%s:%s" % "a:b".split(":")
"Hello World".swapcase.center(21, "*")
"title case here".split.map(&:capitalize).join(" ")
"CamelCaseString".gsub(/([A-Z])/) { "_" + $1.downcase }.sub(/^_/, "")
"snake_case_here".split("_").map.with_index { |w, i| i.zero? ? w : w.capitalize }.join
"a-b_c".tr("-_", "  ")
"abc".each_char.with_object([]) { |c, a| a << c.ord }
"line1\nline2".each_line.with_index(1).map { |l, i| "#{i}:#{l.chomp}" }
"yes".to_s.downcase == "yes"
"true" == true.to_s
"1" == 1
"abc".unpack1("a1")
"abc".crypt("ab")
"a".ljust(5, ".") + "b"
"a\tb".expand_tabs
"%s" % :sym
"%s" % 1.0
"%d%%" % 50
"%-5s%5s" % ["a", "b"]
"%02d:%02d" % [5, 7]
"%s" % true
"%a" % 1
"%-08d|" % 5
"%+05d" % 5
"% 5d" % 5
"%x" % 3735928559
"%X" % 255
"%#X" % 255
"%08b" % 37
"%10s|" % "äö"
"%c" % 10004
"%5c|" % "x"
"%-5c|" % "x"
"%s %s" % ["a", "b", "c"]
format("%d apples", 3)
sprintf("%s", "a")
format("%s")
format(1)
format("%s", nil)
"a\nb".lines { |l| l }
"12".sum(5)
