File.join("a", "b", "c")
File.join("a/", "/b")
File.join("", "b")
File.join("a", "")
File.join("a", ["b", ["c"]])
File.join
File.join("a")
File.join("a//", "b")
File.join("/", "b")
File.join("a", nil)
File.join("a", 1)
File.basename("/a/b.rb")
File.basename("/a/b.rb", ".rb")
File.basename("/a/b.rb", ".*")
File.basename("/a/b.tar.gz", ".*")
File.basename("/")
File.basename("")
File.basename("a/")
File.basename(".bashrc", ".*")
File.basename("a.rb", "rb")
File.dirname("/a/b.rb")
File.dirname("b.rb")
File.dirname("/")
File.dirname("/a")
File.dirname("a//b")
File.dirname("a/b/")
File.dirname("")
File.dirname("/a/b/c", 2)
File.extname("a.rb")
File.extname("a")
File.extname(".bashrc")
File.extname("a.tar.gz")
File.extname("a.")
File.extname("d.x/a")
File.split("/a/b")
File.expand_path("/a/../b/./c")
File.expand_path("~")
File.expand_path("~/x")
File.expand_path("x", "/a")
File.expand_path("../x", "/a/b")
File.expand_path("/x", "/a")
File.expand_path("..", "/")
File.absolute_path("~", "/a")
File.expand_path("a") == File.join(Dir.pwd, "a")
File.exist?("machines.yml")
File.exist?("nope")
File.exist?("sub")
File.exists?("machines.yml")
File.file?("sub")
File.file?("machines.yml")
File.directory?("sub")
File.directory?("nope")
File.exist?("")
File.exist?(nil)
File.exist?(Pathname.new("sub"))
File.size("lines.txt")
File.size("nope")
File.size?("nope")
File.size?("empty.yml")
File.zero?("empty.yml")
File.empty?("lines.txt")
File.read("lines.txt")
File.read("nope")
File.read("sub")
File.read("lines.txt", 3)
File.readlines("lines.txt")
File.readlines("lines.txt", chomp: true)
File.readlines("lines.txt").map(&:chomp)
File.foreach("lines.txt").to_a
File.foreach("lines.txt").map(&:strip)
File.open("lines.txt").read
File.open("lines.txt") { |f| f.gets }
File.open("lines.txt", "r") { |f| f.each_line.map(&:chomp) }
File.open("lines.txt") { |f| f.readlines.size }
File.open("nope")
File.open("lines.txt") { |f| f.gets; f.read }
File.open("lines.txt") { |f| f.eof? }
File.open("lines.txt") { |f| f.gets(chomp: true) }
File.new("lines.txt").read.size
IO.read("lines.txt").lines.first
IO.readlines("lines.txt").size
File.read(File.join(__dir__, "lines.txt")).size
File::SEPARATOR
File.readable?("lines.txt")
File.realpath("nope")
FileTest.exist?("sub")
Dir.exist?("sub")
Dir.exist?("lines.txt")
Dir.glob("*.yml")
Dir.glob("sub/*")
Dir.glob("sub/**/*")
Dir.glob("**/*.rb")
Dir.glob("sub/{a,b}.rb")
Dir.glob("sub/[ab].rb")
Dir.glob("nope/*")
Dir.glob(["sub/a*", "sub/b*"])
Dir["sub/*.rb"]
Dir["sub/*.rb"].map { |f| File.basename(f, ".rb") }
Dir.glob("*.rb", base: "sub")
Dir.glob("sub/*", File::FNM_DOTMATCH)
Dir.glob("sub/?.rb")
Dir.entries("sub").sort
Dir.children("sub").sort
Dir.children("sub").include?("a.rb")
Dir.entries("sub").size
Dir.children("sub/deep")
Dir.entries("nope")
Dir.pwd == File.expand_path(".")
Dir.home
Dir.chdir("sub") { File.exist?("a.rb") }
Dir.chdir("sub") { Dir.glob("*.rb") }
Dir.chdir("nope")
Dir.chdir("sub") { File.expand_path("a.rb") } == File.expand_path("sub/a.rb")
Dir.chdir("sub") { |d| d }
File.foreach("table.csv").map { |l| l.chomp.split(",") }
$stdin.class
STDOUT.fileno
$stdout.sync = true
STDERR.puts("x")
$stderr.print "x"
STDOUT.write("abc")
File.basename("a.rb", "a.rb")
File.readlines("lines.txt").grep(/o/)
File.readlines("lines.txt").each_with_index.map { |l, i| [i, l.strip] }
File.read("lines.txt").split("\n").reject(&:empty?)
File.read("lines.txt").each_line.first
File.exist?(File.join(__dir__, "machines.yml"))
File.exist?(File.expand_path("machines.yml", __dir__))
File.exist?(File.expand_path("../nope", __FILE__))
File.basename(__FILE__)
File.basename(Dir.pwd)
Dir.glob(File.join(__dir__, "sub", "*.rb")).map { |f| File.basename(f) }
Dir.glob("#{__dir__}/sub/*.rb").size
Dir[File.join("sub", "**", "*.txt")]
Dir.glob("sub/*.{rb,txt}").sort
Dir.glob("sub/*").select { |f| File.directory?(f) }
Dir.glob("*").include?("machines.yml")
File.read("machines.yml")[/port: (\d+)/, 1]
IO.readlines("lines.txt").map(&:chomp).first
File.open("lines.txt").each { |l| l }.class
File.open("lines.txt").each_line.with_index.map { |l, i| i }
File.open("lines.txt").readlines(chomp: true)
File.foreach("lines.txt") { |l| l }
File.foreach("lines.txt").with_index.to_a.size
File.new("lines.txt", "r").gets
File.open("nope") rescue "none"
begin; File.read("nope"); rescue Errno::ENOENT => e; e.message; end
begin; File.read("nope"); rescue SystemCallError => e; e.class; end
begin; File.read("nope"); rescue => e; e.message; end
begin; YAML.load_file("nope"); rescue Errno::ENOENT, Psych::SyntaxError; "x"; end
File.file?("machines.yml") ? YAML.load_file("machines.yml")["port"] : nil
File.size("machines.yml") > 0
File.zero?("nope")
File.read("lines.txt", encoding: "utf-8").size
File.read("bom.yml", encoding: "bom|utf-8")[0]
File.open("bom.yml", "r:bom|utf-8").read[0]
File.stat("lines.txt").size
File.ftype("lines.txt")
File.symlink?("lines.txt")
File.executable?("lines.txt")
File.identical?("lines.txt", "lines.txt")
File.directory?(File.dirname("machines.yml"))
Dir.exist?(File.join("sub", "deep"))
Dir.each_child("sub/deep").to_a
Dir.empty?("sub")
