# Writes builtins/hierarchy.py and builtins/names.py: what Ruby's own classes are and which methods each of them defines.
#
# Usage: ruby --disable-gems tools/ruby_names.rb src/vmlint/languages/ruby/evaluate/builtins
#
# The libraries below are those that Vagrant has loaded by the time it reads a Vagrantfile, or that a
# Vagrantfile is likely to require.
LIBRARIES = %w[
  set json yaml erb ipaddr time date pathname securerandom digest digest/sha1 digest/sha2 digest/md5 base64 uri
  socket etc open3 rbconfig tempfile tmpdir fileutils shellwords optparse ostruct stringio logger timeout net/http
  open-uri resolv zlib bigdecimal singleton forwardable delegate observer benchmark pp csv find openssl io/console
  monitor weakref tsort English open-uri strscan abbrev expect pty readline ripper getoptlong rubygems/requirement
].freeze
Gem = Module.new # so that the versions of gems can be had without RubyGems, which changes other classes
LIBRARIES.each { |library| require library }

ROOTS = %i[
  Object BasicObject Kernel Comparable Enumerable Module Class NilClass TrueClass FalseClass Integer Float Numeric
  Rational Complex String Symbol Array Hash Range Regexp MatchData Proc Method UnboundMethod Enumerator Exception
  IO File Dir FileTest Struct Time Random Math Process GC ObjectSpace Marshal Signal Thread Mutex Queue SizedQueue
  ConditionVariable Fiber Binding Encoding RubyVM TracePoint Warning Errno ThreadGroup Ractor Monitor MonitorMixin
  Set JSON YAML Psych ERB IPAddr Date DateTime Pathname SecureRandom Digest Base64 URI Socket BasicSocket IPSocket
  TCPSocket TCPServer UDPSocket UNIXSocket UNIXServer Addrinfo SocketError Etc Open3 RbConfig Tempfile FileUtils
  Shellwords OptionParser OptParse OpenStruct StringIO Logger Timeout Net OpenURI Resolv Zlib BigDecimal Singleton Forwardable
  SingleForwardable Delegator SimpleDelegator Observable Benchmark PP CSV Find OpenSSL StringScanner Abbrev WeakRef TSort
  ArgumentError ClosedQueueError EncodingError EOFError FiberError FloatDomainError FrozenError IOError IndexError
  Interrupt KeyError LoadError LocalJumpError NameError NoMatchingPatternError NoMatchingPatternKeyError
  NoMemoryError NoMethodError NotImplementedError RangeError RegexpError RuntimeError ScriptError SecurityError
  SignalException StandardError StopIteration SyntaxError SystemCallError SystemExit SystemStackError ThreadError
  TypeError UncaughtThrowError ZeroDivisionError
].freeze
NESTED = %w[
  Enumerator::Lazy Enumerator::Yielder Enumerator::Generator Enumerator::Chain Enumerator::ArithmeticSequence
  File::Stat File::Constants Process::Status Process::Tms Thread::Backtrace::Location Encoding::Converter Math::DomainError
  JSON::ParserError JSON::GeneratorError JSON::JSONError JSON::NestingError Psych::SyntaxError Psych::DisallowedClass
  Psych::BadAlias Psych::Exception Psych::AliasesNotEnabled Psych::Coder IPAddr::Error IPAddr::InvalidAddressError IPAddr::AddressFamilyError
  IPAddr::InvalidPrefixError Date::Error Digest::Base Digest::Class Digest::Instance Digest::MD5 Digest::SHA1 Digest::SHA2
  Digest::SHA256 Digest::SHA384 Digest::SHA512
  URI::Generic URI::HTTP URI::HTTPS URI::FTP URI::File URI::LDAP URI::MailTo URI::Error URI::InvalidURIError URI::InvalidComponentError URI::BadURIError URI::Parser
  URI::RFC2396_Parser Timeout::Error OptionParser::ParseError OptionParser::InvalidOption OptionParser::MissingArgument
  OptionParser::InvalidArgument OptionParser::AmbiguousOption OptionParser::NeedlessArgument Net::HTTP Net::HTTPResponse Net::HTTPRequest Net::HTTPGenericRequest
  Net::HTTPHeader Net::Protocol Net::HTTP::Get Net::HTTP::Post OpenURI::HTTPError Logger::Severity Logger::Formatter
  Resolv::DNS Resolv::IPv4 Resolv::IPv6 Zlib::GzipReader Zlib::GzipWriter Zlib::Error CSV::Row CSV::Table CSV::MalformedCSVError Etc::Passwd Etc::Group
  Process::Sys Process::UID Process::GID RbConfig Comparable IO::WaitReadable Encoding::UndefinedConversionError
  Encoding::InvalidByteSequenceError Encoding::CompatibilityError Encoding::ConverterNotFoundError Socket::ResolutionError SocketError
  FileUtils::Verbose FileUtils::NoWrite FileUtils::DryRun OpenSSL::SSL OpenSSL::SSL::SSLError OpenSSL::OpenSSLError
  OpenSSL::Digest OpenSSL::Cipher OpenSSL::HMAC OpenSSL::PKey OpenSSL::PKey::RSA OpenSSL::X509 OpenSSL::BN JSON::Ext JSON::Generic JSON::State Process::Waiter Errno::ENOENT
  Gem::Version Gem::Requirement Gem::Requirement::BadRequirementError GetoptLong
].freeze

errors = Errno.constants.sort.map { |name| "Errno::#{name}" }
modules = (ROOTS.map(&:to_s) + NESTED + errors).uniq.filter_map do |path|
  value = path.split("::").inject(Object) { |scope, name| scope&.const_defined?(name) ? scope.const_get(name) : nil }
  value if value.is_a?(Module) && value.name
end
modules |= modules.flat_map(&:ancestors).select(&:name)
modules = modules.uniq.sort_by(&:name)
PRIVATE = [Kernel, Module, Class, Object, BasicObject, Comparable].freeze

def own(mod)
  names = mod.instance_methods(false) + mod.protected_instance_methods(false)
  names += mod.private_instance_methods(false) if PRIVATE.include?(mod)
  (names - %i[own own_singleton]).map(&:to_s).reject { |name| name.start_with?("_") && name !~ /\A__(id|send|method|dir|callee)__\z/ }.uniq.sort
end

COMMON = (Class.ancestors + [PP::ObjectMixin, JSON::Ext::Generator::GeneratorMethods::Object]).freeze

def own_singleton(mod)
  extended = mod.singleton_class.included_modules - COMMON
  names = mod.singleton_methods(false) + extended.flat_map { |extra| extra.instance_methods(false) }
  names.map(&:to_s).reject { |name| name.start_with?("_") }.uniq.sort
end

# Classes that vmlint does not model at all: it needs no list of their methods, any call of one is unknown.
OPEN_ROOTS = %w[
  Abbrev Addrinfo Base64 Benchmark BigDecimal Binding CSV Complex DateTime Delegator Digest Encoding Fiber Find
  Forwardable GetoptLong IPSocket Logger Marshal Math Monitor MonitorMixin Net Observable OpenSSL OpenStruct
  OptionParser PP PrettyPrint Ractor Rational RbConfig Resolv RubyVM Set SimpleDelegator SingleForwardable Singleton
  StringIO StringScanner Struct TCPServer TCPSocket TSort Thread ThreadGroup Timeout TracePoint UDPSocket UNIXServer
  UNIXSocket Warning WeakRef Zlib Enumerator::ArithmeticSequence Enumerator::Chain Enumerator::Generator
  Enumerator::Lazy Enumerator::Yielder Etc::Group Etc::Passwd File::Stat FileUtils::DryRun FileUtils::LowMethods
  FileUtils::NoWrite FileUtils::Verbose IO::WaitReadable IO::generic_readable IO::generic_writable JSON::Ext::Generator::State
  OpenURI::OpenRead Process::GID Process::Sys Process::Tms Process::UID Process::Waiter Psych::Coder URI::RFC2396_Parser
].freeze
open, closed = modules.partition do |mod|
  OPEN_ROOTS.any? { |root| mod.name == root || mod.name.start_with?("#{root}::") } && !(mod.is_a?(Class) && mod <= Exception)
end

needed = closed.flat_map(&:ancestors) # PP::ObjectMixin, which Object includes
open, more = open.partition { |mod| !needed.include?(mod) }
closed = (closed + more).sort_by(&:name)

def wrapped(names)
  lines = names.each_with_object([+""]) do |name, done|
    done << +"" if done.last.size + name.size > 108
    done.last << name << " "
  end
  lines.last.rstrip!
  lines
end

def entry(key, names)
  lines = wrapped(names)
  return [%(    #{key}: "#{lines[0]}",)] if lines.size == 1 && key.size + lines[0].size < 110
  ["    #{key}: (", *lines.map { |text| %(        "#{text}") }, "    ),"]
end

target = ARGV.fetch(0)
version = RUBY_VERSION[/\A\d+\.\d+/]
plain = Hash.new { |all, parent| all[parent] = [] }
mixed = []
modules.each do |mod|
  parent = mod.is_a?(Class) ? (mod.superclass ? mod.superclass.name : "") : nil
  inherited = mod.is_a?(Class) && mod.superclass ? mod.superclass.ancestors : []
  included = (mod.ancestors - inherited - [mod]).select(&:name).map(&:name)
  next plain[parent] << mod.name if included.empty?
  mixed << %(    "#{mod.name}": (#{parent ? %("#{parent}") : 'None'}, "#{included.join(' ')}"),)
end
File.open(File.join(target, "hierarchy.py"), "w") do |out|
  out.puts %("""Ruby #{version}'s own classes: superclass and included modules of each; written by tools/ruby_names.rb."""), ""
  out.puts "from __future__ import annotations", ""
  out.puts "# Superclass (None for modules, \"\" for BasicObject): its classes that include no module."
  out.puts "_PLAIN: dict[str | None, str] = {"
  plain.each { |parent, names| out.puts entry(parent ? %("#{parent}") : "None", names) }
  out.puts "}", "# name: superclass, modules that it includes itself, the last one first"
  out.puts "CLASSES: dict[str, tuple[str | None, str]] = {", *mixed
  out.puts "    **{name: (parent, \"\") for parent, names in _PLAIN.items() for name in names.split()},", "}"
  out.puts "# Classes that are not modelled, whose methods are not listed: any may be there."
  lines = wrapped(open.map(&:name))
  out.puts "_OPEN_NAMES = \"\"\"", *lines.map(&:rstrip), "\"\"\"", "OPEN = frozenset(_OPEN_NAMES.split())"
end
File.open(File.join(target, "names.py"), "w") do |out|
  out.puts %("""Names of the methods that Ruby #{version}'s own classes define themselves; written by tools/ruby_names.rb."""), ""
  out.puts "from __future__ import annotations", ""
  { "INSTANCE" => :own, "SINGLETON" => :own_singleton }.each do |title, finder|
    out.puts "#{title}: dict[str, str] = {"
    closed.each do |mod|
      names = send(finder, mod)
      out.puts entry(%("#{mod.name}"), names) unless names.empty?
    end
    out.puts "}"
    out.puts "" if title == "INSTANCE"
  end
end
