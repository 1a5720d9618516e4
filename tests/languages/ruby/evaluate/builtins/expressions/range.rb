(1..3).to_a
(1...3).to_a
(3..1).to_a
("a".."e").to_a
("a"..."e").to_a
("aa".."ad").to_a
("08".."11").to_a
(1.5..3).to_a
(1..2.5).to_a
(1..).to_a
(nil..3).to_a
(1..3).each { |x| x }
r = []; (1..3).each { |x| r << x }; r
(1..3).map { |x| x * 2 }
(1..3).each_with_index.map { |x, i| x * i }
(1..3).each_slice(2).to_a
(1..3).reverse_each.to_a
(1..3).first
(1..3).first(2)
(1..).first(2)
(1..3).last
(1..3).last(2)
(1...3).last
(1..).last
(..3).first
(1..3).begin
(1...3).end
(1..).end
(1..3).min
(1..3).max
(1...3).max
(1...3.5).max
(3..1).max
(1..3).min { |a, b| b <=> a }
(1..3).count
("a".."c").count
(1..3).count(&:odd?)
(1..3).sum
(1..3).sum { |x| x * 2 }
(1..0).sum
(1..3).inject(:*)
(1..3).reduce(:+)
(1..3).include?(2)
(1..3).include?(2.5)
(1..3).include?("a")
(1..3).member?(3)
(1...3).include?(3)
(1..3).cover?(2)
(1..5).cover?(2..3)
("a".."z").cover?("bb")
("a".."z").include?("bb")
("a".."z") === "bb"
(1..3) === 2
(1..) === 5
(..3) === 5
(1..3) == (1..3)
(1..3) == (1...3)
(1..3).eql?(1..3)
(1..3).to_s
(1..3).inspect
("a".."c").inspect
("a".."c").to_s
(1..).inspect
(..1).inspect
(nil..nil).inspect
(1..3).frozen?
(1..3).hash == (1..3).hash
Range.new(1, 3)
Range.new(1, 3, true)
Range.new(1, "a")
Range.new(nil, nil)
(1..3).each_cons(2).to_a
(1..3).zip(4..6)
(1..3).each_with_object([]) { |x, a| a << x }
(1..6).each_slice(2).map(&:sum)
(1..3).to_h { |x| [x, x * x] }
(1..4).partition(&:even?)
(1..4).group_by(&:odd?)
(1..4).select(&:even?)
(1..4).reject(&:even?)
(1..4).find { |x| x > 2 }
(1..4).take_while { |x| x < 3 }
(1..4).take(2)
(1..4).drop(2)
(1..4).any? { |x| x > 3 }
(1..4).all?(Integer)
(1..4).none?
(1..4).sort_by { |x| -x }
(1..4).max_by { |x| x % 3 }
(1..4).min(2)
(1..4).filter_map { |x| x * 2 if x.even? }
(1..4).flat_map { |x| [x] * (x - 1) }
(1..3).dup
("a".."c").each_with_index.to_a
("a".."c").map(&:upcase)
(:a..:e).to_a
(1..3).foo
(1..nil).first
(1..3)
(0...5).each_slice(2).to_a
(1..10).each_slice(3).to_a.last
(1..2).each_with_index.to_h
(1..3).sum.to_f / 3
('01'..'03').map { |n| "node#{n}" }
(1..3).to_a.reverse
(1..3).entries
(1..3).tap { |r| r.first }
[*(1..3)]
(1..3).each.next
(1..3).pred
(1.0..2.0).include?(1.5)
(1.0..2.0).to_a
(1.0..2.0).each { |x| x }
case 5 when 1..3 then :low when 4..6 then :mid end
case "b" when "a".."c" then :yes else :no end
:a <=> :b
:a == :a
:a == "a"
:abc.to_s
:abc.to_sym
:abc.length
:abc.size
:abc[1]
:abc.upcase
:abc.capitalize
:abc.succ
:abc.to_proc.call("x") rescue $!.class
:upcase.to_proc.call("x")
:+.to_proc.call(1, 2)
:abc.inspect
:"a b".inspect
:"a-b"
:a?
:a!
:a=
:[]
:[]=
:+
:"9a"
:A
:@a
:@@a
:$a
:"foo=bar"
:""
:"é"
:a.start_with?("a")
:a.end_with?("b")
:abc =~ /b/
:abc.match?(/b/)
:abc.empty?
:a.frozen?
:a.foo
:a + :b
:a <=> "a"
%i[b a].sort
%i[b a].map(&:to_s)
:a.is_a?(Symbol)
:a.to_proc.class
:"a#{1 + 1}"
:abc.casecmp?(:ABC)
:abc.swapcase
