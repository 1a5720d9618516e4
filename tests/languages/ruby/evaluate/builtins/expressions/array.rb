[1, 2, 3][0]
[1, 2, 3][-1]
[1, 2, 3][5]
[1, 2, 3][1, 2]
[1, 2, 3][3, 1]
[1, 2, 3][4, 1]
[1, 2, 3][1..]
[1, 2, 3][0...-1]
[1, 2, 3][-2..]
[1, 2, 3][5..]
[1, 2, 3]["a"]
[1, 2, 3][nil]
[1, 2, 3][1.7]
[1, 2, 3].at(1)
[1, 2, 3].dig(0)
[[1, [2, 3]]].dig(0, 1, 0)
[{a: [1]}].dig(0, :a, 0)
[1].dig(0, 1)
[1, 2, 3].fetch(1)
[1, 2, 3].fetch(9)
[1, 2, 3].fetch(-9)
[1, 2, 3].fetch(9, :d)
[1, 2, 3].fetch(9) { |i| i * 2 }
[1, 2, 3].values_at(0, 2, 5)
[1, 2, 3].values_at(0..1, 2)
[1, 2, 3].values_at(1..4)
[1, 2, 3].first
[1, 2, 3].first(2)
[1, 2, 3].first(-1)
[].first
[].first(2)
[1, 2, 3].last
[1, 2, 3].last(2)
[].last
[1, 2, 3].last(9)
[1, 2, 3].take(2)
[1, 2, 3].take(-1)
[1, 2, 3].drop(1)
[1, 2, 3].drop(-1)
[1, 2, 3].take_while { |x| x < 3 }
[1, 2, 3].drop_while { |x| x < 2 }
[1, 2, 3].length
[1, nil].size
[].empty?
[nil].empty?
[1, 2, 3].count
[1, 2, 2].count(2)
[1, 2, 3].count(&:odd?)
[1, 2] + [3]
[1, 2] + 3
[1, 2] + nil
[1, 2, 2, 3] - [2]
[1, 2] * 2
[1, 2] * ","
[1, 2] * -1
[1, 1, 2] & [1, 3]
[1, 2] | [2, 3]
[1, 2].union([3], [4])
[1, 2, 3].difference([1], [2])
[1, 2].intersection([2])
[1, 2] == [1, 2]
[1, 2] == [1, 2.0]
[1, 2].eql?([1, 2.0])
[1, 2] <=> [1, 3]
[1, 2] <=> [1]
[1, 2] <=> 3
[1, "a"] <=> ["a", 1]
a = [1]; a << 2 << 3; a
a = [1]; a.push(2, 3); a
a = [1]; a.append(2); a
a = [1]; a.unshift(0); a
a = [1]; a.prepend(0, 5); a
a = [1]; a.concat([2], [3]); a
a = [1, 2, 3]; [a.pop, a]
a = [1, 2, 3]; [a.pop(2), a]
a = [1, 2, 3]; [a.shift, a]
a = [1, 2, 3]; [a.shift(2), a]
[].pop
[].shift
a = [1, 2, 3]; a.insert(1, :x); a
a = [1, 2, 3]; a.insert(-2, :x); a
a = [1]; a.insert(4, :x); a
a = [1]; a.insert(-5, :x); a
a = [1, 2, 3]; a[1] = :x; a
a = [1]; a[3] = :x; a
a = [1, 2, 3]; a[-1] = :x; a
a = [1]; a[-3] = :x; a
a = [1, 2, 3]; a[0, 2] = [9]; a
a = [1, 2, 3]; a[1..] = []; a
a = [1, 2, 3]; a[0..1] = 7; a
a = [1]; a[-5..1] = 1
a = [1, 2, 3, 2]; [a.delete(2), a]
a = [1]; a.delete(5)
a = [1]; a.delete(5) { :none }
a = [1, 2, 3, 4]; a.delete_if(&:even?)
a = [1, 2, 3, 4]; [a.reject!(&:even?), a.reject!(&:even?)]
a = [1, 2, 3, 4]; [a.select!(&:even?), a.select!(&:even?)]
a = [1, 2, 3, 4]; a.keep_if(&:even?)
a = [1, 2, 3]; a.map! { |x| x * 2 }
a = [1, 1]; [a.uniq!, a.uniq!]
a = [[1]]; [a.flatten!, a.flatten!]
a = [3, 1]; a.sort!
a = [1, 2]; a.reverse!
a = [1, 2]; a.clear
a = [1].freeze; a << 2
a = [1].freeze; a.push(2)
a = [1].freeze; a.map { |x| x }
[1, 2, 3].each { |x| x }
r = []; [1, 2].each { |x| r << x * 2 }; r
r = []; [1, 2].each_with_index { |x, i| r << [x, i] }; r
[1, 2].each_with_index.map { |x, i| x * i }
[1, 2].each_with_index.to_a
[1, 2].each.with_index(1).to_a
[1, 2].each.with_index(1) { |x, i| x }
[1, 2].map.with_index { |x, i| [i, x] }
[1, 2].map.with_index(1) { |x, i| x * i }
[5, 6].each_with_index.map { |x| x }
[5, 6].each_with_index.select { |x, i| i > 0 }
[5, 6].each_with_index.to_h
[5, 6].each_with_index.max
[5, 6].each.next
e = [5, 6].each; [e.next, e.next]
e = [5].each; e.next; e.next
[1, 2].each_index.to_a
[1, 2].reverse_each.to_a
[1, 2].each_with_object([]) { |x, m| m << x * 2 }
[1, 2, 3].map { |x| x * 2 }
[1, 2, 3].collect(&:to_s)
[[1, 2], [3, 4]].map { |a, b| a + b }
[[1, 2], [3, 4]].map { |a, | a }
[[1, [2, 3]]].map { |a, (b, c)| a + b + c }
[[1, 2], [3, 4]].each_with_index.map { |(a, b), i| a + b + i }
[1, [2, [3]]].flatten
[1, [2, [3]]].flatten(1)
[1, 2].flat_map { |x| [x, x] }
[[1, 2], [3]].flat_map(&:itself)
[1, 2, 3, 4].select(&:even?)
[1, 2, 3, 4].filter { |x| x > 2 }
[1, 2, 3, 4].reject(&:even?)
[1, 2, 3].filter_map { |x| x * 2 if x.odd? }
[1, 2, 3, 4].partition(&:even?)
[1, 2, 3].find { |x| x > 1 }
[1, 2, 3].detect { |x| x > 5 }
[1, 2, 3].find_index(2)
[1, 2, 3].index { |x| x > 1 }
[1, 2, 3].index(9)
[1, 2, 3].include?(2)
[1, 2, 3].member?(5)
[1, 2, 3].any?
[].any?
[nil].any?
[1, 2].any? { |x| x > 1 }
[1, "a"].any?(String)
[1, 2].all?
[].all?
[1, 2].all? { |x| x > 1 }
[1, 2].all?(Integer)
[1, 2].none? { |x| x > 5 }
[].none?
[1, 2].one? { |x| x > 1 }
[1, 2, 3].inject(:+)
[1, 2, 3].inject { |a, b| a * b }
[1, 2, 3].inject(10) { |a, b| a + b }
[1, 2, 3].reduce(10, :+)
[1, 2, 3].reduce(:*)
[].inject(:+)
[].sum
[1, 2, 3].sum
[1, 2].sum { |x| x * 2 }
[1, "a"].sum
[3, 1, 2].sort
[3, 1, 2].sort { |a, b| b <=> a }
["b", "a"].sort
[3, "a"].sort
[nil, 1].sort
[3, nil].max
[:b, :a].sort
[[2, "a"], [1, "b"]].sort
[3, 1, 2].sort_by { |x| -x }
%w[bb a ccc].sort_by(&:length)
%w[bb a ccc].sort_by { |x| [-x.size, x] }
[3, 1, 2].max
[3, 1, 2].min
[3, 1, 2].max(2)
[3, 1, 2].min(2)
[].max
%w[bb a].max_by(&:length)
%w[bb a].min_by(&:length)
%w[bb a ccc].max_by(2, &:length)
[3, 1, 2].max { |a, b| b <=> a }
[1, 2, 3, 4].group_by(&:even?)
[1, 2, 3, 4, 5].each_slice(2).to_a
[1, 2, 3].each_cons(2).to_a
[1, 2, 3].each_slice(0)
[1, 2, 3].each_slice(0) { |x| x }
[1, 2, 3, 4].each_slice(2).map(&:sum)
[1, 2, 3].each_slice(2) { |x| x }
[1, 2, 3].zip([4, 5, 6], [7, 8])
[1, 2].zip([3, 4]).to_h
[[1, 2], [3, 4]].to_h
[[1, 2], [3]].to_h
[1].to_h
[1, 2].to_h { |x| [x, x * 2] }
[1, 2].to_h { |x| x }
[1, 1, 2].uniq
[1, 2, 3, 4].uniq { |x| x % 2 }
["a", "A"].uniq(&:downcase)
[1, nil, 2].compact
[1, 2, 3].reverse
[1, 2, 3].join
[1, 2, 3].join(", ")
[1, [2, [3]]].join("-")
[nil, :a, 1.5].join("|")
[].join
[1, 2].join(1)
[1, 2].inspect
[nil, true, "a", :b, 1.0, 1..2, {a: 1}].to_s
[1, 2].to_a
[1, 2].to_ary
[1, 2].frozen?
[1, 2].dup
[1, 2].clone
[1, 2].freeze.clone.frozen?
[1, 2].freeze.dup.frozen?
[1, 2].hash == [1, 2].hash
[1, 2, 3].each_cons(2).map { |a, b| b - a }
[4, 5].each_with_index.to_a.flatten
[1, 2, 3].sum / [1, 2, 3].size
[1, 2, 3].grep(2..3)
%w[a b1].grep(/\d/)
%w[a b1].grep(/b/) { |x| x.upcase }
[1, :a, "b"].grep(Symbol)
Array.new(3)
Array.new(3, 0)
Array.new(3) { |i| i * i }
Array.new
Array.new([1, 2])
Array.new(-1)
Array.new("a")
Array(nil)
Array([1])
Array(1..3)
Array({a: 1})
Array("a")
Array[1, 2]
%w[a b c]
%i[a b]
[*1..3, *[4]]
[*nil]
[1, 2, 3] in [Integer, *]
a, b = [1, 2]; b
a, *b = [1, 2, 3]; b
*a, b = [1, 2, 3]; a
a, (b, c) = 1, [2, 3]; c
first, = [9, 8]; first
[1, 2, 3].each_slice(2).with_index.map { |s, i| [i, s] }
[1, 2, 3].find_all(&:odd?)
["a", "b"].each_with_index.map { |n, i| "#{n}#{i}" }
[1, 2, 3, 4].each_slice(2).to_h
["x", "y"].each.with_object({}) { |s, h| h[s] = 1 }
[1, 2] <=> [1, 2]
[[1, :a], [2, :b]].each_with_object({}) { |(k, v), h| h[v] = k }
[1, 2, 3].partition.with_index { |x, i| i > 0 }
[1, 2, 3].inject(:foo)
[1, 2, 3].foo
[1, 2, 3].first("a")
[1, 2, 3].first(1, 2)
[1, 2, 3].each_slice
[[1, 2], [3]].sum { |a| a.size }
[1, 2, 3].step
[0.1, 0.5, 1].max
[1, 2, 3].min_by { |x| -x }
[1, 2, 3].include?("2")
%w[a b c].each_cons(2).to_a.flatten.uniq.size
[1, 2, 3, 4, 5].each_slice(2).first
(1..6).each_slice(2).to_a
[1, 2, 3].sample.class
[1, 2, 3].shuffle.sort
[1, 2, 3].pack("C*")
[1, 2, 3].take(1).frozen?
[[3, "c"], [1, "a"]].min
[nil, 1, false].compact
[nil, false, 1].find { |x| x }
[1, 2, 3].each_with_index.find { |x, i| i == 1 }
[1, 2, 3].each_with_index.reject { |x, i| i == 1 }
[1, 2, 3].each_with_index.sort_by { |x, i| -i }
[1, 2, 3].each_with_index.group_by { |x, i| i.even? }
[1, 2, 3].each_with_index.flat_map { |x, i| [x] * i }
[1, 2, 3].each_with_index.inject(0) { |s, (x, i)| s + x * i }
[1, 2, 3].each_with_index.each_with_object([]) { |(x, i), m| m << x * i }
[1, 2, 3].map.with_object(:m).to_a
[1, 2, 3].select.with_index { |x, i| i > 0 }
[1, 2, 3].reject.with_index { |x, i| i > 0 }
[1, 2, 3].each.size
e = [1, 2].each; r = []; loop { r << e.next }; r
[4, 5].each.with_index.to_a
[4, 5].each_with_index.with_index(10).to_a
[1, [2, nil]].flatten.compact.map(&:to_s)
["1", "2"].map(&method(:Integer))
["b", "B", "a"].sort_by(&:downcase)
["b", "B", "a"].sort(&:casecmp)
[1, 2, 3].slice(0, 2)
[1, 2, 3].none?
[1, 2, 3].max(0)
[1, 2, 3].min_by(-1) { 1 }
[5, 6].each_with_index.flat_map { |x| x }
[5, 6].each_with_index.count { |x| x == 5 }
[5, 6].each_with_index.all? { |x| x.is_a?(Integer) }
[5, 6].each_with_index.find { |x| x }
[5, 6].each_with_index.find_index { |x| x == 6 }
[5, 6].each_with_index.to_h { |x, i| [x, i] }
[5, 6].each_with_index.any? { |x, i| i == 1 }
