"""vmlint.yaml: everything right is read, everything wrong is said at its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vmlint.basics.text import Source
from vmlint.settings import NO_ASSUMPTIONS, NO_HOST_FACTS
from vmlint.settings.reader import read_settings

WHOLE = """\
apps:
  web:
    machine: default
    bind: 127.0.0.1
    port: 5000
    protocol: tcp
    reach_from: [host, lan, machines, "machine:db", "container:api"]
    container: api
    v6only: true
    source: app.py
  six:
    bind: ["::", "0.0.0.0"]
    port: 80
sources: [Vagrantfile, {path: net.sh, machines: {dev-vm: default}}]
host: {os: linux, virtualbox: "7.1", vagrant: "2.4", lan: 192.168.1.10/24, addresses: [192.168.1.11, 10.8.0.2/24], networks_conf: ["192.168.56.0/21", "fe80::/10"],
       unprivileged_ports_from: 1024, wsl: false}
assume: {env: {PORT: "8080", EMPTY: ""}, plugins: [vagrant-hostmanager], provider: virtualbox}
rules: {forward-exposed-to-lan: warning, auto-correct-hides-port: off}
exclude: ["vendor/**"]
"""


def problems(text: str) -> list[tuple[int, int, str, str, str]]:
    """Return line, column, the text that is pointed to, the message and the remedy of each problem."""
    source = Source("vmlint.yaml", text)
    settings, found = read_settings(source)
    assert (settings is None) == bool(found)
    return [(*source.position(p.span.start), p.span.text, p.message, p.remedy) for p in found]


def test_everything_that_there_is() -> None:
    settings, found = read_settings(Source("vmlint.yaml", WHOLE))
    assert found == []
    assert settings is not None
    assert settings.apps is not None
    web, six = settings.apps
    assert (web.name, web.machine.value, web.port.value, web.protocol, web.container.value) == (
        "web",
        "default",
        5000,
        "tcp",
        "api",
    )
    assert web.port.span is not None
    assert web.port.span.text == "5000"
    assert [place.name for place in web.reach_from] == ["host", "lan", "machines", "machine:db", "container:api"]
    assert web.reach_from[3].span is not None
    assert web.reach_from[3].span.text == '"machine:db"', "a string's range includes its quotes"
    assert [bind.address.text for bind in six.binds] == ["::", "0.0.0.0"]
    assert [place.name for place in six.reach_from] == ["host"], "the default"
    assert settings.sources is not None
    assert settings.sources[1].machines["dev-vm"].value == "default"
    assert (settings.host.os, settings.host.virtualbox, settings.host.wsl) == ("linux", "7.1", False)
    assert settings.host.addresses == ("192.168.1.11", "10.8.0.2/24")
    assert settings.assume.environment == {"PORT": "8080", "EMPTY": ""}
    assert {name: rule.level for name, rule in settings.rules.items()} == {
        "forward-exposed-to-lan": "warning",
        "auto-correct-hides-port": "off",
    }
    assert settings.exclude == ("vendor/**",)


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "\ufeff# a byte order mark\n"])
def test_empty(text: str) -> None:
    settings, found = read_settings(Source("vmlint.yaml", text))
    assert found == []
    assert settings is not None
    assert settings.apps is None
    assert (settings.host, settings.assume) == (NO_HOST_FACTS, NO_ASSUMPTIONS)


def test_apps_may_be_present_and_empty() -> None:
    settings, _ = read_settings(Source("vmlint.yaml", "apps: {}\n"))
    assert settings is not None
    assert settings.apps == ()


def test_a_service_of_the_host_and_a_machine_that_is_called_host() -> None:
    text = (
        "apps: {a: {machine: host, bind: 127.0.0.1, port: 1}, b: {machine: 'machine:host', bind: 127.0.0.1, port: 2}}"
    )
    settings, _ = read_settings(Source("vmlint.yaml", text))
    assert settings is not None
    assert [(app.on_host, app.machine.value) for app in settings.apps or ()] == [(True, "host"), (False, "host")]


def test_positions_after_a_byte_order_mark_and_carriage_returns() -> None:
    assert problems("\ufeffapps:\r\n  web: {bind: 127.0.0.1, port: 0}\r\n")[0][:3] == (2, 32, "0")


QUOTE = [
    ("apps: {}\nx: ::\n", (2, 4), "::"),
    ("apps:\n  web:\n    bind: ::\n    port: 1\n", (3, 11), "::"),
    ("apps: {web: {bind: ::, port: 1}}\n", (1, 20), "::"),
    ("bind: *\n", (1, 7), "*"),
    ("bind: *:80\n", (1, 7), "*:80"),
    ("bind: [::1]:5000\n", (1, 7), "[::1]:5000"),
    ("bind: [::]:5000\n", (1, 7), "[::]:5000"),
    ("bind: @all\n", (1, 7), "@all"),
    ("bind: `x`\n", (1, 7), "`x`"),
    ("bind: %x\n", (1, 7), "%x"),
    ("bind: a: b\n", (1, 7), "a: b"),
]


@pytest.mark.parametrize(("text", "position", "value"), QUOTE)
def test_what_must_be_quoted(text: str, position: tuple[int, int], value: str) -> None:
    (found,) = problems(text)
    assert found[:3] == (*position, value)
    assert found[3].startswith("quote it")


SYNTAX = [
    ("apps:\n\tweb: 1\n", (2, 1), "tab"),
    ("apps: 'x\n", (1, 7), "never closed"),
    ("apps: [1, 2\nhost: {}\n", (1, 7), "never closed"),
    ("apps: {}\n---\nhost: {}\n", (2, 1), "second document"),
    ("apps: {}\n  host: {}\n", (2, 3), "indented"),
    ("apps: \x01\n", (1, 7), "does not allow"),
    ("[" * 100_000, (1, 65), "nested too deeply"),
    ("a:\n" + "".join(" " * n + "b:\n" for n in range(1, 480)), (1, 1), "nested too deeply"),
]


@pytest.mark.parametrize(("text", "position", "words"), SYNTAX)
def test_syntax(text: str, position: tuple[int, int], words: str) -> None:
    (found,) = problems(text)
    assert words in found[3]
    assert found[:2] == position


WRONG = [
    ("app: {}", "app", "has no key `app`; did you mean `apps`?"),
    ("5", "5", "must be a mapping"),
    ("apps: []", "[]", "must be a mapping"),
    ("apps: {w: 5}", "5", "must be a mapping"),
    ("apps: {w: {port: 1}}", "w", "has no `bind`"),
    ("apps: {w: {bind: 127.0.0.1}}", "w", "has no `port`"),
    ("apps: {w: {bind: 127.0.0.1, port: 0}}", "0", "out of range"),
    ("apps: {w: {bind: 127.0.0.1, port: 65536}}", "65536", "out of range"),
    ("apps: {w: {bind: 127.0.0.1, port: 99999999999999999999}}", "99999999999999999999", "out of range"),
    ("apps: {w: {bind: 127.0.0.1, port: '80'}}", "'80'", "must be a number"),
    ("apps: {w: {bind: 127.0.0.1, port: 010}}", "010", "plain decimal digits"),
    ("apps: {w: {bind: 127.0.0.1, port: 0x50}}", "0x50", "plain decimal digits"),
    ("apps: {w: {bind: 127.0.0.1, port: 80.0}}", "80.0", "must be a number"),
    ("apps: {w: {bind: 127.0.0.1, port: [80]}}", "[80]", "must be a number"),
    ("apps: {w: {bind: 127.0.0.1, port: }}", "", "must be a number"),
    ("apps: {w: {bind: 300.0.0.1, port: 80}}", "300.0.0.1", "no address"),
    ("apps: {w: {bind: 127.0.0.01, port: 80}}", "127.0.0.01", "no address"),
    ("apps: {w: {bind: example.org, port: 80}}", "example.org", "no address"),
    ("apps: {w: {bind: '0.0.0.0:80', port: 80}}", "'0.0.0.0:80'", "without a port"),
    ("apps: {w: {bind: '[::]:80', port: 80}}", "'[::]:80'", "without a port"),
    ("apps: {w: {bind: [], port: 80}}", "[]", "empty"),
    ("apps: {w: {bind: [127.0.0.1, 5], port: 80}}", "5", "must be text"),
    ("apps: {w: {bind: {a: 1}, port: 80}}", "{a: 1}", "must be text"),
    ("apps: {w: {bind: 127.0.0.1, port: 80, protocol: sctp}}", "sctp", "cannot be `sctp`"),
    ("apps: {w: {bind: 127.0.0.1, port: 80, reach_from: []}}", "[]", "empty"),
    ("apps: {w: {bind: 127.0.0.1, port: 80, reach_from: [hots]}}", "hots", "no place"),
    ("apps: {w: {bind: 127.0.0.1, port: 80, reach_from: ['machine:']}}", "'machine:'", "no place"),
    ("apps: {w: {bind: 127.0.0.1, port: 80, reach_from: [nobody, host]}}", "[nobody, host]", "nobody"),
    ("apps: {w: {bind: 127.0.0.1, port: 80, v6only: yes}}", "yes", "`true` or `false`"),
    ("apps: {w: {bind: 127.0.0.1, port: 80, machine: 5}}", "5", "must be text"),
    ("apps: {w: {bind: 127.0.0.1, port: 80, machine: ''}}", "''", "empty"),
    ("apps: {w: {bind: 127.0.0.1, port: 80}, w: {bind: 127.0.0.1, port: 81}}", "w", "a second time"),
    ("apps: {w: {bind: 127.0.0.1, port: 80, port: 81}}", "port", "a second time"),
    ("sources: Vagrantfile", "Vagrantfile", "must be a list"),
    ("sources: [{machines: {}}]", "{machines: {}}", "has no `path`"),
    ("sources: [5]", "5", "must be text"),
    ("host: {os: osx}", "osx", "cannot be `osx`"),
    ("host: {os: mcos}", "mcos", "did you mean `macos`?"),
    ("host: {virtualbox: 7.1}", "7.1", "must be text"),
    ("host: {virtualbox: newest}", "newest", "no version"),
    ("host: {lan: 192.168.1.10}", "192.168.1.10", "with a prefix"),
    ("host: {addresses: [192.168.1.300]}", "192.168.1.300", "no address"),
    ("host: {addresses: [192.168.1.11/33]}", "192.168.1.11/33", "no address"),
    ("host: {addresses: 192.168.1.11}", "192.168.1.11", "list"),
    ("host: {networks_conf: [10.0.0.0]}", "10.0.0.0", "no network"),
    ("host: {networks_conf: ['10.0.0.0/33']}", "'10.0.0.0/33'", "no network"),
    ("host: {unprivileged_ports_from: -1}", "-1", "plain decimal digits"),
    ("assume: {env: {PORT: 8080}}", "8080", "must be text"),
    ("assume: {env: [PORT]}", "[PORT]", "must be a mapping"),
    ("assume: {plugins: vagrant-x}", "vagrant-x", "must be a list"),
    ("rules: {host-port-collision: fatal}", "fatal", "cannot be `fatal`"),
    ("exclude: vendor", "vendor", "must be a list"),
    ("apps: !mine {}", "!mine {}", "the tag `!mine`"),
    ("<<: {apps: {}}", "<<", "merge keys"),
    ("? [a]\n: 1", "[a]", "a key must be a word"),
    ("host: &h {os: linux}\nassume: *h", "&h {os: linux}", "aliases"),
]


@pytest.mark.parametrize(("text", "value", "words"), WRONG)
def test_each_wrong_key_type_and_value(text: str, value: str, words: str) -> None:
    found = problems(text)
    assert [(at, words in message) for *_, at, message, _ in found if words in message] == [(value, True)], found


def test_all_at_once_in_the_order_of_the_text() -> None:
    found = problems("apps: {a: {bind: x, prot: 1}}\nhost: {os: beos}\nrules: {x: 1}\nmore: 1\n")
    assert [at for *_, at, _, _ in found] == ["x", "prot", "beos", "1", "more"]


def test_an_alias_of_a_scalar_is_read_and_a_bomb_is_not_followed() -> None:
    text = "apps: {a: {bind: &b 127.0.0.1, port: 1}, c: {bind: *b, port: 2}}"
    assert problems(text) == []
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    assert len(problems("\n".join(lines))) < 100
    assert problems("host: &h {os: *h}")


PIECES = st.sampled_from(
    ["apps:", "web:", "bind:", "port:", " ", "  ", "\n", "{", "}", "[", "]", ",", "::", "*", "&a", "*a", "'", '"', "5000",
     "0.0.0.0", "- ", "<<: ", "!!int", "!x", "#", "? ", "|", ">", "%", "@", "\t", "é", "\r\n", "---", "~", "true", "host:", "os:"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=40).map("".join)))
@settings(max_examples=400, deadline=None)
def test_whatever_is_written_is_settings_or_problems_in_the_text(text: str) -> None:
    source = Source("vmlint.yaml", text)
    read, found = read_settings(source)
    assert (read is None) == bool(found)
    for problem in found:
        assert 0 <= problem.span.start <= problem.span.end <= len(text) + 3
        assert problem.message


def test_a_service_says_what_is_left_out() -> None:
    text = "apps: {db: {service: postgresql}, cache: {service: redis, bind: 0.0.0.0}, web: {service: flask, port: 80}}"
    found, problems = read_settings(Source("vmlint.yaml", text))
    assert not problems
    assert found is not None
    said = {app.name: ([bind.address.text for bind in app.binds], app.port.value) for app in found.apps or ()}
    assert said == {"db": (["localhost"], 5432), "cache": (["0.0.0.0"], 6379), "web": (["127.0.0.1"], 80)}
    assert (found.apps or ())[0].port.span.text == "postgresql"


def test_an_unknown_service_is_a_mistake_with_a_suggestion() -> None:
    _, problems = read_settings(Source("vmlint.yaml", "apps: {db: {service: postgresq}}"))
    assert len(problems) == 1
    assert "did you mean `postgresql`" in problems[0].message


def test_a_service_without_a_usual_port_needs_one() -> None:
    _, problems = read_settings(Source("vmlint.yaml", "apps: {web: {service: express}}"))
    assert ["has no `port`" in problem.message for problem in problems] == [True]
