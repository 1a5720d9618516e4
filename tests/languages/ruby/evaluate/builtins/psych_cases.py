"""The table of YAML texts that vmlint and Ruby's Psych must read alike; as a program, writes it as JSON."""

from __future__ import annotations

import json

PLAIN = """
010|0777|-010|08|09|08080|0o10|0x1F|0b11|1_000|+12|1_|1__0|1,000|80,443|1,0|1,000.5|22:22|2222:22|1:30|00:30|12:30:45
10:20:30|20:05.5|80:8080|22:80|8080:80|22:22/tcp|08:00:27:00:00:01|0.0.0.0:80:80|1e3|1.0e3|5254e1|1.5e+3|1.10|3.10|.5|1.
.inf|-.inf|+.inf|.nan|1.2.3|192.168.56.10|10.0.0.0/8|fe80::1|::1|on|off|yes|no|On|oN|true|True|TRUE|tRue|y|n|Y|N|~|null
Null|NULL|nULL|:foo|:"a b"|':x'|2024-01-01|2024-1-1|2024-13-01|2024-01-01 10:00:00|=|<<|'08'|"22:22"|!!int '010'
!!float 010|!!str 10|!foo bar|!ruby/symbol a|!ruby/sym a|! 08|!!float abc|0_|0b_|0x|0x_|-|+|-.|+.|._|.e+5|1.e+5|1_000.5
1,_0|0,1|-0|+0x1F|-0b1|1:2:3:4|-1:30|+1:30|1_0:30|12:60|1:2.|1:2:3.5_0|:'a'|":a"|:|: a|a:b|0.1e-5|1.0e+400|1e|e1|_1
Infinity|NaN|a,b|&a 5|!!bool yes|!!null x|!ruby/regexp /a/|!ruby/range 1..2|!!timestamp 2001-01-01|null |NO|0o7|-08|1.5e3
1.5E+3|+.5|-.5|12e03|0.|00|0.0|-0.0|1__0.5|@a|`a|%a|1-2|2001-1-1x|08:00|8:00|08:00:00|é|½|a #b|a#b|"a\\tb\\u00e9\\x41"
'it''s'|"a\\
  b"|'a
  b'|a
  b|"\\q"|"\\ud800"|*x|!x|&|*|-a|?a|?|a: b|[a|{a|[a]|{a: b}|[1,2]|[1, 2,]|[,]|{a}|{a,b: c}|[a: b]|{"a":b}|{a:b}|{a: }
[[1],[2]]|{? a : b}|[? a : b]|{:a: b}|{:a=>1}|["a", 'b', c]|{a: [b, {c: d}]}|[a b, c  d]|- a|"a" b|'a': b|| x|>-|a\tb
"""
WHOLE = [
    "a: &x {b: 1}\nc: *x",
    "a: &x {b: 1}\nc:\n  <<: *x\n  b: 2",
    "a: &x {b: 1}\nc:\n  b: 2\n  <<: *x\n",
    "x: &x {b: 1, c: 2}\ny: &y {b: 3, d: 4}\nz:\n  <<: [*x, *y]\n  e: 5",
    "a:\n  <<: {x: 1}\n  x: 2",
    "a:\n  x: 2\n  <<: {x: 1}\n",
    "a: {<<: 5}",
    "a: {<<: [1]}",
    'a: {"<<": {x: 1}}',
    "a: {!!str <<: {x: 1}}",
    "a: 1\na: 2\nb: 3\na: 4",
    "? [1,2]\n: x",
    "? {a: 1}\n: x",
    "? a\n? b\n: c",
    "? - a\n  - b\n: c",
    "--- !omap\n- a: 1\n- b: 2",
    "--- !!set\n? a\n? b",
    "!ruby/object:Foo {a: 1}",
    "!ruby/object:String {a: 1}",
    "!ruby/struct:Foo {a: 1}",
    "!ruby/hash:Foo {a: 1}",
    "!map:Foo {a: 1}",
    "--- !ruby/array:Foo [1]",
    "!!map {a: 1}",
    "!!seq [1]",
    "",
    "# c",
    "---",
    "---\n",
    "--- a\n--- b",
    "--- a\n...\n--- b",
    "...",
    "--- |\n a\n b\n",
    "--- >\n a\n b\n\n c\n",
    "a: *b",
    "a: [*b]",
    "a: &b\nc: *b",
    "<<: *x",
    "a: {b: &q 1}\nc: *q",
    "a: &q 1\nb: &q 2\nc: *q",
    "&a [1, *a]",
    "{a: 1, b}",
    "[a: 1, b]",
    "a: !ruby/object {}",
    "a: !!str {b: 1}",
    "a: !ruby/class String",
    "- !ruby/exception:Foo {message: a}",
    "1: a\n1.0: b\n'1': c",
    "~: x\ntrue: y",
    "on: 1\n010: a\n:k: v\n",
    "a: |\n  x\n   y\n\n  z\nb: >-\n  q\n  r",
    "a: |+\n  x\n\n\nb: 1",
    "a: |-\n  x\n\n\nb: 1",
    "a: |2\n   x\n  y\n",
    "a: |1-\n  x\n",
    "a: >\n  x\n\n  y\n    z\n  w\n",
    "a: |\n\n\n  x\n",
    "a: |\n\tx",
    "a: |0\n x",
    "a: | # comment\n  x\n",
    "a: |x\n  y\n",
    "a:\n- 1\n- 2",
    "a:\n  - 1\n  - 2\nb: 3",
    "a:\n- b: 1\n  c: 2\n- d\n",
    "- - a\n  - b\n- c",
    "-\n  a: 1\n-\n  b: 2",
    "- a: 1\n  b:\n  - c\n",
    "a: b: c",
    "a: [1",
    "a: [1\nb: 2",
    "a: {b: 1\nc: 2",
    "a:\n  b: 1\n c: 2",
    "a: 1\n  b: 2",
    " a: 1\nb: 2",
    "\ta: 1",
    "a:\t1",
    "a: 1\n\tb: 2",
    "a: 'x",
    'a: "x\n---\n"',
    "a: b\n---\nc: d",
    "a: 'x'y",
    "&x a: 1\nb: *x",
    "{a: &x {}, <<: *x, <<: {b: 1}}",
    "a: !foo [1]\nb: !foo {c: d}",
    "a: !ruby/range {begin: 1, end: 2, excl: false}",
    "a: b\r\nc: d\r\n",
    "a: b\rc: d\r",
    "\ufeffa: 1",
    "\ufeffa: 1\nb: 2",
    "a: \x01",
    "a: \x85b: 1",
    "a: x\u2028b: 1",
    "%YAML 1.1\n---\na: 1",
    "%YAML 1.2\n---\na: 1",
    "%YAML 2.0\n---\na: 1",
    "%YAML 1.1\n%YAML 1.1\n---\na",
    "%YAML\n---\na",
    "%TAG ! tag:x,2000:\n---\n!foo a",
    "%TAG !e! tag:x,2000:\n---\n!e!foo a",
    "%FOO x\n---\na",
    "%YAML 1.1\na: 1",
    "!e!foo a",
    "!<tag:yaml.org,2002:str> 10",
    "!<tag:yaml.org,2002:str 10",
    "!!str",
    "a: !!str\nb: 1",
    "a: &x\nb: 1",
    "a: - b",
    "- a\nb: 1",
    "a\nb: 1",
    "a: 1\nb",
    "a: 1\nb\nc: 2",
    "a:\n  - b\n c: d",
    "a: [\n1,\n2\n]",
    "a: {\nb: 1,\nc: 2\n}",
    "a: [1, 2\n]\nb: [\n]\n",
    "'a\n\n b': 1",
    "a: b\n   c\n\n   d\ne: f",
    "a: b #c\n   d",
    "a: 'b\n\n\n  c'",
    'a: "b\\n\\\n   c"',
    "key with spaces: value with spaces",
    "? |\n  block key\n: - one\n  - two",
    "x" * 1030 + ": 1",
    "a: " + "b" * 2000,
    "a:\n  b:\n    c:\n      - d:\n          e: [1, {f: g}]\n",
    "machines:\n  web:\n    ip: 192.168.56.10\n    ports:\n      - {guest: 80, host: 8080}\n      - 22:2222\n",
    "a: <%= x %>",
    "<% x %>",
    "a: {{ x }}",
    "{{ x }}: 1",
    "a: 'b' # c\nd: e",
    "- 1\n# c\n- 2\n\n- 3",
    "a: !!binary aGk=",
    "a: @x",
    "a: `x`",
    "a: %x",
    "a: !x!y z",
    "a:\n\n\n  b: 1",
    "a: [b, c: d, e]",
    "a: [[], {}, '', \"\"]",
    "a: ''\nb: \"\"\nc:\n",
    "- \n- ~\n-",
    "a: - \n",
    "a: -\n",
    "---\n---\n",
    "--- 1 2\n",
    "--- a: b\n",
    "{a: 1}: b",
    "[a]: b",
    "- {a: 1, b: 2}\n- {a: 3}\n",
    "a: >+\n\n\n",
    "a: >\n\n",
    "a: |",
    "a: 'b c\n\n\n  d e\n  f'",
    'a: "b c\n\n\n  d\\\n\n  f"',
]
MANNERS: list[tuple[str, dict[str, object]]] = [
    ("load", {}),
    ("load", {"aliases": True}),
    ("safe_load", {}),
    ("safe_load", {"aliases": True, "symbolize_names": True}),
    ("unsafe_load", {}),
    ("load", {"permitted_classes": ["String"]}),
    ("load", {"symbolize_names": True, "aliases": True}),
]
SHAPES = ("a: {}\n", "{}\n", "- {}", "{}: 1", "[{}, b]", "{{a: {}}}")


def cases() -> list[tuple[str, str, dict[str, object]]]:
    """Return every text with a way to load it."""
    found: list[tuple[str, str, dict[str, object]]] = []
    scalars = [scalar for line in PLAIN.strip("\n").split("\n") for scalar in line.split("|")]
    for scalar in [*scalars, ""]:
        found += [(shape.format(scalar), "load", {}) for shape in SHAPES]
        found.append((f"a: {scalar}", "unsafe_load", {}))
        found.append((f"a: {scalar}", "safe_load", {"symbolize_names": True}))
    for text in WHOLE:
        found += [(text, method, options) for method, options in MANNERS]
    return found


if __name__ == "__main__":
    print(json.dumps(cases()))
