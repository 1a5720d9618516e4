puts [1,2][0], a [1], a[1]
#---
yield x, y; yield; yield(1)
#---
a ?b :c
#---
x = a % b; y = a %b
#---
puts a /b
#---
x = y.z ?1:2
#---
p %
#---
bar(foo a do end)
#---
[foo a do end]
#---
x + foo a do end.bar
#---
x || return 1
#---
x || return(1)
#---
x = not y
#---
[not x]
#---
foo not x
#---
foo(not x)
#---
foo(not x, y)
#---
{a: not x}
#---
private def f = puts "x"
#---
defined? foo a
#---
x = return
#---
foo(return)
#---
x = (return)
#---
def f; (return 1).foo; end
#---
foo 1 { }
#---
foo "a" { }
#---
break
#---
begin; retry; rescue; end
#---
begin; rescue; foo { retry }; end
#---
yield
#---
foo { yield }
#---
class A; return; end
#---
def f; A = 1; end
#---
def f; A ||= 1; end
#---
def f; A, b = 1; end
#---
def f; class A; end; end
#---
foo { |a, a| }
#---
def f(a, a); end
#---
def f(a=1, b, c=2); end
#---
def f(*a, b=1); end
#---
def f(a:, b); end
#---
foo { |a=1, b, *c| }
#---
foo { _1 + foo { _1 } }
#---
foo { |x| _1 }
#---
_1 = 2
#---
foo { _1 = 2 }
#---
a&.b, c = 1
#---
[a rescue b]
#---
a ? b rescue c : d
#---
{a?:}
#---
{"a":}
#---
def f(a?) end
#---
def x=(v) = 1
#---
foo(*)
#---
foo(&)
#---
foo(...)
#---
self = 1
#---
$1 = 2
#---
foo { BEGIN { } }
#---
if x; BEGIN {}; end
#---
a, b += 1
#---
alias $a $1
#---
case 1; in {a:, a:} then 1; end
#---
case 1; in [a, a] then 1; end
#---
foo a, b = bar c
#---
a = 1, foo b
#---
foo bar, baz qux
#---
foo(bar(1), baz 2)
#---
yield { }
#---
def f; yield 1 { }; end
#---
def f; yield(1) { }; end
#---
'a' 'b': 1
#---
x ?a:b
#---
x = y ? a:b
#---
x = y ? a :b
#---
if proxy = ENV ENV[x]
end
#---
foo (1), 2 { }
#---
case [1, [2]]
in Integer => a, [b, *] unless a > 1
  1
in {x: 1.., **rest} | {y:, **nil}
  2
in [*, 3, *post]
  3
in Foo(a, *b) | Foo[] | Foo::Bar(x:)
  4
in ^a | ^(1 + 2) | ^@b
  5
in "x" | :y | /z/ | nil | true | %w[a b]
  6
in ..5 | 1...3
  7
in (1 | 2) => n
  8
in a:, b: Integer
  9
in x
end
#---
case {a: 1} in {a:} then a end
#---
-> do |x| end
#---
a <=> b == c
#---
a.. if b
#---
x = y = *a
#---
[1
,2]
#---
[1
2]
#---
{a: 1
, b: 2}
#---
foo(1
2)
#---
foo(;)
#---
a = ; b
#---
[1;2]
#---
a ?1: 2
#---
x = foo b or raise
#---
x = foo b and y = foo c
#---
y and x = foo b
#---
not x = foo b
#---
!x = foo b
#---
if x = foo b then end
#---
z if x = foo b
#---
a, b = c = foo d
#---
a = *b and c
#---
a = 1, 2 and c
#---
c and a = 1, 2
#---
c and a, b = 1, 2
#---
if a, b = 1, 2 then end
#---
while a, b = foo do end
#---
def f() = a = foo b
#---
return a = foo b
#---
foo a = bar b
#---
case x = foo b when 1 then end
#---
until x = foo b do end
#---
for i in x = foo b do end
#---
foo[a = b c]
#---
a += 1, 2
#---
a += *b
#---
a ||= 1, 2
#---
a = b c do end or d
#---
foo a do end && d
#---
a && !foo b
#---
a = !foo b
#---
a = not foo b
#---
return not foo
#---
return !foo a
#---
p !foo a
#---
p(!foo a)
#---
foo a in b
#---
x => a and b
#---
p(x in a)
#---
if x => a then end
#---
not(a; b)
#---
x = [*a.b c]
#---
yield a do end
#---
def f; yield a do end; end
#---
1..if b
#---
"a": 1
#---
{a::b}
#---
puts a ?b : c
#---
p a ?b :c
#---
p a ?[b]: c
#---
p a ? b ::C : d
#---
a? b : c
#---
a ?b: c
#---
a ? b :c
#---
if a = foo x then 1 end
#---
if a = foo x rescue y then 1 end
#---
a = b rescue raise "x"
#---
x ? foo :bar
#---
x ? y : foo :a
#---
class A < B def x; end end
#---
class A if x; end end
#---
class A if x then 1 end; end
#---
class a; end
#---
[*a = b c]
#---
foo *a = b c
#---
foo(*a = b c)
#---
def f(a = foo b); end
#---
def f(a = b.c d); end
#---
def f(a: foo b); end
#---
foo { |a = b | c| }
#---
x ? break : next
#---
return ? x : y
#---
x ? redo : retry
#---
x ? yield : next
#---
x ? super : next
#---
def (1).foo; end
#---
def ("a").foo; end
#---
def (a; b).foo; end
#---
def (a)&.foo; end
#---
def self&.foo; end
#---
foo %=a=
#---
x = ?\
y
#---
$00 = 1
#---
yield(x) rescue y
#---
if yield(x) rescue y then 1 end
#---
if (yield(x) rescue y) then 1 end
#---
foo a = b c rescue d
#---
if a, b = c rescue d then 1 end
#---
def x==(v); end
#---
def x= = 1
#---
def x?= v; end
#---
def x=(v)= 1
#---
{:*=>1}
#---
{:|=>1}
#---
{:&=>1}
#---
{:<<=>1}
#---
{:/=>1}
#---
{:%=>1}
#---
{:**=>1}
#---
{:<=>1}
#---
{:===>1}
#---
{:!=>1}
#---
{:[]=>1}
#---
:&.foo
#---
a.&.b
#---
a.||b
#---
a.&&b
#---
a.+=b
#---
a.*=b
#---
alias || b
#---
def ||(x) end
#---
begin; rescue A B; end
#---
begin; rescue *A B; end
#---
class
  Foo
  < Bar
end
#---
"#$-w #$0 #$1 #$~ #$"
#---
return 1, 2 do end
#---
defined? if(a)
#---
def f(a = b c) end
#---
a = b rescue not c
#---
x ? foo :b
#---
class a::b; end
#---
module a; end
#---
def (:a).b; end
#---
def ([]).b; end
#---
def x=(a) = 1
#---
x = y ? z.a : b.c :d
#---
def f a, *
 @b
end
#---
a = b ? c : *d
#---
a.b&.c, d = 1
#---
a += b, c
#---
a(b) { } do end
#---
-> a; b { }
#---
puts(not a)
#---
p a: b c
#---
p a => b c
#---
[a b]
#---
{a => b c}
#---
a && b c
#---
- a b
#---
a + b c
#---
a = b + c d
#---
a == b c
#---
return a, b c
#---
return a: 1
#---
a ?b : c
#---
a ?1:2
#---
a
  ? b
  : c
#---
"\u{٣}"
#---
$12 = 1
#---
a = 1²
