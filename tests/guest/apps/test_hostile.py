"""Sources that are made to cost time, or to fall over: each is done within a second, and nothing is raised."""

from __future__ import annotations

import time

import pytest

from tests.guest.services.bench import serve

FLASK = "from flask import Flask\napp = Flask(__name__)\n"
PYTHON = {
    "calls": "\n".join(f"def f{n}():\n" + f"    f{n + 1}()\n" * 10 for n in range(12))
    + "\ndef f12():\n    pass\nf0()\n",
    "either": FLASK
    + "\n".join(f"a{n} = {' or '.join([f'a{n + 1}'] * 50)}" for n in range(16))
    + "\na16 = 0\napp.run(port=a0)\n",
    "sums": FLASK + "\n".join(f"a{n} = a{n + 1} + a{n + 1}" for n in range(15)) + "\na15 = 1\napp.run(port=a0)\n",
    "itself": FLASK + "a = b\nb = a\napp.run(port=a)\n",
    "deep": "(" * 100_000,
    "long": FLASK + "x = [" + "1, " * 60_000 + "]\napp.run()\n",
    "branches": FLASK + "\n".join(f"if x{n}:\n    y()\nelse:\n    z()" for n in range(2000)) + "\napp.run()\n",
    "modules": "from x import app\napp.run()\n",
    "nothing": "",
    "zero": "\0",
    "number": FLASK + f"app.run(port={'9' * 5000})\n",
}
NODE = {
    "braces": "process.env" + "{" * 300_000,
    "comments": "/* " * 100_000,
    "listens": "x.listen(" * 30_000,
    "backticks": "`" * 99_999,
    "quotes": "'\\" * 60_000,
    "or": "app.listen(" + "a || " * 20_000 + "1)",
    "itself": "const a = b;\nconst b = a;\napp.listen(a)",
    "wrapped": "app.listen(" + "parseInt(" * 5000 + ")" * 5000 + ")",
    "loads": "require('./x'); require('./x.js'); require('.')",
}
RUBY = {
    "begin": "=begin\n" * 50_000,
    "sets": "require 'sinatra'\n" + "set :port, \n" * 20_000,
    "hash": "require 'sinatra'\n" + "#{" * 100_000,
}


@pytest.mark.parametrize(
    ("line", "path", "text"),
    [
        *(pytest.param("python x.py", "/app/x.py", text, id=f"python-{name}") for name, text in PYTHON.items()),
        *(pytest.param("node x.js", "/app/x.js", text, id=f"node-{name}") for name, text in NODE.items()),
        *(pytest.param("ruby x.rb", "/app/x.rb", text, id=f"ruby-{name}") for name, text in RUBY.items()),
    ],
)
def test_a_source_costs_no_more_than_a_second(line: str, path: str, text: str) -> None:
    took = []
    for _ in range(3):
        start = time.process_time()
        serve(line, {path: text})
        took.append(time.process_time() - start)
        if took[-1] < 1:
            break
    assert min(took) < 1
