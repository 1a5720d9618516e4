"abc" =~ /b/
"abc" =~ /x/
nil =~ /x/
"192.168.1.10" =~ /\A(\d+)\.(\d+)\.(\d+)\.(\d+)\z/; [$1, $2, $3, $4]
"web-12".match(/(?<name>\w+)-(?<n>\d+)/)[:name]
"web-12".match(/(?<name>\w+)-(?<n>\d+)/)["n"]
"web-12".match(/(?<name>\w+)-(\d+)/).captures
"web-12".match(/(\w+)-(\d+)/).captures
"xweb-12y".match(/web/).begin(0)
"xweb-12y".match(/web/).end(0)
"xweb-12y".match(/(q)?web/)[1]
"xweb-12y".match(/web/).size
"xweb".match(/nope/)
"xweb".match?(/web/)
"a\nb" =~ /^b$/
"a\nb".scan(/^./)
"a\n" =~ /^\z/
"a\nb\n".scan(/^.*$/)
"a\nb" =~ /a.b/
"a\nb" =~ /a.b/m
"ABC" =~ /b/i
"a b" =~ /a\sb/
"é" =~ /\w/
"é" =~ /[[:alpha:]]/
"é1_".scan(/[[:alnum:]]/)
"aé".scan(/[[:upper:][:lower:]]/)
"a1 B2".scan(/[[:upper:]]\d/)
"0x1F" =~ /\h+\z/
"x" =~ /\H/
"a.b" =~ /a\.b/
"foobar"[/o+/]
"foobar"[/(f)(o+)/, 2]
"foo bar".gsub(/o/, "0")
"foo bar".gsub(/(o)/, '<\1>')
"foo bar".gsub(/(?<x>o)/, '<\k<x>>')
"foo bar".sub(/\b(\w)/) { $1.upcase }
"foo bar".gsub(/\w+/) { |w| w.capitalize }
"a,b;c".split(/[,;]/)
"a1b2".split(/\d/)
"a1b2".split(/(\d)/)
"a-b_c".tr("-_", "  ")
"10.0.0.1".gsub(/\.(\d+)\z/, ".254")
"foo" !~ /x/
case "web1" when /^web(\d)/ then $1 else 0 end
case "db" when /^web/ then 1 when /^db/ then 2 end
/a/ === :abc
/a/ === 5
/a/ == /a/
/a/i == /a/
/a(b)/.source
/a/mix.to_s
/a/.to_s
/a\/b/.inspect
%r{a/b}.inspect
%r{a/b}.source
/a/i.options
/(?<x>a)(?<y>b)/.names
Regexp.escape("a.b*c")
Regexp.escape("1 + 2 = [3]\n")
Regexp.new("a.c", Regexp::IGNORECASE) =~ "xABC"
Regexp.new("a.c", true).inspect
"ab" =~ /(a)/; Regexp.last_match(1)
"ab" =~ /#{"a"}b/
x = /b/; "abc" =~ /a#{x}c/
"abc" =~ /(?i)B/
"aBc" =~ /a(?i:b)c/
"aBc" =~ /a(?i)b(?-i)c/
"foo" =~ / f o o /x
"a  b" =~ /a\ \ b/x
"ab" =~ /a(?=b)/
"ab" =~ /(?<=a)b/
"ab" =~ /(?<!a)b/
"aaa"[/a{2}/]
"aaa"[/a{,2}/]
"aaa"[/a{2,}/]
"aaa"[/a+?/]
"a{b" =~ /a{b/
"abab"[/(?:ab)+/]
"abab"[/(ab)\1/]
"\u00e9"[/\u00e9/]
"tab\there"[/\t/]
"a]b"[/[\]]/]
"a-b"[/[a\-b]+/]
"a^b"[/[\^]/]
"foo.rb"[/\.(\w+)$/, 1]
"2024-01-02".match(/(?<y>\d+)-(?<m>\d+)/) { |m| m[:y].to_i }
"/vagrant/x" =~ %r{\A/vagrant}
"x=1;y=2".scan(/(\w)=(\d)/)
"x=1;y=2".scan(/(\w)=(\d)/).to_h
"abc".match(/(?<a>.)/)[:nope]
"abc" =~ /\Aabc\Z/
"abc\n" =~ /c\Z/
"abc\n" =~ /c\z/
"a\r\nb".split(/\R/)
if /(?<first>\w+) (?<second>\w+)/ =~ "hello world" then [first, second] end
"abc".index(/c/)
"abc".start_with?(/a/)
"foo.bar".partition(/\./)
"abc".sub(/b/, "b" => "Z")
"abc".sub(/(?<n>b)/, '[\0]')
"Cap word".slice(/[A-Z]\w+/)
"abc".tr('a-c', 'A-C')
"aab".squeeze
"ab12".delete("0-9")
"foo_bar-baz".split(/[_-]/, 2)
"word" =~ /\bword\b/
"aaa".gsub(/a/).with_index { |m, i| i.to_s }
"xab".match(/(a)b/).end(5)
"xab".match(/(a)b/).begin(-1)
