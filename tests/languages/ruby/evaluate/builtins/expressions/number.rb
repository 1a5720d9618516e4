1 + 2
1 + 2.0
1 + "2"
1 + nil
1 + :a
1 + [1]
1 + true
1 - 2
2 * 3
2 * 1.5
7 / 2
-7 / 2
7 / -2
7.0 / 2
7 / 2.0
7 / 0
7 / 0.0
-7 / 0.0
0 / 0.0
7 % 3
-7 % 3
7 % -3
7.5 % 2
-7.5 % 2
7 % 0
7 % 0.0
7.modulo(3)
7.div(2)
7.div(0.5)
7.div(0)
2 ** 10
2 ** 0
2 ** 0.5
2.0 ** 3
(-8) ** 3
4 ** 0.5
-5.abs
5.magnitude
-5.5.abs
5.succ
5.next
5.pred
-5
+5
~5
-(5)
5 & 3
5 | 3
5 ^ 3
1 << 4
256 >> 4
1 << -1
5.bit_length
-1.bit_length
255.bit_length
255.to_s
255.to_s(2)
255.to_s(16)
-255.to_s(16)
255.to_s(36)
255.to_s(1)
255.to_s(37)
255.inspect
65.chr
256.chr
8364.chr("UTF-8")
200.chr
65.ord
5.even?
5.odd?
0.zero?
5.zero?
5.positive?
-5.negative?
0.nonzero?
5.nonzero?
5.integer?
5.0.integer?
5.finite?
5.infinite?
5.between?(1, 10)
5.between?(6, 10)
5 == 5.0
5.eql?(5.0)
5.equal?(5)
5 === 5
5 <=> 6
5 <=> "a"
5 <=> 5.5
5 < 6
5 < 5.5
5 < "6"
5 < nil
5 >= 5
5.0 > 4
5 > :a
5 == "5"
5 != 6
!5
5.to_i
5.to_f
5.to_s + "x"
5.to_c
5.to_r
5.7.round
5.5.round
-5.5.round
6.5.round
2.5.round(half: :even)
2.5.round(half: :down)
2.5.round(half: :up)
2.5.round(half: :foo)
-2.5.round(half: :down)
3.14159.round(2)
3.15.round(1)
2.675.round(2)
1234.567.round(-2)
1234.round(-2)
1250.round(-2)
1250.round(-2, half: :even)
1234.floor(-2)
1234.ceil(-2)
-1234.floor(-2)
-1234.ceil(-2)
-1234.truncate(-2)
1234.round(2)
0.1 + 0.2
(0.1 + 0.2).round(2)
1.0
1e20
1e16
1e15
123456789012345680.0
1e100
1e-4
1e-5
1.5e-10
0.0001
100.0
1.23456789012345e+15
-0.0
1.0 / 3
2.0 * 3
1e308 * 10
-1e308 * 10
0.0 / 0.0
(0.0 / 0.0).nan?
(1 / 0.0).infinite?
5.0.to_s
5.5.to_r
1.1 - 1.0
5.times.to_a
3.times.map { |i| i * 2 }
r = []; 3.times { |i| r << i }; r
3.times { |i| i }
1.upto(3).to_a
3.downto(1).to_a
1.upto("a") { |i| i }
1.upto(2.5).to_a
5.downto(7).to_a
3.times.with_index(1).map { |a, b| a * b }
1_000_000
0x1F
0b101
0o17
017
1.size
12345678901234567890 * 98765432109876543210
2 ** 100
(2 ** 100).to_s.length
-(2 ** 70) / 3
(2 ** 64).to_f
Integer("42")
Integer("0x1f", 16)
Integer("0x1f")
Integer("0b11")
Integer("0o17")
Integer("017")
Integer("08")
Integer("1_000")
Integer("1__0")
Integer("_1")
Integer(" 42 ")
Integer("42a")
Integer("")
Integer("abc")
Integer(nil)
Integer("z", 36)
Integer("12", 2)
Integer("3.5")
Integer([1])
Integer("x", exception: false)
Integer(nil, exception: false)
Integer("-42")
Integer("- 42")
Integer("10", 8)
Float("1.5")
Float("1e3")
Float("abc")
Float("")
Float("1_0.5")
Float("1.")
Float(".5")
Float("0x1A")
Float(3)
Float(nil)
Float("x", exception: false)
Float(" 1.5 ")
Math::PI
Float::INFINITY
-Float::INFINITY
Float::MAX
Float::EPSILON
1.0.eql?(1.0)
1.0 == 1
1.0.hash == 1.0.hash
3.7 % 1
1.foo
1.0.foo
1.upcase
nil + 1
5.dup
5.clone
5.frozen?
5.is_a?(Integer)
5.is_a?(Numeric)
5.is_a?(Comparable)
5.class
5.0.class
(2**70).class
Integer === 5
Numeric === 5.0
Float === 5
(1..5) === 3
(1..5) === 3.5
(1..5) === "a"
5.instance_of?(Integer)
5.0.nan?
1.next_float > 1
1.5.rationalize(Rational(1, 100))
3.zero? || 4
0.1 * 3
1.1 + 2.2
1e2
1.0e-2
-13 >> 2
-13 & 7
3.14.to_s
3.0 * 2
1024 * 1.5
"2048".to_i / 1024

2 + 3 * 4 ** 2 / 8 - 1
10 - 2 - 3
2 ** 3 ** 2
-2 ** 2
1 <=> 2
[0.1] * 3
[0.1, 0.2, 0.3].inject(:+)
[1, 2, 3].sum(0.0)
["a", "b"].sum("")
["a", "b"].sum
[[1], [2]].sum([])
true & false
true | false
true & nil
true && 1
!true
false.to_s
true.inspect
true == true
true <=> false
true.class
nil.to_a
nil.to_s
nil.to_i
nil.to_h
nil.to_f
nil.inspect
nil | 1
nil.nil?
nil == false
nil.foo
nil =~ /x/
nil[0]
nil.empty?
nil + "a"
nil.upcase
nil.dup
nil.class
nil <=> nil
nil.to_a.map { |x| x }
-1.0 % Float::INFINITY
0.0.modulo(-1)
999999999999999.9
1234567890123456.0
1000000000000001.2
123456789012345.6
