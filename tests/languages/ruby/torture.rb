config.vm.provider :virtualbox do |vb, override| vb.memory = 1024 end
#---
foo a, b: c, "d" => e do |x, (y, z), k: 1| x end
#---
foo a do |x| end if y
#---
x ||= 5; y &&= 6; z += 1; w <<= 2; v **= 2; h[:a] ||= {}
#---
a, b = 1, 2
#---
a, (b, *c), d = *foo
#---
*a, b = [1, 2]
#---
a = b, c
#---
def foo(a, b = 1, *c, d, k:, k2: 2, **o, &blk)
  a
rescue Foo, Bar => e
  retry
else
  1
ensure
  2
end
#---
def foo a, b = 2
 a
end
#---
def self.bar; 1; end
#---
def x=(v) @x = v end
#---
def ==(o) true end
#---
def sq(x) = x * x
#---
class Foo < Bar::Baz
  attr_accessor :a, :b
  CONST = %w[a b].freeze
  class << self
    def z() end
  end
end
#---
module A::B; end
#---
begin; a; rescue; b; end
#---
begin
  a
rescue StandardError => e
  puts e
rescue *ERRS
  x
ensure
  z
end while false
#---
case x
when 1, 2 then a
when /foo/i, "z"
  b
else c
end
#---
case
when x > 1 then 2
end
#---
case [a, b]
in [Integer, x] if x > 1 then 1
in {name: String => n, age:} then 2
in x unless y
  3
end
#---
while x < 5 do x += 1 end
#---
until x; y; end
#---
for i in 1..3 do puts i end
#---
for a, b in {x: 1}
 puts a
end
#---
loop do break if x; next unless y; redo end
#---
l = lambda { |x| x * 2 }; m = ->(x, y = 1) { x + y }; n = -> { 1 }; o = -> x, y { x }; q = -> do 1 end; pr = proc do |x| end
#---
a&.b&.c(1)
#---
A::B::C.new; ::Top; A::b(1); A::b
#---
$stderr.puts @a, @@b, $0, $1, $!
#---
defined?(x) && defined? y
#---
x = "a" "b" 'c' "d#{1}"
#---
puts "a" \
  "b"
#---
puts "%s-%02d" % [a, b]
#---
(1..3).each { |i| p i }
#---
(1...n).to_a; (1..); (..5)
#---
foo(*args, **opts, &blk)
#---
foo *args, **opts, &blk
#---
[1, *a, *b]
#---
list.map(&:to_s).select { _1 > 2 }
#---
puts(x); raise "foo" unless x; abort "bar" if y; raise ArgumentError, "x"
#---
return if x
#---
return x, y unless z
#---
unless a then b else c end
#---
File.expand_path(File.join(File.dirname(__FILE__), '..'))
#---
BEGIN { x }
#---
END { y }
#---
x = `uname -a #{y}`.strip
#---
x =~ /a#{b}c/mix; y !~ %r{^/foo}; z if /re/ =~ q
#---
a = ?x; b = ?\n
#---
[1_000, 0xff, 0b11, 0o17, 017, 1.5e3, 1e-3, 3r, 2i, -1, +2]
#---
x = foo rescue nil
#---
y = <<-EOS.strip
abc #{foo(1)} "x
  EOS
#---
foo(<<A, <<~'B', 3)
aa
A
  bb #{no}
  B
#---
foo <<~X, mode: "y" do |z|
 text #{a.map { |q| "#{q}}" }.join}
X
 z
end
#---
if x then y end
#---
if a and not b or c then d elsif e; f else g end
#---
x = if a then b else c end
#---
x = case y when 1 then 2 else 3 end
#---
x = begin 1 end
#---
puts [1, 2].map do |x| x end
#---
a = 1
a -1
a [0]
a /2
a *3
#---
foo -1
#---
foo - 1
#---
foo [1]
#---
foo[1]
#---
x = y ? 1 : 2
#---
x = y ? :a : :b
#---
x = y ? a[:b] : {c: 1}
#---
x = y? ? "a" : "b"
#---
x = a.nil? ? b : c ? d : e
#---
x = y ? foo(a: 1) : nil
#---
puts x ? "a" : "b"
#---
puts(x ? a.b(1) : c)
#---
{a: 1, 'b': 2, "c" => 3, d: -> { 1 }, **e}
#---
foo({a: 1}) { |x| x }
#---
foo a: 1,
    b: 2
#---
foo.
  bar(1).
  baz
#---
foo
  .bar(1)
  # comment
  .baz
#---
x = a &&
  b ||
  c
#---
x = 1 +
  2
#---
!a; !a.b && !c; not a
#---
a.b = c, d
#---
a.b ||= 1
#---
a[:x][:y] = z
#---
a.b += 1 if c
#---
vb.customize ["modifyvm", :id, "--memory", mem]
#---
vb.customize ['setextradata', :id, "VBoxInternal2/SharedFoldersEnableSymlinksCreate//vagrant", '1']
#---
node.vm.network :private_network, ip: "192.168.#{i}.#{10 + i}", virtualbox__intnet: true
#---
config.vm.network :forwarded_port, { guest: 80, host: 8080 }
#---
config.vm.network("forwarded_port", guest: 80, host: 8080)
#---
config.vm.network :forwarded_port, guest: 80, host: ENV['P'] || 8080, auto_correct: true
#---
config.vm.synced_folder ".", "/vagrant", :disabled => true
#---
%w{a b c}.each_with_index do |n, i| puts n end
#---
%i[a b]; %q(a (b) c); %Q[a #{b}]; %(x); %w(
 a
 b)
#---
Vagrant.configure("2") { |c| c.vm.box = "x" }
#---
Dir.glob("*.yml").each do |f| require f end
#---
require_relative 'x'; load 'y' if File.exist?('y')
#---
x = YAML.load_file(File.join(__dir__, 'x.yml'))['a'].fetch('b', {})
#---
Vagrant.configure(2) do |config|
=begin
 not code end (
=end
  x
end
__END__
 garbage ( " '
#---
puts a if b and c
#---
a and b or c
#---
a or raise "x"
#---
x = (a; b)
#---
(a + b) * c ** -d
#---
foo (1 + 2) * 3
#---
foo (1), 2
#---
puts (a).b
#---
def f; super; super(1); super a, b; end
#---
alias foo bar
#---
alias_method :foo, :bar
#---
"#{x ? "a" : 'b'}"
#---
"#{h[:a]} #{"nested #{deep}"} #not #@iv"
#---
'it''s'
#---
'a\'b'
#---
"a\"b\#{no}"
#---
:"foo bar"; :'x'; :"a#{b}"; :a?; :b!; :c=; :[]; :+; :<=>
#---
h = {:a=>1, :b=>:c}
#---
h = { "a": 1, "b c": 2 }
#---
foo :a=>1, :b => 2
#---
foo.bar :a do; end
#---
x = foo :a, 1 do |y| y end
#---
a = b = c = 1
#---
a = foo b
#---
a = b && foo(c)
#---
a == b ? c : d
#---
a <=> b; a === b; a != b; a << b; a >> b; a & b | c ^ d; ~e
#---
if !ENV['X'].nil? && ENV['X'] == 'y' || z
end
#---
if Vagrant.has_plugin?("vagrant-vbguest") then config.vbguest.auto_update = false end
#---
unless Vagrant.has_plugin?("x")
  raise 'install x'
end
#---
puts <<-EOF
  x
EOF
#---
x = [
  { name: 'a', ip: '1' },
  # c
  { name: 'b', ip: '2' },
]
#---
x = {
  "a" => 1,

  "b" => 2
}
#---
foo(
  1,
  2
)
#---
foo(1,
    2) do |a|
end
#---
foo.each do |k, v| bar(k) { |z| v } end
#---
a.each_pair { |k, (x, y)| }
#---
foo { |a, b = 1, *c; d| }
#---
foo { || 1 }
#---
foo do |*|
end
#---
foo do |a,|
end
#---
a = *1..3
#---
a = [*1..3, *'a'..'c']
#---
when_x = 1; if_y = 2; end_z = 3; do_it = 4
#---
x.class; x.end; x.if; x.then { |y| y }
#---
obj.method :foo
#---
obj.(1)
#---
obj::foo
#---
print "a", "b"; p; p(); p []
#---
$x = 1 unless defined? $x
#---
puts "x" if $PROGRAM_NAME == __FILE__
#---
raise Vagrant::Errors::VagrantError.new, "msg #{x}"
#---
raise Foo::Bar, "x" unless a
#---
system("x") or abort
#---
exit 1 unless x
#---
x = a.b c, d
#---
private def foo; end
#---
@x ||= begin
 1
end
#---
a.b { |c| c.d = 1 }
#---
a.b do |c| c.d = 1 end.e
#---
[1,2].each do |x| y end if z
#---
x = y.map do |z| z end
#---
foo bar baz, 1
#---
foo bar(1) do |x| end
#---
foo a, -> { 1 }, ->(x) do x end
#---
while line = gets do puts line end
#---
x = while true do break 5 end
#---
a ? b : c
#---
(a ? b : c).d
#---
{ "x" => y ? 1 : 2, z: (a if b) }
#---
"foo %{a}" % {a: 1}
#---
puts "#{'%02d' % i}"
#---
x = a / b / c
#---
x = a.size/2; y = foo(1)/2
#---
a.gsub(/\/x/, '').split(/,\s*/)
#---
a.gsub /x/, 'y'
#---
a << "x" << <<-E
 t
 E
#---
a <<
 1
#---
"a".."b"
#---
1.upto(3) { |i| }
#---
3.times do |i|; end
#---
1.step(10, 2).each {}
#---
x = 5 if true unless false
#---
not(a); !(a)
#---
a = not(b)
#---
foo !a, ~b
#---
a !~ b
#---
foo ? bar(1) : baz
#---
x = y.z? ? y.z : "no"
#---
puts "é", "日本"; été = 1
#---
a; b;; c
#---
;a
#---
def foo() end; def bar; end
#---
class A; end; class B < A; end
#---
class Hash; def x; end; end
#---
Foo = Struct.new(:a, :b) do def x; end end
#---
{}.merge({a: 1}) {|k, a, b| a}
#---
a[b[c]][d]
#---
-> { }.call
#---
foo(a: 1, **b) do end
#---
f a:, b: 1 rescue 0
#---
f(a:, b:)
#---
foo() {}; foo {}
#---
x = foo {}
#---
puts({}.x)
#---
return {}.x if z
#---
return [a, b]
#---
return -1
#---
return (a)
#---
return(a)
#---
lambda do |x| next x * 2 end
#---
begin
  x
end.y
#---
if a
  b
end.c
#---
h = Hash.new { |hash, k| hash[k] = [] }
#---
a = [1,2,
3]
#---
a.b(c) .d
#---
a . b
#---
a.b \
  c, d
#---
a \
  .b
#---
foo a,
# comment
  b
#---
foo(a, # c
  b, # d
)
#---
case foo when Bar then 1 end
#---
case x
  # comment
  when "a"
    1
end
#---
case x when String, Symbol; 1 else 2 end
#---
begin; a; end until b
#---
a.each {|x| puts x; puts y }
#---
a.each {|x|
  puts x
}
#---
a["x"] = b["y"] rescue nil
#---
puts "a"; puts 'b' ; puts :c
#---
print <<A + <<B
a
A
b
B
#---
x = <<A.lines.map { |l| l }
a
A
#---
x = <<"A B"
text
A B
#---
x = { a: <<A, b: 2 }
text
A
#---
%x{ls #{a}}
#---
%r{a/b}i =~ x
#---
%s(x)
#---
p %w[]
#---
x = %|a b|
#---
foo %w(a b), %q(c)
#---
if (a && b) ||
   (c && d)
  e
end
#---
raise "a" if b; c
#---
config.trigger.after :up do |t| t.run = {inline: "x"} end
#---
config.vm.define "a", primary: true do |a| end
#---
config.vm.define :"a-#{i}" do |a| end
#---
config.vm.define "n#{i}" do |n| n.vm.hostname = "n#{i}" end
#---
(1..N).each do |i| config.vm.define "n-#{i}", autostart: i == 1 do |n| n.vm.network "private_network", ip: "10.0.0.#{i + 10}" end end
#---
x || return
#---
def f = puts "x"
#---
def f() = puts "x"
#---
private def f() = 1
#---
x = def f() = 1
#---
return + 1
#---
Foo { }
#---
Foo do end
#---
a = 1; a { }
#---
foo a { }
#---
foo (1) { }
#---
-> { break }
#---
while true; break; end
#---
begin; rescue; retry; end
#---
def f; foo { yield }; end
#---
class A; foo { return }; end
#---
return
#---
def f; class << self; A = 1; end; end
#---
foo { |_, _| }
#---
def f(a, *b, c, d: 1, **e, &f); end
#---
a&.b = 1
#---
x = 1..
#---
x = 1..
foo
#---
foo(1..)
#---
x = 5 if 1..
#---
puts "a" rescue 1 if y
#---
x if y rescue z
#---
[a = b rescue c]
#---
foo a = b rescue c
#---
foo(a = b rescue c)
#---
{a?:  1}
#---
f "a":1
#---
def f(&) = foo(&)
#---
def f(...) = foo(...)
#---
def f(a, ...) = foo(a, ...)
#---
BEGIN { }
#---
a + b = 1
#---
!a = 1
#---
a ? b : c = 1
#---
case 1; in [_a, _a] then 1; end
#---
"\xff"
#---
x.foo = bar a
#---
return foo a
#---
break foo a while true
#---
foo bar baz
#---
foo bar baz, qux
#---
foo(bar baz)
#---
when_x ? (foo a) : 1
#---
super a {}
#---
foo'a'
#---
p ?a
#---
x = y ? A::B : C
#---
x = y ? "a":"b"
#---
x = y ? 1:2
#---
x = ENV ENV[x]
#---
ENV ENV[x]
#---
a.%w(b).c = 1
#---
File.exist?x
#---
foo?x
#---
foo!x
#---
foo 1 rescue 2
#---
foo ((1)) { }
#---
foo.bar (1) { }
#---
x = foo (1) { }
#---
a.b, c.d = 1, 2
#---
a, b.c, d[0], @e, $f, G = *h
#---
a, (b, *), *c, (d, (e, f)) = 1
#---
* = 1
#---
*, a = 1
#---
a, * = 1
#---
(a, b), c = 1
#---
((a, b), c) = 1
#---
a, b, = 1
#---
(a, b,), c = 1
#---
for a, (b, c) in x do end
#---
for a, in x do end
#---
for @a in x; end
#---
for a.b in x; end
#---
p(**{})
#---
p(*[], **{}, &nil)
#---
h => {a:, b: [c, *]}
#---
h in {a: Integer => b}
p b -1
#---
if h in [a, b] then 1 end
#---
x = (h in [a])
#---
case 1
in 0 then :a
in Integer | Float if true then :b
else :c
end
#---
in_x = 1
#---
case 1 when 1 then 2 end
#---
def foo(...) bar(1, ...) end
#---
def foo(a, b = a, *c, d, e:, f: e, **g, &h) end
#---
def foo a, *b, c: 1, **d; end
#---
def self.foo; end; def foo.bar; end; def Foo.bar = 1
#---
def nil?; end; def if; end; def end; end; def a=(b); end; def []=(k, v); end; def +@; end; def !; end; def `(x); end
#---
def foo() -1 end
#---
def foo(a) [a] end
#---
def foo = bar
foo -1
#---
->(a, b = 1, *c, d:, **e, &f) { }
#---
-> a, b { a + b }
#---
->(a; b, c) { }
#---
lambda do |x, y = 1, *z, k: 2, **o, &b| end
#---
foo { |(a, b), c| }
#---
foo { |a, (b, (c, *d)), *e| }
#---
foo { |a; b, c| }
#---
foo { |;a| }
#---
foo { |a,| }
#---
foo { |*, **| }
#---
foo do |
  a,
  b
|
end
#---
foo { it + 1 }
#---
foo { _1 + _2 }
#---
x = if a then b else c end.d
#---
a ||= b || c
#---
a &&= b && c
#---
A::B ||= 1
#---
A::B = 1
#---
::A = 1
#---
a.b ||= c d
#---
a[1, 2] ||= 3
#---
a[] = 1
#---
a += b rescue c
#---
a = b = c rescue d
#---
a, b = c rescue d
#---
x = y if z rescue w
#---
a and b or not c
#---
not a == b
#---
!a == b
#---
not(a).b
#---
-a ** b
#---
-2 ** 2
#---
-2.0 ** 2
#---
2 ** -1
#---
-2.abs
#---
+2
#---
- 2
#---
a - -2
#---
~a & b | c ^ d << e
#---
a == b ? c : d ? e : f
#---
a ? b ? c : d : e
#---
a..b
#---
(a..)
#---
[a.., b]
#---
..a
#---
a...b + 1
#---
a || b..c && d
#---
defined? a && b
#---
defined?(a) && b
#---
defined? @a
#---
x = *a, b
#---
x = a, *b
#---
x, y = *a
#---
return *a, b
#---
[*a, b, *c]
#---
foo a, *b, c: d, **e, &f
#---
foo a do |b| c end.d e do f end
#---
foo.bar a do end
#---
foo(a) { }.bar { }
#---
super
#---
def f; super(); super(a); super a; super { }; super(a) { }; end
#---
"a" "b#{c}" 'd'
#---
"#{a "b"}"
#---
"#@a #@@b #$c #$1 #@ #$ #"
#---
'#{a}' "\#{b}" '\'' '\\' '\n'
#---
"\u{41 42}\x41\101\e\s\0\C-a\M-a\M-\C-a\c?\u0041"
#---
?a + ?\n + ?\s + ?あ
#---
:a; :"a b"; :'c'; :"d#{e}"; :+; :[]=; :!; :a?; :b!; :c=; :A; :@a; :@@b; :$c; :if
#---
%q(a (b) \) c) + %Q[a #{b} [c]] + %(d) + %<e> + %|f|
#---
%w(a b\ c #{d}) + %W(a#{b} c\ d #{e} f) + %i(a b) + %I(a#{b} c)
#---
/a\/b#{c}/mix; %r{a/{2}b}; /[\]]/; /#{a}/o
#---
`ls #{a}`; %x(ls); `ls`
#---
1_000; 0xff; 0b11; 0o17; 017; 1.5e3; 1e-3; 3r; 2i; 1.5r; 3ri; 0d10; 1E5
#---
__FILE__; __LINE__; __ENCODING__; __method__; __dir__
#---
$a; $1; $!; $-w; $stdout; $0; $~; $_
#---
BEGIN { a }; END { b }
#---
alias a b; alias :c :d; alias $e $f; alias + -; alias a? b!; alias c= d=
#---
undef a, :b, +
#---
begin; a; rescue A, B => c; d; rescue => @e; f; rescue *G; else; h; ensure; i; end
#---
def f; a; rescue; b; else; c; ensure; d; end
#---
foo do a; rescue; b; ensure; c; end
#---
begin a end while b
#---
begin a end until b
#---
a while b
#---
while a do b end
#---
until a; b; end
#---
loop { break 1, 2 }
#---
class A < B; end; class A::B < C.d(1); end; class ::A; end; class << self; def a; end; end
#---
module A; end; module A::B; end; module ::C; end
#---
class A; end
class A end
#---
if a then b elsif c then d else e end
#---
if a
elsif b
else
end
#---
case a when b, *c then d else e end
#---
case
when a then b
end
#---
{a: 1, "b": 2, "c#{d}": 3, :e => 4, f => 5, **g, h:, "i" => 6}
#---
{a => b ? c : d}
#---
foo a: 1, "b": 2, c => d
#---
foo "a": 1
#---
foo[a: 1]
#---
foo[1, a: 2]
#---
[a: 1]
#---
[1, a => 2]
#---
a&.b&.c = 1
#---
a&.b += 1
#---
a::b c
#---
a::B c
#---
a::b = 1
#---
A::b
#---
a.()
#---
a.(1, b: 2) { }
#---
a::()
#---
a&.()
#---
a
  .b
  # c
  &.d
#---
a.
  b
#---
foo a,
    b
#---
foo(a,
    b
   )
#---
foo(
)
#---
[
]
#---
{
}
#---
[1
]
#---
;;
#---
a;;b
#---
a ; ; b
#---
(;)
#---
(a;)
#---
if (a; b) then c end
#---
=begin
x
=end
a
#---
a
=begin
=end
b
#---
a # c
b
#---
__END__
foo (
#---
a
__END__
foo (
#---
private def a; end
#---
private def a() = 1
#---
x = -> { }
y = ->(z) { z }.(1)
#---
p((1))
#---
p ((1))
#---
p (1), 2
#---
p (1).a
#---
p ()
#---
p () { }
#---
p a { |x| }
#---
p a do |x| end
#---
a = b c do |d| end
#---
a b c do |d| end
#---
a b, c do end
#---
a.b c { }
#---
a ->(x) { } do end
#---
a -> do end do end
#---
puts <<A, <<~B, <<-'C'
a #{x
}
A
  b
    c #{<<D}
d
D
B
 c
 C
#---
foo(<<A.b { |x| x }, 1)
a
A
#---
x = <<"A B" + <<'C D'
a
A B
b
C D
#---
{a: <<X, b: <<Y}
x
X
y
Y
#---
<<A
a
A
.foo
#---
<<~A.foo do |x|
  a
A
  x
end
#---
x = [<<A,
a
A
<<B]
b
B
#---
foo a, \
  b
#---
a = b +
  c
#---
a = b ||
  # c
  d
#---
a &&
b
#---
a ?
b :
c
#---
a ? b
: c
#---
x = {
  a: 1, # b
  # c
  d: 2,
}
#---
foo a: 1,
  # c
  b: 2
#---
foo(a:
  1)
#---
foo a:
  1
#---
{a:
 1}
#---
f a:, b: 1
#---
f a:
#---
a.b c: do
end
#---
retry_it = 1; end_x = 2; do_y = 3; if_z = 4
#---
a.if; a.end; a.class; a.then { }; a&.do
#---
{if: 1, end: 2, do: 3}
#---
foo if: 1, end: 2
#---
a ? nil : true
#---
a ? 1:2
#---
a = 1
a ?1:2
#---
x.y /b/
#---
x.y / b
#---
x = 1
x /b
#---
x.y -1
#---
x.y - 1
#---
x.y -b
#---
x.y *b
#---
x.y * b
#---
x.y &b
#---
x.y [1]
#---
x.y[1]
#---
x [1]
#---
x = 1
x [1]
#---
x.y %w[a]
#---
x.y % w
#---
x.y <<A
a
A
#---
x = []
x <<1
#---
x << A
#---
x.y ::A
#---
x.y :a
#---
x.y ? a : b
#---
x.y?a
#---
x.y? ? a : b
#---
x.y!
#---
x.y !a
#---
x.y != a
#---
x !a
#---
x ! a
#---
x.y ~a
#---
x.y {}
#---
x.y({})
#---
x.y a: {}
#---
x {}
#---
x = {}
#---
x({})
#---
return {}
#---
return {}.a
#---
foo = 1
foo {}
#---
puts(-1); puts -1; puts - 1
#---
[-1, - 1, +1]
#---
a.b, c = d
#---
a[b], c = d
#---
a = b, c = d
#---
a = (b, c = d)
#---
def a(b, c) = b + c
#---
def a(b) = b rescue c
#---
def a = b if c
#---
if (x = foo b) then end
#---
x = foo b if z
#---
x = foo b rescue z
#---
x = y = foo b
#---
x += y = foo b
#---
a, b = foo d
#---
a = *b if c
#---
a = *b rescue c
#---
a = 1, 2 if c
#---
a, b = 1, 2 while c
#---
foo((a, b = 1, 2))
#---
"#{a, b = 1, 2}"
#---
-> { a, b = 1, 2 }
#---
def f() = (a = foo b)
#---
foo a = 1
#---
[a = 1]
#---
{a: b = 1}
#---
a ? b = 1 : c = 2
#---
a, b = b, a rescue c
#---
x = (y = *a)
#---
foo = bar = baz a do end
#---
foo a do end or d
#---
foo do end && d
#---
x = foo do end || 2
#---
foo a or bar b and baz c
#---
not foo a
#---
! foo a
#---
!foo a and b
#---
!foo a && b
#---
foo a => b
#---
x = 1 in a
#---
(x in a) && b
#---
x in a and b
#---
p((x in a))
#---
when_a = b in c
#---
not()
#---
not (a).b
#---
p not()
#---
x = not(a) && b
#---
def f(x) = not(x)
#---
foo.bar = not(a)
#---
a { |b| } .c
#---
a.b do end .c d
#---
raise A, "b" if c
#---
raise A.new "b"
#---
raise A.new "b" unless c
#---
return a do end
#---
return a b do end
#---
break a do end while 1
#---
x = 1.. 
#---
x = (1..
)
#---
[1..
]
#---
foo 1..
bar
#---
{a: 1..}
#---
{a: 1.., b: 2}
#---
case a when 1.. then b end
#---
case a
when 1..
  b
end
#---
a[1..]
#---
a[..1]
#---
a [..1]
#---
foo ..1
#---
foo(..1)
#---
1.. and b
#---
a ? (1..) : 2
#---
1..; b
#---
x = 1..# c
#---
->{1..}
#---
foo {1..}
#---
/a/ =~ b
#---
a =~ /b/
#---
/(?<x>a)/ =~ b; x -1
#---
x = 5; x -1
#---
x.each { |y| y -1 }; y -1
#---
def f(a) a -1 end; a -1
#---
foo(&:a)
#---
foo &:a
#---
foo(&a.b)
#---
foo &a
#---
foo & a
#---
foo&a
#---
a = b ? c : d if e unless f
#---
foo "a" "b"
#---
foo "a"   'b' + c
#---
{"a" "b" => 1}
#---
:a => 1
#---
{:a=>1,'b'=>2}
#---
{:a => :b}
#---
{a: :b}
#---
{a:b}
#---
{a: b}
#---
{A: 1, b?: 2, c!: 3}
#---
f a:b
#---
f(a:b)
#---
f a::b
#---
f a: :b
#---
p a ? b : c
#---
p a ? :b : :c
#---
p a ? "b" : 'c'
#---
p a ? b[c] : d
#---
p a ? b{c} : d
#---
p a ? {b: c} : d
#---
p a ? b : c ? d : e
#---
p a ? b(c) : d
#---
p a ? b.c : d.e
#---
p a ? B : C
#---
p a ? B::C : D
#---
p a ? b::C : d
#---
x = a ? b : c, d
#---
x = a[b ? c : d]
#---
a ? b : c do end
#---
foo a ? b : c do end
#---
a.b? ? c : d
#---
a ? b : :c
#---
b = 1; a ? b :c
#---
a ? 'b' :c
#---
a ? @b :c
#---
a ? b() :c
#---
a ? [b] :c
#---
if a = b rescue c then 1 end
#---
a = b rescue c and d
#---
x if a = b rescue c
#---
x ? foo(1) :bar
#---
class A::B C end
#---
module A [1] end
#---
class A -1 end
#---
class foo.bar::Baz end
#---
class self::X; end
#---
class (a)::X; end
#---
class @x::Y; end
#---
class << foo bar; end
#---
class << not(x); end
#---
return a, b.map do |x| end.c
#---
return foo a do |x| end
#---
[*a = b]
#---
*a = b c
#---
a, *b = c d
#---
a, (b, *c) = d e
#---
x = *a = b
#---
def f a = foo; end
#---
def f(a = (foo b)) end
#---
def f(a = (x; y)) end
#---
->(a = (x; y)) {}
#---
foo { |a = (x; y)| }
#---
foo { |a = (b | c)| }
#---
<<'.,.,'
a
.,.,
#---
def !@; end
#---
:!@
#---
:~@
#---
a.~@
#---
a.!@
#---
a.+@
#---
alias ~@ !@
#---
alias a ~@
#---
undef ~@, !@
#---
x ? return : y
#---
:a==>1
#---
{:a==>1}
#---
def nil.foo; end
#---
def __FILE__.foo; end
#---
def $x.foo; end
#---
def (a b).foo; end
#---
def (a and b).foo; end
#---
def (a)::foo; end
#---
def A::foo; end
#---
def A::Foo; end
#---
% foo 
#---
x = %_a_
#---
%q_a_
#---
%=a=
#---
foo % a 
#---
foo %_a_
#---
?\  == x
#---
:$0
#---
:$1
#---
:$-w
#---
$0 = 1
#---
$0 += 1
#---
foo(<<A).
x
A
bar
#---
foo <<A do
x
A
|a|
end
#---
foo(<<A, a:
x
A
1)
#---
def f; if a = yield(x) rescue y then 1 end; end
#---
while a = b rescue c do end
#---
case a = b rescue c when 1 then 2 end
#---
case 1 when a = b rescue c then 2 end
#---
not a = b rescue c
#---
x and a = b rescue c
#---
[a += b rescue c]
#---
for a in b = c rescue d do end
#---
x if b rescue c
#---
if a = b rescue c and d then 1 end
#---
p((a = b rescue c))
#---
if (a, b = c rescue d) then 1 end
#---
return a = b rescue c
#---
x ? a = b rescue c : d
#---
{ a: b = c rescue d }
#---
def f(a = b = c rescue d) end
#---
"#{a = b rescue c}"
#---
def x=v; end
#---
def x=v, w; end
#---
def x=; end
#---
def x= ; end
#---
def x=() 1 end
#---
def x() = 1
#---
def x = 1
#---
def x= (a) 1 end
#---
def x=a
1
end
#---
def A= v; end
#---
def x=*v; end
#---
def x= *v; end
#---
def self.x= v; end
#---
def []= a, b; end
#---
def []=a, b; end
#---
def ==o; end
#---
def -a; end
#---
def +@a; end
#---
{:+=>1}
#---
{:-=>1}
#---
{:<=>=>1}
#---
{:====>1}
#---
{:!==>1}
#---
{:~=>1}
#---
{:[]==>1}
#---
:|.foo
#---
:^.foo
#---
a.|b
#---
def |x; end
#---
def &x; end
#---
def *x; end
#---
def **x; end
#---
def %x; end
#---
def /x; end
#---
def `x; end
#---
:`
#---
a.`x
#---
begin; rescue (A B); end
#---
A::B"x"
#---
A::B'x'
#---
A::B:x
#---
A::B@x
#---
A::b"x"
#---
A::B[1]
#---
A::B [1]
#---
A::B -1
#---
A"x"
#---
A B
#---
A::B C
#---
A::B c d
#---
loop { x ? break : next }
#---
def f; if a = yield(x) rescue y then 1 end; end
#---
foo %r#a\Ab# do |x| end
#---
foo(%r#a#)
#---
[<<A, [1].map { |x| x }].each {
A
|v| v }
#---
x = [:❤, "☠"]; def 💣; end; ❤ = 1
#---
%w[a b c d]
#---
%W[a
b#{c}
d]
#---
a ? b.c : d
#---
foo(a
=begin
x
=end
)
#---
def f a,
  b
end
#---
def f a, b = c
end
b [1]
#---
foo bar(a = 1) rescue c
#---
foo bar { |a| a = 1 } rescue c
#---
foo if x and a = b rescue c
#---
alias
  a
  b
#---
def
  self.
  # comment
  foo
end
#---
module A end
#---
module A module B module C; end end end
#---
class A::B def c; end end
#---
$stderr.puts 'x' if $0 == __FILE__; $0 = "x"; trace_var(:$0)
#---
puts [1].map do |x| end.y
#---
return [1].map do |x| end.y, 2
#---
loop { break [1].map do |x| end.y }
#---
loop { next [1].map do |x| end.y if z }
#---
return puts [1].map do |x| end
#---
foo(:==, :<=>); bar :<=>, 1; baz :<; qux :[]=, :!, :~
#---
"é".foo :é
#---
case
  a b
when c then d
end
#---
case
# c
when c then d
end
#---
case

when c then d
end
#---
a.<<(1); a.>>(1); def a.<<(b) = 1
#---
def f(a: (b; c), d: {e: f}) end
#---
->(a = [b, c], d: (e f)) { a }
#---
def (a).b(c) d end
#---
def (a.b).c = 1
#---
def (A)::b c, d = (e; f)
 c
end
#---
class << a.b do |c| end
end
#---
foo %-a b-, 1
#---
a.!; a.~
#---
%
foo

#---
x = *a = b, c
#---
foo(*a = b)
#---
A::B <<C
x
C
#---
"usage: #$0 #$-w #$1 #$12 #$~ #$_ #@a #@@b #@ #$ #"
#---
def f a, *
 b
end
#---
def f *; end
#---
def f(a, *
) end
#---
a, * = b
#---
a, *
  = b
#---
*, a = b
#---
case 1; in [a, *] then 1; end
#---
case 1; in [a, *
] then 1; end
#---
case 1
in a, *
 b
end
#---
case 1
in a:
 b
end
#---
foo { |a, *| }
#---
foo { |a, *
| }
#---
def f(&
) g(&) end
#---
foo *
 b
#---
foo(*
 b)
#---
for a, * in b do end
#---
->(*) {}
#---
"usage: #$0"
#---
def f a:
 b
end
#---
def f(a:
) end
#---
x = [*
 a]
#---
def f(*, **, &) end
#---
lib = 1; lib require
#---
foo a rescue b if c
#---
if (a = foo b) then 1 end
#---
while (x = y.z a) do end
#---
a.b = c d
#---
a[1] = c d
#---
a.b += c d
#---
A::B = c d
#---
::A ||= 1
#---
a&.b ||= 1
#---
a, b.c, d[1], @e, @@f, $g, H, I::J, ::K = 1
#---
(a, b) = 1
#---
((a, *b), c), d = 1
#---
a = (b, c = 1, 2)
#---
a = *b, c
#---
a = b, *c
#---
a, = b
#---
a = b = c, d
#---
a ||= b rescue c
#---
a = b if c rescue d
#---
a do |x| end.b do |y| end
#---
a b do end.c d
#---
a b { } do end
#---
a { }.b { }
#---
a b { } .c
#---
-> a, b = 1 do end
#---
->(a; b) { }
#---
a -> b { c } do end
#---
a ->(b) do c end
#---
a b, -> do c end do d end
#---
a if b and c or not d
#---
a unless !b
#---
a !b
#---
puts !a
#---
p (1).a, 2
#---
p (a b), 2
#---
p(a b)
#---
p ((a b))
#---
p a: 1 do end
#---
a[b c]
#---
a ? (b c) : d
#---
a && (b c)
#---
a and b c
#---
!(a b)
#---
! a b
#---
return a b
#---
return *a
#---
return if a
#---
break a while b
#---
a = begin b end rescue c
#---
a = if b then c else d end
#---
a = case b when c then d end.e
#---
a.if; a.end; a.class; a.def
#---
a&.if; A::if; a.b.then
#---
def if; end; def end; end; def self.class; end; def nil; end
#---
{if: 1, end: 2, class: 3, nil: 4, "a b": 5, A: 6, a?: 7, b!: 8}
#---
a if: 1, unless: 2
#---
a.b?? c : d
#---
a ? b: c
#---
a ? "b": c
#---
a ? 'b' : c
#---
a ? [b]: c
#---
a ? b.c? : d
#---
a ? :b : :c
#---
a ? nil: 1
#---
a ? b : c ? d : e
#---
a ? (b; c) : d
#---
a ? b
  : c
#---
return 1, a: 2
#---
return :a => 1
#---
break a ? b : c while d
#---
-> * {}
#---
-> *, ** { a }
#---
-> a, & do b end
#---
$² = 1; $٣ ||= 2; x = ² + ٣; :²
