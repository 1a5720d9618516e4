{a: 1}[:a]
{a: 1}[:b]
{"a" => 1}["a"]
{a: 1}["a"]
{1 => :x}[1.0]
{nil => 1}[nil]
{[1] => 2}[[1]]
{a: 1}.fetch(:a)
{a: 1}.fetch(:b)
{"a" => 1}.fetch("b")
{a: 1}.fetch(:b, 2)
{a: 1}.fetch(:b) { |k| k.to_s }
{a: {b: 1}}.dig(:a, :b)
{a: {b: 1}}.dig(:x, :b)
{a: 1}.dig(:a, :b)
{a: [1, {b: 2}]}.dig(:a, 1, :b)
{a: 1}.key?(:a)
{a: 1}.has_key?(:b)
{a: 1}.include?(:a)
{a: 1}.member?(:a)
{a: 1}.value?(1)
{a: 1}.has_value?(2)
{a: 1}.key(1)
{a: 1}.key(2)
{a: 1, b: 2}.keys
{a: 1, b: 2}.values
{a: 1, b: 2}.values_at(:a, :c)
{a: 1}.length
{}.empty?
{a: nil}.empty?
h = {a: 1}; h[:b] = 2; h
h = {a: 1}; h.store(:b, 2); h
h = {a: 1}; h[:a] = 3; h[:c] = 4; h
k = "a"; h = {k => 1}; k << "b"; h
h = {}; k = "a"; h[k] = 1; [h.keys[0].frozen?, k.frozen?]
{a: 1}.merge({b: 2})
{a: 1}.merge(a: 2)
{a: 1}.merge({a: 2}) { |k, o, n| o + n }
{a: 1}.merge
{a: 1}.merge({b: 2}, {c: 3})
{a: 1}.merge(1)
{a: 1}.merge(nil)
h = {a: 1}; h.merge!(b: 2); h
h = {a: 1}; h.update(a: 2) { |k, o, n| o * 10 + n }; h
h = {a: 1, b: 2}; [h.delete(:a), h]
h = {a: 1}; h.delete(:x)
h = {a: 1}; h.delete(:x) { |k| "no #{k}" }
h = {a: 1, b: 2}; h.delete_if { |k, v| v > 1 }
h = {a: 1, b: 2}; h.keep_if { |k, v| v > 1 }
h = {a: 1, b: 2}; [h.reject! { |k, v| v > 1 }, h.reject! { |k, v| v > 1 }]
h = {a: 1, b: 2}; [h.select! { |k, v| v > 1 }, h.select! { |k, v| v > 1 }]
h = {a: 1}; h.clear
h = {a: 1, b: 2}; [h.shift, h]
h = {}; h.shift
h = {a: 1}.freeze; h[:b] = 2
h = {a: 1}.freeze; h.merge(b: 2)
h = {a: 1}.freeze; h.delete(:a)
{a: 1, b: 2}.select { |k, v| v > 1 }
{a: 1, b: 2}.filter { |k, v| v > 1 }
{a: 1, b: 2}.reject { |k, v| v > 1 }
{a: 1, b: 2}.select { |k| k == :a }
{a: 1, b: 2}.map { |k, v| [k, v] }
{a: 1, b: 2}.map { |x| x }
{a: 1, b: 2}.map { |k, v| "#{k}=#{v}" }.join("&")
{a: 1, b: 2}.flat_map { |k, v| [k] * v }
{a: 1, b: 2}.each { |k, v| k }
r = []; {a: 1}.each { |x| r << x }; r
r = []; {a: 1}.each_pair { |k, v| r << k << v }; r
r = []; {a: 1}.each_key { |k| r << k }; r
r = []; {a: 1}.each_value { |v| r << v }; r
r = []; {a: 1, b: 2}.each_with_index { |(k, v), i| r << [k, v, i] }; r
{a: 1}.each_with_index.map { |(k, v), i| [k, v, i] }
{a: 1}.each_with_index.to_a
{a: 1}.each_with_object([]) { |(k, v), m| m << k }
{a: 1, b: 2}.inject(0) { |s, (k, v)| s + v }
{a: 1, b: 2}.reduce { |a, b| a + b }
{a: 1, b: 2}.sum { |k, v| v }
{a: 1, b: 2}.find { |k, v| v == 2 }
{a: 1, b: 2}.detect { |k, v| v == 3 }
{a: 1, b: 2}.any? { |k, v| v > 1 }
{a: 1, b: 2}.all? { |k, v| v > 1 }
{a: 1, b: 2}.none? { |k, v| v > 5 }
{}.any?
{a: 1}.any?
{a: 1, b: 2}.count
{a: 1, b: 2}.count { |k, v| v > 1 }
{a: 1, b: 2}.partition { |k, v| v > 1 }
{b: 1, a: 2}.sort
{b: 1, a: 2}.sort_by { |k, v| k }
{b: 1, a: 2}.sort_by { |k, v| -v }.to_h
{b: 1, a: 2}.min_by { |k, v| v }
{b: 1, a: 2}.max_by { |k, v| v }
{b: 1, a: 2}.sort.to_h
{a: 1, b: 2}.group_by { |k, v| v.odd? }
{a: 1, b: 2}.to_a
{a: 1, b: 2}.to_h
{a: 1, b: 2}.to_h { |k, v| [v, k] }
{a: 1}.to_h { |k, v| 1 }
{a: 1, b: 2}.invert
{a: 1, b: 2}.transform_values { |v| v * 2 }
{a: 1, b: 2}.transform_values(&:to_s)
{a: 1, b: 2}.transform_keys(&:to_s)
{a: 1, b: 2}.transform_keys({a: :x})
{a: 1, b: 2}.transform_keys({a: :x}) { |k| k.to_s }
{a: 1, b: 2}.filter_map { |k, v| k if v > 1 }
{a: 1, b: 2, c: 3}.slice(:a, :c, :z)
{a: 1, b: 2, c: 3}.except(:a)
{a: 1, b: nil}.compact
{a: 1, b: 2}.first
{a: 1, b: 2}.first(1)
{}.first
{a: 1, b: 2}.take(1)
{a: 1, b: 2}.drop(1)
{a: 1, b: 2}.each_slice(1).to_a
{a: 1, b: 2}.zip([1, 2])
{a: 1, b: 2}.min_by(1) { |k, v| v }
{a: 1} == {a: 1}
{a: 1, b: 2} == {b: 2, a: 1}
{a: 1} == {a: 1.0}
{a: 1}.eql?({a: 1.0})
Hash.new(0)[:x]
h = Hash.new(0); h[:x] += 1; h
h = Hash.new { |hash, key| hash[key] = key.to_s * 2 }; [h[:ab], h]
h = Hash.new([]); h[:a] << 1; [h, h[:b]]
h = Hash.new { |hash, k| k }; h.fetch(:a)
h = Hash.new(5); [h.default, h.dig(:z), h.values_at(:q)]
h = {}; h.default = 3; h[:x]
Hash[[[:a, 1]]]
Hash[a: 1]
Hash[1, 2, 3, 4]
Hash[1, 2, 3]
{a: 1}.inspect
{"a" => :b, nil => [1], 1.5 => {x: "y"}}.to_s
{"a b": 1, "c": 2, d?: 3, E: 4}.inspect
{:+ => 1, :"a-b" => 2, :a= => 3, :[] => 4}
{a: 1}.to_s
{}.inspect
{a: 1}.is_a?(Hash)
{a: 1}.is_a?(Enumerable)
{a: 1}.dup
h = {a: 1}; d = h.dup; d[:b] = 2; h
h = {a: {b: 1}}; d = h.dup; d[:a][:b] = 2; h
{a: 1}.freeze.frozen?
{a: 1}.tap { |h| h[:b] = 2 }
{a: 1, **{b: 2}}
{**{a: 1}, a: 2}
x = 1; {x:}
{a: 1}.foo
{a: 1}.fetch
{a: 1}.each_pair.to_a
{a: 1}.each.next
{a: 1}.each.with_index(1).to_a
{a: 1}.each.with_index(1) { |(k, v), i| [k, v, i] }
{a: 1}.each_with_index { |kv, i| kv }
{a: 1}.to_a.flatten
{a: 2}.sum { |_, v| v }
{a: 1}.compare_by_identity.size
{"x" => 1}.transform_keys(&:to_sym)
{a: 1}.key?("a")
{a: 1}.find_all { |k, v| v == 1 }
{a: 1, b: 2}.each_with_object({}) { |(k, v), h| h[v] = k }
{a: 1}.merge({"a" => 2})
{web: {ip: "10.0.0.1"}, db: {ip: "10.0.0.2"}}.map { |n, o| "#{n}:#{o[:ip]}" }
{a: 1, b: 2}.sort_by { |k, v| v }.reverse.map(&:first)
{a: 1, b: 2}.min_by { |_, v| v }.first
{a: [1, 2]}.flat_map { |k, v| v.map { |x| [k, x] } }
{a: 1}.length.times.to_a
{a: 1, b: 2}.reject { |k, _| k == :a }.keys
{a: 1}.index(1)
{a: 1}.to_proc.call(:a)
%i[a b].map(&{a: 1, b: 2})
{a: 1}.sum
{a: 1}.values.first.to_s
{b: 1}.merge({a: 0}).sort.first
{a: 1, "b" => 2, 3 => nil}.keys.map(&:class)
{a: 1}.select { |k, v| v }.class
{a: 1}.store("k", 2)
{ "a" => { "b" => [ { "c" => 1 } ] } }.dig("a", "b", 0, "c")
h = {a: 1}; h.each { |k, v| h[k] = v + 1 }; h
{a: 1}.filter_map { |k, v| v }
{a: 3, b: 1}.sort_by(&:last)
{a: 3, b: 1}.min_by(&:last)
{a: 1}.each_cons(1).to_a
{a: 1, b: 2}.uniq { |k, v| v % 1 }
{a: 1, b: 1}.group_by { |_, v| v }.transform_values(&:size)
{a: 1}.include?(:b) || :nope
{a: nil}.fetch(:a)
{a: false}[:a]
{a: 1}.each_value.map { |v| v + 1 }
{a: 1}.each_key.to_a
{a: 1}.any? { |pair| pair.is_a?(Array) }
{a: 1}.all? { |pair| pair.is_a?(Array) }
{a: 1}.count { |pair| pair.is_a?(Array) }
{a: 1}.find { |pair| pair.is_a?(Array) }
{a: 1}.partition { |pair| pair.is_a?(Array) }
{a: 1}.reject { |pair| pair.is_a?(Array) }
{a: 1}.min_by { |pair| pair[1] }
{a: 1}.each_with_index { |pair, i| pair }
{a: 1}.sort_by { |pair| pair[1] }
{a: 1}.group_by { |pair| pair.class }
{a: 1}.sum { |pair| pair[1] }
{a: 1}.to_h { |pair| [pair, 1] }
{a: 1}.flat_map { |pair| pair }
{a: 1}.filter_map { |pair| pair }
{a: 1}.delete_if { |pair| pair.is_a?(Array) }
{a: 1}.each_pair { |pair| pair }
{a: 1}.merge({a: 2}) { |*x| x }
{a: 1} in {a: Integer}
