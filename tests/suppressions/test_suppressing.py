"""Comments take findings away: on their line, below them, in the whole file; and nothing else."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vmlint.basics.text import Source
from vmlint.engine.checking import check
from vmlint.project.discovery import Discovery
from vmlint.project.reading import NO_OPTIONS, Options
from vmlint.suppressions import comments_of

EXPOSED = "forward-exposed-to-lan"
UNUSED = "unused-suppression"


@pytest.fixture
def lint(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)

    def run(files: dict[str, str] | str, paths: tuple[str, ...] = (), **options):
        for name, text in ({"Vagrantfile": files} if isinstance(files, str) else files).items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(dedent(text), encoding="utf-8")
        given = Options(*(options.get(name, getattr(NO_OPTIONS, name)) for name in Options._fields))
        result = check(Discovery().projects(list(paths)), given)
        assert not result.trouble.failures
        assert not result.misconfigured
        return [f"{each.span.path}:{each.span.line} {each.rule}" for each in result.diagnostics], result

    return run


def vagrantfile(*lines: str) -> str:
    inside = "".join(f"  {line}\n" for line in lines)
    return f'Vagrant.configure("2") do |config|\n  config.vm.box = "debian/bookworm64"\n{inside}end\n'


FORWARD = 'config.vm.network "forwarded_port", guest: 80, host: 8080'


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        ([FORWARD], [f"3 {EXPOSED}"]),
        ([f"{FORWARD}  # vmlint: ignore[{EXPOSED}] wanted"], []),
        ([f"# vmlint: ignore[{EXPOSED}]", FORWARD], []),
        ([f"# vmlint: ignore[{EXPOSED}, syntax-error]", FORWARD], [f"3 {UNUSED}"]),
        ([f"# as is # vmlint: ignore[{EXPOSED}]", FORWARD], []),
        ([f"# vmlint: ignore[{EXPOSED}]", "# vmlint: ignore[unused-suppression]", FORWARD], []),
        ([f"# vmlint: ignore[{EXPOSED}]", "", FORWARD], [f"3 {UNUSED}", f"5 {EXPOSED}"]),
        # A comment behind code speaks of its own line alone.
        ([f'config.vm.hostname = "a"  # vmlint: ignore[{EXPOSED}]', FORWARD], [f"3 {UNUSED}", f"4 {EXPOSED}"]),
        ([f'puts "# vmlint: ignore[{EXPOSED}]"; {FORWARD}'], [f"3 {EXPOSED}"]),
        ([FORWARD, FORWARD.replace("80", "81"), f"# vmlint: ignore-file[{EXPOSED}] all of them"], []),
        # Over several lines: any line of the finding, and the first of the statement.
        (['config.vm.network "forwarded_port",', "  guest: 80,", f"  host: 8080  # vmlint: ignore[{EXPOSED}]"], []),
        ([f"# vmlint: ignore[{EXPOSED}]", 'config.vm.network "forwarded_port",', "  guest: 80,", "  host: 8080"], []),
        ([f'config.vm.network "forwarded_port",  # vmlint: ignore[{EXPOSED}]', "  guest: 80,", "  host: 8080"], []),
        (
            [f"config.vm.define :a do |a|  # vmlint: ignore[{EXPOSED}]", FORWARD.replace("config", "a"), "end"],
            [f"3 {UNUSED}", f"4 {EXPOSED}"],
        ),
        ([f"{FORWARD}  # vmlint: ignore"], [f"3 {EXPOSED}", "3 unknown-rule"]),
        ([f"{FORWARD}  # vmlint: ignore[]"], [f"3 {EXPOSED}", "3 unknown-rule"]),
        ([f"{FORWARD}  # vmlint: ignore[{EXPOSED}"], [f"3 {EXPOSED}", "3 unknown-rule"]),
        ([f"{FORWARD}  # vmlint: ignore[all]"], [f"3 {EXPOSED}", "3 unknown-rule"]),
    ],
)
def test_lines(lint, lines, left) -> None:
    assert lint(vagrantfile(*lines))[0] == [f"Vagrantfile:{each}" for each in left]


def test_no_suppressions_shows_all(lint) -> None:
    text = vagrantfile(f"{FORWARD}  # vmlint: ignore[{EXPOSED}]", "# vmlint: ignore[v1-syntax, gone]")
    assert lint(text, suppressions=False)[0] == [f"Vagrantfile:3 {EXPOSED}"]


def test_what_is_suppressed_is_kept_with_its_reason(lint) -> None:
    _, result = lint(vagrantfile(f"{FORWARD}  # vmlint: ignore[{EXPOSED}]  the tester, next door "))
    assert [(each.diagnostic.rule, each.comment.reason) for each in result.suppressed] == [
        (EXPOSED, "the tester, next door")
    ]


def test_silent_about_rules_that_do_not_run(lint) -> None:
    text = vagrantfile("# vmlint: ignore[host-port-collision]")
    assert lint(text)[0] == [f"Vagrantfile:3 {UNUSED}"]
    assert lint(text, ignore=("host-port-collision",))[0] == []
    assert lint(text, select=(UNUSED, EXPOSED))[0] == []
    assert lint({"Vagrantfile": text, "vmlint.yaml": "rules: {host-port-collision: off}\n"})[0] == []


def test_a_settings_file_of_another_project_is_not_judged(lint) -> None:
    files = {
        "vmlint.yaml": "# vmlint: ignore-file[app-binds-loopback]\nrules: {nonsense-rule: off}\n",
        "a/Vagrantfile": vagrantfile(),
        "b/Vagrantfile": vagrantfile(),
    }
    assert lint(files, ("a", "b"))[0] == ["vmlint.yaml:2 unknown-rule"]


READS = (
    'YAML.load_file(File.join(__dir__, "../ips.yml")).each { |ip| config.vm.define("m#{ip.sum}") { |m| '
    'm.vm.network "private_network", ip: ip.sub("x", "") } }'
)
RESERVED = "vmlint: ignore[private-ip-reserved]"


def test_a_data_file_of_two_projects(lint) -> None:
    files = {
        "ips.yml": f"- 192.168.56.0  # {RESERVED}\n",
        "a/Vagrantfile": vagrantfile(READS.replace('"x", ""', '".0", ".9"')),
        "b/Vagrantfile": vagrantfile(READS.replace('"x", ""', '".0", ".8"')),
    }
    found, result = lint(files, ("a", "b"))
    assert found == [f"ips.yml:1 {UNUSED}"]
    assert result.diagnostics[0].severity.value == "info"
    # What one of the two needs is not for nothing.
    assert lint({**files, "a/Vagrantfile": vagrantfile(READS)}, ("a", "b"))[0] == []


def test_a_value_of_a_data_file_at_every_place_where_it_is_written(lint) -> None:
    ips = f"- 192.168.56.0  # {RESERVED}\n- 192.168.57.0  # {RESERVED}\n"
    assert lint({"a/Vagrantfile": vagrantfile(READS), "ips.yml": ips}, ("a",))[0] == []
    half = lint({"ips.yml": ips.replace(f"  # {RESERVED}", "", 1)}, ("a",))[0]
    assert half == ["a/Vagrantfile:3 private-ip-reserved"]


@given(
    st.lists(st.from_regex(r"[a-z][a-z0-9-]{0,12}", fullmatch=True), max_size=4),
    st.text("abc ,.#é", max_size=12),
    st.sampled_from(["ignore", "ignore-file"]),
    st.lists(st.sampled_from([",", ", ", " ,\t"]), min_size=4, max_size=4),
    st.booleans(),
)
@settings(deadline=None)
def test_what_is_written_is_read(names, reason, word, commas, alone) -> None:
    listed = "".join(name + comma for name, comma in zip(names, commas))
    text = f"{'' if alone else 'x = 1 '}# vmlint: {word}[{listed}]{reason}\ny = 2\n"
    (comment,) = comments_of(Source("Vagrantfile", text), "ruby")
    assert [name.text for name in comment.names] == names
    assert [name.span.text for name in comment.names] == names
    assert (comment.directive.text, comment.reason, comment.alone) == (word, reason.strip(), alone)
    assert comment.line == (None if word == "ignore-file" else 2 if alone else 1)
    assert comment.span.text.startswith("# vmlint:")
