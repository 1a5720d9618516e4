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
File.absolute_path?("/a")
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
open("lines.txt").read.size
open("lines.txt") { |f| f.readline }
File.read(File.join(__dir__, "lines.txt")).size
File::SEPARATOR
File.fnmatch("*.rb", "a.rb")
File.fnmatch?("*.rb", ".a.rb")
File.readable?("lines.txt")
File.path("a/b")
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
