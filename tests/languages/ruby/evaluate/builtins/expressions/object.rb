1.nil?
1.is_a?(Object)
1.itself
1.then { |x| x + 1 }
1.tap { |x| x + 1 }
1 === 1
Integer === "a"
String === "a"
1.respond_to?(:+)
1.send(:+, 2)
1.public_send(:-, 2)
1.__send__(:*, 2)
1.method(:+).call(2)
1.method(:+).unbind.class
[1, 2].method(:push).arity
1.instance_of?(Object)
1.kind_of?(Comparable)
1.frozen?
nil.frozen?
"a".dup.frozen?
Object.new.frozen?
Object.new == Object.new
o = Object.new; o == o
o = Object.new; o.equal?(o)
1.equal?(1)
"a".equal?("a")
:a.equal?(:a)
1 != 2
"a" != "a"
!nil
!1
1 !~ 2
1 =~ 2
Object.new =~ 1
1.instance_variables
1.singleton_methods
1.instance_variable_get(:@a)
Object.new.instance_variables
o = Object.new; o.instance_variable_set(:@a, 1); o.instance_variable_get(:@a)
o = Object.new; o.instance_variable_set(:@a, 1); o.instance_variable_defined?(:@a)
o = Object.new; def o.hi; :hi; end; o.hi
o = Object.new; o.define_singleton_method(:x) { 5 }; o.x
1.instance_eval { self + 1 }
5.instance_exec(2) { |x| self * x }
Object.new.foo rescue $!.class
Object.foo
foo
foo()
self.to_s
self.class
Comparable.class
Comparable.instance_of?(Module)
String.class
String.name
String.to_s
String.superclass
Integer.ancestors.include?(Comparable)
StandardError.ancestors.include?(Exception)
KeyError.superclass
IndexError.superclass
ZeroDivisionError.superclass
FrozenError.superclass
NoMethodError.superclass
LoadError.superclass
Errno::ENOENT.superclass
SystemExit.superclass
StopIteration.superclass
FloatDomainError.superclass
String.instance_methods(false).include?(:upcase)
String.method_defined?(:upcase)
String.instance_method(:upcase).class
String == String
String != Integer
Integer < Numeric
Integer <= Integer
Numeric > Integer
Integer < String
Class.new.new.class.class
Class.new { def x; 1; end }.new.x
Module.new.class
Kernel.format("%d", 1)
Kernel.Integer("3")
Object.const_get(:String)
Object.const_defined?(:String)
->(x) { x + 1 }.call(1)
->(x) { x + 1 }.(1)
->(x) { x + 1 }[1]
->(x) { x }.call
->(x) { x }.call(1, 2)
->(x, y = 2) { x + y }.call(1)
->(*x) { x }.call(1, 2)
->(x:) { x }.call(x: 1)
->(x:) { x }.call
->(a, b) { a + b }.arity
proc { |a, b| [a, b] }.call(1)
proc { |a, b| [a, b] }.call([1, 2])
proc { |a, b| [a, b] }.call(1, 2, 3)
proc { |a| a }.arity
proc { |*a| a }.arity
proc { |a, b = 1| a }.arity
lambda { |a, b = 1| a }.arity
lambda(&:upcase).call("a")
proc { |x| x }.lambda?
lambda { |x| x }.lambda?
f = :upcase.to_proc; f.call("a")
->(x) { x } === 1
case 5 when ->(x) { x > 3 } then :big end
Proc.new { |x| x }.call(3)
Proc.new
->(x) { x }.yield(1)
[1, 2].map(&->(x) { x * 2 })
def m(a, b = 2, *c); end; method(:m).arity
begin; raise "x"; rescue => e; e.message; end
begin; raise "x"; rescue => e; e.class; end
begin; raise ArgumentError; rescue => e; e.message; end
begin; raise ArgumentError, "bad"; rescue => e; e.inspect; end
begin; raise ArgumentError.new("bad"); rescue => e; e.to_s; end
begin; raise "x"; rescue => e; e.full_message.class; end
begin; raise "x"; rescue => e; e.backtrace.class; end
begin; Integer("z"); rescue ArgumentError => e; e.message; end
begin; nil.foo; rescue NoMethodError => e; e.message; end
begin; {}.fetch(:a); rescue KeyError => e; e.message; end
begin; [].fetch(3); rescue IndexError => e; e.message; end
begin; 1 / 0; rescue ZeroDivisionError => e; e.message; end
begin; raise "a"; rescue => e; begin; raise "b"; rescue => f; f.cause.message; end; end
StandardError.new.message
StandardError.new("x").message
StandardError.new("x").inspect
StandardError.new.inspect
StandardError.new(nil).message
StandardError.new("x") == StandardError.new("x")
RuntimeError.new("x").full_message rescue 1
class E < StandardError; def initialize(m = "dflt"); super; end; end; E.new.message
class E2 < StandardError; def message; "own"; end; end; begin; raise E2; rescue => e; e.message; end
raise "boom"
raise ArgumentError
raise ArgumentError, "bad"
raise KeyError.new("k")
raise 1
catch(:x) { throw :x, 5 }
catch { |t| throw t, 7 }
throw :nope
loop { break 3 }
[1, 2, 3].each { |x| break x * 10 if x == 2 }
[1, 2, 3].map { |x| next 0 if x == 2; x }
Integer("0b101", 2)
Array(nil)
Array(1)
String(:a)
Rational(1, 2)
rand.class
format("%.2f", 1)
[1, 2].frozen?
defined?(foo)
defined?(String)
defined?(puts)
__method__.inspect
Comparable.instance_methods.sort
5.between?(1, 9)
class L; include Enumerable; def each; yield 1; yield 2; yield 3; end; end; [L.new.map { |x| x * 2 }, L.new.sort_by { |x| -x }, L.new.include?(2), L.new.first, L.new.first(2), L.new.to_a, L.new.inject(:+), L.new.each_slice(2).to_a, L.new.min, L.new.reduce(:*), L.new.each_with_index.to_a]
class P; def to_str; "p"; end; end; "a" + P.new
class Q; def to_s; "q"; end; end; "#{Q.new}" + [Q.new, 1].join(",")
class R; def coerce(o); [o, 10]; end; end; 5 + R.new
class S; def ==(o); true; end; end; [[1] == [S.new], [S.new] == [1], S.new != 1]
class T; def to_ary; [1, 2]; end; end; a, b = T.new; [a, b]
class U; def inspect; "U!"; end; end; [U.new].inspect
class W; def each; yield 1; yield 2; end; include Enumerable; end; W.new.each_with_object([]) { |x, a| a << x }
class X1; def method_missing(n, *a); n == :foo ? a : super; end; def respond_to_missing?(n, p = false); n == :foo; end; end; [X1.new.foo(1), X1.new.respond_to?(:foo)]
class Y1; def to_proc; ->(x) { x * 3 }; end; end; [1, 2].map(&Y1.new)
class Z1; def hash; 1; end; def eql?(o); true; end; end; Z1.new.eql?(1)
class A1; def <=>(o); 0; end; end; [A1.new, A1.new].sort.size
obj = Object.new; obj.extend(Comparable); obj.is_a?(Comparable)
"abc".freeze.equal?("abc".freeze)
1.hash == 1.hash
nil.object_id
1.then.class
[[1, 2], [3, 4]].each { |a, b| break a + b }
"x".instance_variable_set(:@a, 1)
Object.new.inspect.class
ObjectSpace.class
Process.pid.class
Random.new(42).class
1.instance_variable_defined?(:@a)
"5" * "5"
[1] <=> nil
{} <=> {}
nil.to_s.empty?
nil.to_a.empty?
Integer("5") + Float("1.5")
TRUE
NIL
Fixnum
Foo
Foo::Bar
