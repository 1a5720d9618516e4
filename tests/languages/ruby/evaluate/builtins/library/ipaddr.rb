IPAddr.new("10.0.0.1")
IPAddr.new("10.0.0.1").to_s
IPAddr.new("10.0.0.1/24").to_s
IPAddr.new("10.0.0.1/255.255.0.0").to_s
IPAddr.new("10.0.0.1").to_i
IPAddr.new("10.0.0.1").succ.to_s
IPAddr.new("10.0.0.255").succ.to_s
IPAddr.new("255.255.255.255").succ
(IPAddr.new("10.0.0.77") & "255.255.255.0").to_s
(IPAddr.new("10.0.0.77") & IPAddr.new("255.255.255.0")).to_s
(IPAddr.new("10.0.0.1") << 8).to_s
(IPAddr.new("10.0.0.1") >> 8).to_s
IPAddr.new("10.0.0.0/24").include?("10.0.0.5")
IPAddr.new("10.0.0.0/24").include?("10.0.1.5")
IPAddr.new("10.0.0.0/24").include?(IPAddr.new("10.0.0.5"))
IPAddr.new("10.0.0.0/24") === "10.0.0.9"
IPAddr.new("10.0.0.0/24").include?("::1")
IPAddr.new("10.0.0.0/24").include?("x")
IPAddr.new("10.0.0.0/30").to_range.map(&:to_s)
IPAddr.new("10.0.0.0/30").to_range.to_a.size
IPAddr.new("10.0.0.0/30").to_range.first(2).map(&:to_s)
IPAddr.new("10.0.0.0/24").to_range.first.to_s
IPAddr.new("10.0.0.0/24").to_range.last.to_s
IPAddr.new("10.0.0.0/28").to_range.to_a[5].to_s
IPAddr.new("10.0.0.0/24").mask(16).to_s
IPAddr.new("10.0.0.77").mask("255.255.255.0").to_s
IPAddr.new("10.0.0.0/24").prefix
IPAddr.new("10.0.0.1").ipv4?
IPAddr.new("::1").ipv6?
IPAddr.new("::1").to_s
IPAddr.new("fde4:8dba:82e1::c4").to_s
IPAddr.new("2001:db8:0:0:1:0:0:1").to_s
IPAddr.new("::ffff:10.0.0.1").to_s
IPAddr.new("::10.0.0.1").to_s
IPAddr.new("::ffff:10.0.0.1").native.to_s
IPAddr.new("10.0.0.1").ipv4_mapped.to_s
IPAddr.new("::").to_s
IPAddr.new("1::").to_s
IPAddr.new("0:0:0:1::").to_s
IPAddr.new("1:2:3:4:5:6:7:8").to_s
IPAddr.new("1:2:3:4:5:6:1.2.3.4").to_s
IPAddr.new("fe80::1%eth0").to_s
IPAddr.new("[::1]").to_s
IPAddr.new("fd00::/64").succ.to_s
IPAddr.new("fd00::/64").prefix
IPAddr.new("fd00::/64").include?("fd00::5")
IPAddr.new("x")
IPAddr.new("")
IPAddr.new("10.0.0")
IPAddr.new("10.0.0.256")
IPAddr.new("10.0.0.01")
IPAddr.new("10.0.0.1/33")
IPAddr.new("10.0.0.1/-1")
IPAddr.new("10.0.0.1/024")
IPAddr.new("10.0.0.1/255.0.255.0")
IPAddr.new("::1/129")
IPAddr.new("1::2::3")
IPAddr.new("1:2:3:4:5:6:7:8:9")
IPAddr.new("12345::")
IPAddr.new(3232235777, Socket::AF_INET).to_s
IPAddr.new(1, Socket::AF_INET6).to_s
IPAddr.new(5)
IPAddr.new("10.0.0.1", Socket::AF_INET6)
IPAddr.new
IPAddr.new("10.0.0.1") == IPAddr.new("10.0.0.1")
IPAddr.new("10.0.0.1") == "10.0.0.1"
IPAddr.new("10.0.0.1") == "x"
IPAddr.new("10.0.0.1") <=> IPAddr.new("10.0.0.2")
IPAddr.new("10.0.0.1") < IPAddr.new("10.0.0.2")
IPAddr.new("10.0.0.1") <=> "::1"
[IPAddr.new("10.0.0.2"), IPAddr.new("10.0.0.1")].sort.map(&:to_s)
IPAddr.new("10.0.0.1").eql?(IPAddr.new("10.0.0.1"))
IPAddr.new("127.0.0.1").loopback?
IPAddr.new("192.168.1.1").private?
IPAddr.new("172.32.0.1").private?
IPAddr.new("169.254.1.1").link_local?
IPAddr.new("10.0.0.1").reverse
IPAddr.new("::1").reverse
IPAddr.new("10.0.0.1").hton
IPAddr.new("10.0.0.1").family
"#{IPAddr.new("10.0.0.0/8")}/8"
(1..3).map { |i| (IPAddr.new("10.0.0.9").to_i + i) }.map { |n| IPAddr.new(n, Socket::AF_INET).to_s }
ip = IPAddr.new("10.0.0.9"); 3.times { ip = ip.succ }; ip.to_s
(IPAddr.new("10.0.0.1")..IPAddr.new("10.0.0.4")).map(&:to_s)
(IPAddr.new("10.0.0.1")..IPAddr.new("10.0.0.4")).include?(IPAddr.new("10.0.0.2"))
begin; IPAddr.new("x"); rescue IPAddr::InvalidAddressError => e; e.class; end
begin; IPAddr.new("x"); rescue ArgumentError => e; e.message; end
IPAddr.new("10.0.0.1").to_s.split(".").last.to_i + 1
