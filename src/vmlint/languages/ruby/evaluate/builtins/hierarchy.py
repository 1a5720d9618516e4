"""Ruby 3.1's own classes: superclass and included modules of each; written by tools/ruby_names.rb."""

from __future__ import annotations

# Superclass (None for modules, "" for BasicObject): its classes that include no module.
_PLAIN: dict[str | None, str] = {
    None: (
        "Abbrev Base64 Benchmark Comparable Digest Digest::Instance Enumerable Errno Etc File::Constants FileTest "
        "FileUtils::LowMethods FileUtils::StreamUtils_ Find Forwardable GC IO::WaitReadable IO::generic_readable "
        "IO::generic_writable JSON JSON::Ext JSON::Ext::Generator::GeneratorMethods::Array "
        "JSON::Ext::Generator::GeneratorMethods::FalseClass JSON::Ext::Generator::GeneratorMethods::Float "
        "JSON::Ext::Generator::GeneratorMethods::Hash JSON::Ext::Generator::GeneratorMethods::Integer "
        "JSON::Ext::Generator::GeneratorMethods::NilClass JSON::Ext::Generator::GeneratorMethods::Object "
        "JSON::Ext::Generator::GeneratorMethods::String JSON::Ext::Generator::GeneratorMethods::TrueClass Kernel "
        "Logger::Severity Marshal Math MonitorMixin Net Net::HTTPHeader ObjectSpace Observable Open3 OpenSSL "
        "OpenSSL::Marshal OpenSSL::PKey OpenSSL::SSL OpenSSL::X509 OpenURI OpenURI::OpenRead PP::ObjectMixin "
        "PP::PPMethods Process Process::GID Process::Sys Process::UID Psych Random::Formatter RbConfig SecureRandom "
        "Shellwords Signal SingleForwardable Singleton TSort Tempfile Timeout URI::RFC2396_REGEXP Warning Zlib"
    ),
    "Object": (
        "Addrinfo Binding ERB Encoding Encoding::Converter Enumerator::Yielder Exception Fiber Gem::Requirement "
        "GetoptLong JSON::Ext::Generator::State Logger::Formatter MatchData Method Module Monitor Net::Protocol "
        "OpenSSL::Cipher OpenSSL::HMAC OpenSSL::PKey::PKey OpenStruct OptionParser Pathname PrettyPrint Proc "
        "Process::Status Psych::Coder Ractor Regexp Resolv Resolv::DNS Resolv::IPv4 Resolv::IPv6 RubyVM StringScanner "
        "Thread Thread::Backtrace::Location Thread::ConditionVariable Thread::Mutex Thread::Queue ThreadGroup "
        "TracePoint UnboundMethod Zlib::GzipFile"
    ),
    "StandardError": (
        "ArgumentError EncodingError FiberError IOError IndexError JSON::JSONError LocalJumpError Math::DomainError "
        "NameError NoMatchingPatternError OpenSSL::OpenSSLError OpenURI::HTTPError RangeError RegexpError "
        "RuntimeError SocketError SystemCallError ThreadError TypeError URI::Error ZeroDivisionError Zlib::Error"
    ),
    "": "BasicObject",
    "IO": "BasicSocket File",
    "Numeric": "BigDecimal Complex Rational",
    "RuntimeError": "CSV::MalformedCSVError FrozenError OptionParser::ParseError Psych::Exception Timeout::Error",
    "Module": "Class",
    "StopIteration": "ClosedQueueError",
    "ArgumentError": "Date::Error Gem::Requirement::BadRequirementError IPAddr::Error UncaughtThrowError",
    "Date": "DateTime",
    "BasicObject": "Delegator",
    "Digest::Class": "Digest::Base Digest::SHA2 OpenSSL::Digest",
    "Digest::Base": "Digest::MD5 Digest::SHA1 Digest::SHA256 Digest::SHA384 Digest::SHA512",
    "IOError": "EOFError",
    "EncodingError": (
        "Encoding::CompatibilityError Encoding::ConverterNotFoundError Encoding::InvalidByteSequenceError "
        "Encoding::UndefinedConversionError"
    ),
    "Enumerator": "Enumerator::ArithmeticSequence Enumerator::Chain Enumerator::Lazy",
    "SystemCallError": (
        "Errno::E2BIG Errno::EACCES Errno::EADDRINUSE Errno::EADDRNOTAVAIL Errno::EADV Errno::EAFNOSUPPORT "
        "Errno::EAGAIN Errno::EALREADY Errno::EBADE Errno::EBADF Errno::EBADFD Errno::EBADMSG Errno::EBADR "
        "Errno::EBADRQC Errno::EBADSLT Errno::EBFONT Errno::EBUSY Errno::ECANCELED Errno::ECHILD Errno::ECHRNG "
        "Errno::ECOMM Errno::ECONNABORTED Errno::ECONNREFUSED Errno::ECONNRESET Errno::EDEADLK Errno::EDESTADDRREQ "
        "Errno::EDOM Errno::EDOTDOT Errno::EDQUOT Errno::EEXIST Errno::EFAULT Errno::EFBIG Errno::EHOSTDOWN "
        "Errno::EHOSTUNREACH Errno::EHWPOISON Errno::EIDRM Errno::EILSEQ Errno::EINPROGRESS Errno::EINTR "
        "Errno::EINVAL Errno::EIO Errno::EISCONN Errno::EISDIR Errno::EISNAM Errno::EKEYEXPIRED Errno::EKEYREJECTED "
        "Errno::EKEYREVOKED Errno::EL2HLT Errno::EL2NSYNC Errno::EL3HLT Errno::EL3RST Errno::ELIBACC Errno::ELIBBAD "
        "Errno::ELIBEXEC Errno::ELIBMAX Errno::ELIBSCN Errno::ELNRNG Errno::ELOOP Errno::EMEDIUMTYPE Errno::EMFILE "
        "Errno::EMLINK Errno::EMSGSIZE Errno::EMULTIHOP Errno::ENAMETOOLONG Errno::ENAVAIL Errno::ENETDOWN "
        "Errno::ENETRESET Errno::ENETUNREACH Errno::ENFILE Errno::ENOANO Errno::ENOBUFS Errno::ENOCSI Errno::ENODATA "
        "Errno::ENODEV Errno::ENOENT Errno::ENOEXEC Errno::ENOKEY Errno::ENOLCK Errno::ENOLINK Errno::ENOMEDIUM "
        "Errno::ENOMEM Errno::ENOMSG Errno::ENONET Errno::ENOPKG Errno::ENOPROTOOPT Errno::ENOSPC Errno::ENOSR "
        "Errno::ENOSTR Errno::ENOSYS Errno::ENOTBLK Errno::ENOTCONN Errno::ENOTDIR Errno::ENOTEMPTY Errno::ENOTNAM "
        "Errno::ENOTRECOVERABLE Errno::ENOTSOCK Errno::ENOTSUP Errno::ENOTTY Errno::ENOTUNIQ Errno::ENXIO "
        "Errno::EOVERFLOW Errno::EOWNERDEAD Errno::EPERM Errno::EPFNOSUPPORT Errno::EPIPE Errno::EPROTO "
        "Errno::EPROTONOSUPPORT Errno::EPROTOTYPE Errno::ERANGE Errno::EREMCHG Errno::EREMOTE Errno::EREMOTEIO "
        "Errno::ERESTART Errno::ERFKILL Errno::EROFS Errno::ESHUTDOWN Errno::ESOCKTNOSUPPORT Errno::ESPIPE "
        "Errno::ESRCH Errno::ESRMNT Errno::ESTALE Errno::ESTRPIPE Errno::ETIME Errno::ETIMEDOUT Errno::ETOOMANYREFS "
        "Errno::ETXTBSY Errno::EUCLEAN Errno::EUNATCH Errno::EUSERS Errno::EXDEV Errno::EXFULL Errno::NOERROR"
    ),
    "Struct": "Etc::Group Etc::Passwd Process::Tms",
    "RangeError": "FloatDomainError",
    "IPAddr::Error": "IPAddr::AddressFamilyError IPAddr::InvalidAddressError",
    "IPAddr::InvalidAddressError": "IPAddr::InvalidPrefixError",
    "BasicSocket": "IPSocket Socket UNIXSocket",
    "SignalException": "Interrupt",
    "JSON::JSONError": "JSON::GeneratorError JSON::ParserError",
    "JSON::ParserError": "JSON::NestingError",
    "IndexError": "KeyError StopIteration",
    "ScriptError": "LoadError NotImplementedError SyntaxError",
    "Net::Protocol": "Net::HTTP",
    "Net::HTTPRequest": "Net::HTTP::Get Net::HTTP::Post",
    "Net::HTTPGenericRequest": "Net::HTTPRequest",
    "NoMatchingPatternError": "NoMatchingPatternKeyError",
    "Exception": "NoMemoryError ScriptError SecurityError SignalException StandardError SystemExit SystemStackError",
    "NameError": "NoMethodError",
    "OpenSSL::OpenSSLError": "OpenSSL::SSL::SSLError",
    "OptionParser::ParseError": (
        "OptionParser::AmbiguousOption OptionParser::InvalidArgument OptionParser::InvalidOption "
        "OptionParser::MissingArgument OptionParser::NeedlessArgument"
    ),
    "Thread": "Process::Waiter",
    "Psych::Exception": "Psych::BadAlias Psych::DisallowedClass Psych::SyntaxError",
    "Random::Base": "Random",
    "Delegator": "SimpleDelegator WeakRef",
    "TCPSocket": "TCPServer",
    "IPSocket": "TCPSocket UDPSocket",
    "Thread::Queue": "Thread::SizedQueue",
    "UNIXSocket": "UNIXServer",
    "URI::Error": "URI::BadURIError URI::InvalidComponentError URI::InvalidURIError",
    "URI::Generic": "URI::File URI::LDAP URI::MailTo",
    "URI::HTTP": "URI::HTTPS",
    "Zlib::GzipFile": "Zlib::GzipWriter",
}
# name: superclass, modules that it includes itself, the last one first
CLASSES: dict[str, tuple[str | None, str]] = {
    "Array": ("Object", "JSON::Ext::Generator::GeneratorMethods::Array Enumerable"),
    "CSV": ("Object", "Enumerable"),
    "CSV::Row": ("Object", "Enumerable"),
    "CSV::Table": ("Object", "Enumerable"),
    "Date": ("Object", "Comparable"),
    "Digest::Class": ("Object", "Digest::Instance"),
    "Dir": ("Object", "Enumerable"),
    "Enumerator": ("Object", "Enumerable"),
    "Enumerator::Generator": ("Object", "Enumerable"),
    "FalseClass": ("Object", "JSON::Ext::Generator::GeneratorMethods::FalseClass"),
    "File::Stat": ("Object", "Comparable"),
    "FileUtils": (None, "FileUtils::StreamUtils_"),
    "FileUtils::DryRun": (None, "FileUtils::LowMethods FileUtils FileUtils::StreamUtils_"),
    "FileUtils::NoWrite": (None, "FileUtils::LowMethods FileUtils FileUtils::StreamUtils_"),
    "FileUtils::Verbose": (None, "FileUtils FileUtils::StreamUtils_"),
    "Float": ("Numeric", "JSON::Ext::Generator::GeneratorMethods::Float"),
    "Gem::Version": ("Object", "Comparable"),
    "Hash": ("Object", "JSON::Ext::Generator::GeneratorMethods::Hash Enumerable"),
    "IO": ("Object", "File::Constants Enumerable"),
    "IPAddr": ("Object", "Comparable"),
    "Integer": ("Numeric", "JSON::Ext::Generator::GeneratorMethods::Integer"),
    "Logger": ("Object", "Logger::Severity"),
    "Net::HTTPGenericRequest": ("Object", "Net::HTTPHeader"),
    "Net::HTTPResponse": ("Object", "Net::HTTPHeader"),
    "NilClass": ("Object", "JSON::Ext::Generator::GeneratorMethods::NilClass"),
    "Numeric": ("Object", "Comparable"),
    "Object": ("BasicObject", "PP::ObjectMixin JSON::Ext::Generator::GeneratorMethods::Object Kernel"),
    "OpenSSL::BN": ("Object", "Comparable"),
    "OpenSSL::PKey::RSA": ("OpenSSL::PKey::PKey", "OpenSSL::Marshal"),
    "PP": ("PrettyPrint", "PP::PPMethods"),
    "Random::Base": ("Object", "Random::Formatter"),
    "Range": ("Object", "Enumerable"),
    "Set": ("Object", "Enumerable"),
    "String": ("Object", "JSON::Ext::Generator::GeneratorMethods::String Comparable"),
    "StringIO": ("Object", "IO::generic_writable IO::generic_readable Enumerable"),
    "Struct": ("Object", "Enumerable"),
    "Symbol": ("Object", "Comparable"),
    "Time": ("Object", "Comparable"),
    "TrueClass": ("Object", "JSON::Ext::Generator::GeneratorMethods::TrueClass"),
    "URI": (None, "URI::RFC2396_REGEXP"),
    "URI::FTP": ("URI::Generic", "OpenURI::OpenRead"),
    "URI::Generic": ("Object", "URI URI::RFC2396_REGEXP"),
    "URI::HTTP": ("URI::Generic", "OpenURI::OpenRead"),
    "URI::RFC2396_Parser": ("Object", "URI::RFC2396_REGEXP"),
    "Zlib::GzipReader": ("Zlib::GzipFile", "Enumerable"),
    **{name: (parent, "") for parent, names in _PLAIN.items() for name in names.split()},
}
# Classes that are not modelled, whose methods are not listed: any may be there.
_OPEN_NAMES = """
Abbrev Addrinfo Base64 Benchmark BigDecimal Binding CSV CSV::Row CSV::Table Complex DateTime Digest
Digest::Base Digest::Class Digest::Instance Digest::MD5 Digest::SHA1 Digest::SHA2 Digest::SHA256
Digest::SHA384 Digest::SHA512 Encoding Encoding::Converter Enumerator::ArithmeticSequence Enumerator::Chain
Enumerator::Generator Enumerator::Lazy Enumerator::Yielder Etc::Group Etc::Passwd Fiber File::Stat
FileUtils::DryRun FileUtils::LowMethods FileUtils::NoWrite FileUtils::Verbose Find Forwardable GetoptLong
IO::WaitReadable IO::generic_readable IO::generic_writable IPSocket JSON::Ext::Generator::State Logger
Logger::Formatter Logger::Severity Marshal Math Monitor MonitorMixin Net Net::HTTP Net::HTTP::Get
Net::HTTP::Post Net::HTTPGenericRequest Net::HTTPHeader Net::HTTPRequest Net::HTTPResponse Net::Protocol
Observable OpenSSL OpenSSL::BN OpenSSL::Cipher OpenSSL::Digest OpenSSL::HMAC OpenSSL::Marshal OpenSSL::PKey
OpenSSL::PKey::PKey OpenSSL::PKey::RSA OpenSSL::SSL OpenSSL::X509 OpenStruct OptionParser PP PP::PPMethods
PrettyPrint Process::GID Process::Sys Process::Tms Process::UID Process::Waiter Psych::Coder Ractor Rational
RbConfig Resolv Resolv::DNS Resolv::IPv4 Resolv::IPv6 RubyVM Set SimpleDelegator SingleForwardable Singleton
StringIO StringScanner Struct TCPServer TCPSocket TSort Thread Thread::Backtrace::Location
Thread::ConditionVariable Thread::Mutex Thread::Queue Thread::SizedQueue ThreadGroup Timeout TracePoint
UDPSocket UNIXServer UNIXSocket URI::RFC2396_Parser Warning WeakRef Zlib Zlib::GzipFile Zlib::GzipReader
Zlib::GzipWriter
"""
OPEN = frozenset(_OPEN_NAMES.split())
