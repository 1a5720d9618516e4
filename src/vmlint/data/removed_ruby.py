"""What newer Rubies took away of what Vagrantfiles use, what to write instead, and which Vagrant brings that Ruby.

Sources: NEWS of Ruby 3.0, 3.1 and 3.2; bugs.ruby-lang.org 16131, 17391, 17403; the substrate scripts of
hashicorp/vagrant-installers for the Ruby inside each package.
"""

from __future__ import annotations

# What a use is called -> (the first Ruby without it, what takes its place: (text, its replacement), or None).
REMOVED: dict[str, tuple[tuple[int, int], tuple[str, str] | None]] = {
    "File.exists?": ((3, 2), ("exists?", "exist?")),
    "Dir.exists?": ((3, 2), ("exists?", "exist?")),
    "FileTest.exists?": ((3, 2), ("exists?", "exist?")),
    "Fixnum": ((3, 2), ("Fixnum", "Integer")),
    "Bignum": ((3, 2), ("Bignum", "Integer")),
    "TRUE": ((3, 0), ("TRUE", "true")),
    "FALSE": ((3, 0), ("FALSE", "false")),
    "NIL": ((3, 0), ("NIL", "nil")),
    "URI.escape": ((3, 0), ("URI.escape", "URI::DEFAULT_PARSER.escape")),
    "URI.encode": ((3, 0), ("URI.encode", "URI::DEFAULT_PARSER.escape")),
    "URI.unescape": ((3, 0), ("URI.unescape", "URI::DEFAULT_PARSER.unescape")),
    "URI.decode": ((3, 0), ("URI.decode", "URI::DEFAULT_PARSER.unescape")),
    "Hash#index": ((3, 0), (".index", ".key")),
    "Proc.new without a block": ((3, 0), None),
}

# The first Vagrant package of HashiCorp's with that Ruby or a later one.
VAGRANT_WITH: dict[tuple[int, int], str] = {(3, 2): "2.4.2", (3, 0): "2.3.5"}

# How Ruby's message begins -> which of the above it is about; `{1}` stands for the name that was called. Libraries that
# are gone (iconv, ftools) are not here: a gem of that name may be installed.
MESSAGES: tuple[tuple[str, str], ...] = (
    (r"undefined method `(exists\?)' for (File|Dir|FileTest)\b", "{2}.{1}"),
    (r"undefined method `(escape|encode|unescape|decode)' for URI\b", "URI.{1}"),
    (r"undefined method `(index)' for \{.*\}:Hash", "Hash#index"),
    (r"undefined method `(=~|taint|untaint|tainted\?|trust|untrust|untrusted\?)' for", "{1}"),
    (r"uninitialized constant (Fixnum|Bignum|TRUE|FALSE|NIL)\b", "{1}"),
    (r"tried to create Proc object without a block", "Proc.new without a block"),
)
