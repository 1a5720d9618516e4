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
{IPAddr.new("10.0.0.1") => 1}[IPAddr.new("10.0.0.1")]
{IPAddr.new("10.0.0.1") => 1}[IPAddr.new("10.0.0.1/24")]
[IPAddr.new("10.0.0.1"), IPAddr.new("10.0.0.1")].uniq.size
Set[Set[1, 2]] == Set[Set[2, 1]]
{Pathname.new("a") => 1}[Pathname.new("a")]
S40 = Struct.new(:a); {S40.new(1) => 2}[S40.new(1)]
S41 = Struct.new(:a); [S41.new(1), S41.new(1), S41.new(2)].uniq.size
S42 = Struct.new(:a); S43 = Struct.new(:a); {S42.new(1) => 2}[S43.new(1)]
o = Object.new; {o => 1}[o]
