"""Every method of the library, called with anything: a value, Ruby's error or unknown, never a failure of vmlint's own."""

from __future__ import annotations

import os
import random
from importlib import import_module

import pytest

from vmlint.basics.text import Source
from vmlint.languages.ruby.evaluate.builtins.catalogue import LIBRARY
from vmlint.languages.ruby.evaluate.files import Files
from vmlint.languages.ruby.evaluate.interpreter import Interpreter
from vmlint.languages.ruby.evaluate.world import World
from vmlint.languages.ruby.parser import parse

PROJECT = os.path.join(os.path.dirname(__file__), "project")
REQUIRES = (
    'require "csv"; require "date"; require "benchmark"; require "getoptlong"; require "net/http"; require "open-uri"\n'
)
VALUES = """nil|1|-1|"x"|""|[]|{}|:a|1..2|Time.now|Object.new|"machines.yml"|/a/|true|[1, "b"]|{"a" => 1}|"10.0.0.1"|ENV["Q"]
1.5|Set.new([1])|IPAddr.new("::1")|Pathname.new("a")|Struct.new(:a).new(1)|->(x) { x }|(rand > 0.5 ? [1] : [2])|10**20
"\\u00e9\\n"|binding|STDIN|String|"%s"|*[1, 2]""".replace("\n", "|").split("|")
BLOCKS = ("", "", " { |x, y| x }", " { 1 }")
RECEIVERS = {
    "IPAddr": 'IPAddr.new("10.0.0.0/24")',
    "Set": "Set.new([1, 2])",
    "Struct": "Struct.new(:a, :b).new(1, 2)",
    "OpenStruct": "OpenStruct.new(a: 1)",
    "Pathname": 'Pathname.new("machines.yml")',
    "Regexp": "/(a)(?:b)/",
    "MatchData": '"xab".match(/(a)b/)',
    "File": 'File.open("machines.yml")',
    "IO": "STDIN",
    "StringIO": 'StringIO.new("a\\nb")',
    "ERB": 'ERB.new("<%= 1 %>")',
    "URI::Generic": 'URI.parse("http://a:1/b?c#d")',
    "Gem::Version": 'Gem::Version.new("1.2")',
    "Gem::Requirement": 'Gem::Requirement.new("~> 1")',
    "Digest::Base": "Digest::MD5.new",
    "Logger": "Logger.new(STDOUT)",
    "CSV::Row": 'CSV.parse("a,b\\n1,2", headers: true).first',
    "CSV::Table": 'CSV.parse("a,b\\n1,2", headers: true)',
    "Dir": 'Dir.new(".")',
    "OptionParser": "OptionParser.new",
    "GetoptLong": "GetoptLong.new",
    "Thread::Mutex": "Mutex.new",
    "ENV": "ENV",
    "Module": "Class.new",
}


def calls(class_name: str) -> list[tuple[str, str]]:
    """Return (receiver, method) for each method that is modelled for CLASS_NAME and its instances."""
    found: list[tuple[str, str]] = []
    for name in LIBRARY[class_name]:
        module = import_module(f"vmlint.languages.ruby.evaluate.builtins.{name}")
        if class_name in RECEIVERS:
            found += [(RECEIVERS[class_name], method) for method in getattr(module, "METHODS", {})]
        if class_name != "ENV":
            shown = "Digest::MD5" if class_name == "Digest::Base" else class_name
            found += [(shown, method) for method in getattr(module, "CLASS_METHODS", {})]
    return found


@pytest.mark.parametrize("class_name", LIBRARY)
def test_no_call_fails_in_vmlint(class_name: str) -> None:
    chance = random.Random(class_name)
    for receiver, method in calls(class_name):
        for count in (0, 1, 1, 2):
            given = [f":{method}" if method.isidentifier() else f':"{method}"', *chance.choices(VALUES, k=count)]
            text = f"{REQUIRES}x = {receiver}\ny = x.public_send({', '.join(given)}){chance.choice(BLOCKS)}\n[x.inspect, y.inspect]"
            result = parse(text)
            assert not result.errors, text
            interpreter = Interpreter(World(), Files(PROJECT, PROJECT), {})
            outcome = interpreter.run(result.program, Source(os.path.join(PROJECT, "Vagrantfile"), text))
            assert outcome.value is not None or outcome.error is not None or outcome.stopped is not None, text
