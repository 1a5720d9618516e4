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
S32 = Struct.new(:a); S32.new(1).freeze.a = 2
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
