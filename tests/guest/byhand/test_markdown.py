"""What people are told to type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmlint.basics.text import Source
from vmlint.guest.byhand.markdown import typed

CASES = [
    ("```\nflask run\n```\n", [("flask run", "")]),
    ("```sh\ncd /vagrant\nflask run\n```", [("cd /vagrant\nflask run", "")]),
    ("```python\napp.run()\n```\n", []),
    ("~~~ bash\n$ cd x\n$ npm start\nlistening on 3000\n~~~\n", [("cd x\nnpm start", "")]),
    ("    $ python app.py\n     * Running on http://127.0.0.1:5000\n", [("python app.py", "")]),
    ("Then run `npm start` in it.\n", [("npm start", "")]),
    ("The `nginx` server.\n", []),
    ("1. `vagrant up`\n2. `vagrant ssh web`\n3. `rails s`\n", [("rails s", "web")]),
    ("- $ rails s\n", [("rails s", "")]),
    ("```\nvagrant up\nvagrant ssh\ncd /vagrant\nrails s\n```\n", [("cd /vagrant\nrails s", "")]),
    ("```\nvagrant ssh db -c 'redis-server --port 7000'\n```\n", [("redis-server --port 7000", "db")]),
    ("```\nvagrant@box:~$ rails s\n=> Booting\n```\n", [("rails s", "")]),
    ("```\n# start it\nrails s\n```\n", [("# start it\nrails s", "")]),
    (
        "Use\n\n    vagrant ssh web\n    rails s\n\nand\n\n    exit\n    npm start\n",
        [("rails s", "web"), ("npm start", "")],
    ),
    ("```\nunclosed $\nrails s\n", [("unclosed $\nrails s", "")]),
    ("A plain text, nothing else: rails s\n", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_is_typed(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(each.text.text, each.machine) for each in typed(Source("README.md", text))] == expected


def test_a_place_is_that_of_the_command() -> None:
    source = Source("README.md", "```\n$ cd x\n$ npm start\n```\n")
    script = typed(source)[0].text
    at = script.text.index("npm")
    span = script.place(at, at + 3)
    assert span is not None
    assert (span.text, span.line) == ("npm", 3)


@given(st.text(alphabet="`~$#>- \n\tabc'\"vagrantsh1.", max_size=200))
def test_no_text_is_too_much(text: str) -> None:
    for each in typed(Source("README.md", text)):
        assert each.text.text
