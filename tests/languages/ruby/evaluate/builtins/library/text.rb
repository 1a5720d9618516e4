ERB.new("a <%= 1 + 1 %> b").result
ERB.new("<% 2.times do |i| %>x<%= i %>\n<% end %>").result
ERB.new("<% 2.times do |i| -%>\nx<%= i %>\n<% end -%>\nz", trim_mode: "-").result
ERB.new("<% 2.times do |i| %>\nx<%= i %>\n<% end %>\nz", trim_mode: "<>").result
ERB.new("<% 2.times do |i| %>\nx<%= i %>\n<% end %>\nz", trim_mode: ">").result
ERB.new("a<%# comment %>b<%% c %%>").result
x = 5; ERB.new("<%= x %>").result(binding)
ERB.new("<%= nope_nope %>").result
ERB.new("it's \\ \"q\"").result
ERB.new("<%= nil %>|<%= [1] %>").result
name = "web"; ERB.new(File.read("template.erb"), trim_mode: "-").result(binding)
ERB.new("<% if true %>yes<% else %>no<% end %>").result
ERB.new("  <%- 1 -%>\nx", trim_mode: "-").result
ERB.new("a\n<%= 1 -%>\nb", trim_mode: "-").result
ERB.new("é <%= 'ü' %>").result
Pathname.new("a/b").to_s
Pathname.new("a") + "b"
Pathname.new("a") / "b"
Pathname.new("a") + "/b"
Pathname.new("a/b") + ".."
Pathname.new("a") + ".."
Pathname.new("a") + "../.."
Pathname.new("/") + ".."
Pathname.new("a").join("b", "c").to_s
Pathname.new("a/b.rb").basename.to_s
Pathname.new("a/b.rb").dirname
Pathname.new("a/b.rb").basename(".rb")
Pathname.new("a/b").parent
Pathname.new("machines.yml").exist?
Pathname.new("sub").directory?
Pathname.new("lines.txt").read.size
Pathname.new("lines.txt").readlines.size
Pathname("sub").join("a.rb").file?
Pathname.new("a") == Pathname.new("a")
"#{Pathname.new("x")}/y"
File.join(Pathname.new("a"), "b")
Pathname.new("x").expand_path("/a")
Shellwords.escape("it's a b")
Shellwords.escape("")
Shellwords.join(["a b", "c"])
"a b".shellescape
%w[a b].shelljoin
URI.parse("http://example.com").host
URI.parse("http://example.com").port
URI.parse("https://u:p@example.com:8443/a/b?c=d#e").path
URI.parse("https://u:p@example.com:8443/a/b?c=d#e").query
URI.parse("https://u:p@example.com:8443/a").user
URI.parse("https://example.com").scheme
URI.parse("http://[::1]:80/").hostname
URI.parse("a b")
URI.parse("http://example.com/ä")
URI.parse("/a/b").host
URI.parse("mailto:a@b.c").opaque
URI.parse("file:///a/b").path
URI.parse("http://a").class
URI("http://a/b").path
URI.escape("a b")
Gem::Version.new("1.10") > Gem::Version.new("1.9")
Gem::Version.new("1.0.0.rc1") < Gem::Version.new("1.0.0")
Gem::Version.new("1.0") == Gem::Version.new("1")
Gem::Version.new("2.3.4") >= Gem::Version.new("2.3.10")
Gem::Version.new("1.2.3").to_s
Gem::Version.new("junk!")
Gem::Version.new("1.2") <=> Gem::Version.new("1.3")
Gem::Version.new(nil).to_s
["1.10", "1.9"].map { |v| Gem::Version.new(v) }.max.to_s
["1.10", "1.9"].sort_by { |v| Gem::Version.new(v) }
Gem::Requirement.new("~> 1.2").satisfied_by?(Gem::Version.new("1.9"))
Gem::Requirement.new("~> 1.2.1").satisfied_by?(Gem::Version.new("1.3.0"))
Gem::Requirement.new(">= 1.0", "< 2").satisfied_by?(Gem::Version.new("1.5"))
Gem::Requirement.new("1.0").satisfied_by?(Gem::Version.new("1.0.0"))
Benchmark.realtime { 3 }.class
RUBY_ENGINE
RUBY_VERSION >= "2.0"
RUBY_PLATFORM =~ /darwin/
RUBY_PLATFORM.include?("linux")
RbConfig::CONFIG["host_os"]
RbConfig::CONFIG["host_os"] =~ /mswin|mingw|cygwin/
Socket::AF_INET
File::ALT_SEPARATOR
