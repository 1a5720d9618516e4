"""Which module models which class of Ruby's files, patterns and standard library, and what a ``require`` must bring."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.basics.hints import Any

LIBRARY: dict[str, tuple[str, ...]] = {
    "BasicSocket": ("socket",),
    "Date": ("date",),
    "Dir": ("dir",),
    "ENV": ("env",),
    "ERB": ("erb",),
    "Etc": ("etc",),
    "File": ("file_paths", "file", "io"),
    "FileTest": ("file",),
    "FileUtils": ("fileutils",),
    "GC": ("process",),
    "Gem::Requirement": ("gem_requirement",),
    "Gem::Version": ("gem_version",),
    "IO": ("io",),
    "IPAddr": ("ipaddr",),
    "JSON": ("json",),
    "MatchData": ("match",),
    "Module": ("modules",),
    "Net::HTTP": ("socket",),
    "ObjectSpace": ("process",),
    "Open3": ("open3",),
    "OpenURI": ("socket",),
    "Pathname": ("pathname",),
    "Process": ("process",),
    "Psych": ("yaml",),
    "Random": ("securerandom",),
    "Regexp": ("regexp",),
    "SecureRandom": ("securerandom",),
    "Shellwords": ("shellwords",),
    "Signal": ("process",),
    "Socket": ("socket",),
    "Tempfile": ("tempfile",),
    "Time": ("time",),
    "URI": ("uri",),
    "URI::Generic": ("uri_parts",),
}

# Classes whose ``new`` also makes instances of the file's own subclasses.
EXTENSIBLE = frozenset(("ERB", "Gem::Version", "IPAddr", "Pathname"))

# What is not loaded when Vagrant 2.3.4 evaluates a Vagrantfile: the features that bring each constant.
_DATE = ("date", "time", "csv", "json/add/core", "optparse/date", "net/http", "open-uri", "net/https")
REQUIRED: dict[str, tuple[str, ...]] = {
    "Abbrev": ("abbrev",),
    "BigDecimal": ("bigdecimal", "bigdecimal/util"),
    "Benchmark": ("benchmark",),
    "CSV": ("csv",),
    "Date": _DATE,
    "DateTime": _DATE,
    "GetoptLong": ("getoptlong",),
    "Find": ("find",),
    "Net": ("net/http", "net/https", "open-uri", "net/protocol", "net/ftp", "net/smtp", "net/imap", "net/pop"),
    "Observable": ("observer",),
    "OpenURI": ("open-uri",),
    "TSort": ("tsort",),
}


def is_available(name: str, loaded: set[str]) -> bool:
    """Return whether the constant NAME exists where the features LOADED were required."""
    features = REQUIRED.get(name.partition("::")[0])
    return features is None or any(feature in loaded for feature in features)


# The functions that deal with values that are Unknown themselves.
TOLERANT: set[Any] = set()
