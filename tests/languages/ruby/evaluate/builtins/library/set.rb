{IPAddr.new("10.0.0.1") => 1}[IPAddr.new("10.0.0.1")]
{IPAddr.new("10.0.0.1") => 1}[IPAddr.new("10.0.0.1/24")]
[IPAddr.new("10.0.0.1"), IPAddr.new("10.0.0.1")].uniq.size
{Pathname.new("a") => 1}[Pathname.new("a")]
o = Object.new; {o => 1}[o]
