"""Which names ``require`` takes: Ruby 3.1's standard library, and the gems that Vagrant itself brings."""

from __future__ import annotations

_STANDARD_NAMES = """
English abbrev base64 benchmark bigdecimal bundler cgi continuation coverage csv date dbm debug delegate
did_you_mean digest drb enumerator erb error_highlight etc expect fcntl fiddle fileutils find forwardable gdbm
getoptlong io ipaddr irb json kconv logger mkmf monitor mutex_m net nkf objspace observer open-uri open3
openssl optionparser optparse ostruct pathname pp prettyprint pstore psych pty racc random rational rbconfig
rdoc readline reline resolv resolv-replace rexml rinda ripper rubygems securerandom set shellwords singleton
socket stringio strscan syslog tempfile thread time timeout tmpdir tracer tsort un unicode_normalize uri
weakref yaml zlib
"""
STANDARD_LIBRARY = frozenset(_STANDARD_NAMES.split())
_GEM_NAMES = """
bcrypt_pbkdf childprocess ed25519 erubi googleapis-common-protos-types grpc i18n listen log4r mime-types mime
net-ssh net-sftp net-scp rubyzip zip vagrant_cloud rake
"""
GEMS_OF_VAGRANT = frozenset(_GEM_NAMES.split())
