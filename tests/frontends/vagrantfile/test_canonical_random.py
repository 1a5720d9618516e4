"""Random Vagrantfiles with odd names and texts: rendered, they are to Vagrant what they were, and render to themselves."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.support import vagrant_facts, vagrant_oracle
from vmlint.basics.text import Source
from vmlint.generate.rendering import render_file
from vmlint.languages.ruby.evaluate.world import World

characters = st.characters(
    codec="utf-8", exclude_categories=("Cs",), exclude_characters="\0\r\x04\x1a"
) | st.sampled_from("#{}$@\"'\\\n\t `")
odd = st.text(characters, min_size=1, max_size=20)
scripts = st.lists(st.text(characters, max_size=15), min_size=2, max_size=4).map("\n".join)
names = st.text("abc-", min_size=1, max_size=4)


def quoted(text: str) -> str:
    """TEXT in single quotes: not as vmlint writes it."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def call(receiver: str, name: str, *arguments: str, **options: str) -> str:
    parts = [*arguments, *(f"{key}: {value}" for key, value in options.items())]
    return f"{receiver}.{name} {', '.join(parts)}"


@st.composite
def statements(draw, receiver: str) -> list[str]:
    text = odd.map(quoted)
    found = draw(st.lists(st.sampled_from(KINDS), max_size=6))
    return [made for kind in found for made in kind(draw, receiver, text)]


def forward(draw, receiver, text):
    ports = st.integers(1, 65535)
    options = {"guest": str(draw(ports)), "host": draw(ports.map(str) | ports.map(lambda port: f'"{port}"'))}
    for name, values in (("host_ip", st.just('"127.0.0.1"')), ("protocol", st.just('"udp"')), ("id", text)):
        if draw(st.booleans()):
            options[name] = draw(values)
    return [call(f"{receiver}.vm", "network", '"forwarded_port"', **options)]


def private(draw, receiver, text):
    address = f'"192.168.56.{draw(st.integers(2, 254))}"'
    return [
        call(f"{receiver}.vm", "network", draw(st.sampled_from([":private_network", '"private_network"'])), ip=address)
    ]


def setting(draw, receiver, text):
    name = draw(st.sampled_from(["box", "hostname", "post_up_message", "box_version"]))
    return [f"{receiver}.vm.{name} = {draw(text)}"]


def provisioner(draw, receiver, text):
    script = quoted(draw(scripts))
    options = {"inline": script} if draw(st.booleans()) else {"path": draw(text), "args": f"[{draw(text)}, 1, nil]"}
    if draw(st.booleans()):
        return [call(f"{receiver}.vm", "provision", draw(text), type='"shell"', **options)]
    return [call(f"{receiver}.vm", "provision", ":shell", **options)]


def provider(draw, receiver, text):
    inside = [
        f"vb.name = {draw(text)}",
        f'vb.customize ["setextradata", :id, {draw(text)}, {draw(text)}]',
        "vb.memory = 512",
    ]
    override = draw(st.booleans())
    lines = [
        f'{receiver}.vm.provider "virtualbox" do |vb{", other" if override else ""}|',
        *draw(st.permutations(inside))[:2],
    ]
    if override:
        lines += [f"other.vm.box = {draw(text)}", 'other.vm.network "private_network", ip: "192.168.56.9"']
    return [*lines, "end"]


def folder(draw, receiver, text):
    return [
        call(
            f"{receiver}.vm", "synced_folder", draw(text), draw(text), disabled="true", mount_options=f"[{draw(text)}]"
        )
    ]


KINDS = (forward, private, setting, provisioner, provider, folder)


@st.composite
def vagrantfiles(draw) -> str:
    lines = ['Vagrant.configure("2") do |config|', *draw(statements("config"))]
    for name in draw(st.lists(names, max_size=3)):
        primary = ", primary: true" if draw(st.integers(0, 3)) == 0 else ""
        lines += [f'config.vm.define "{name}"{primary} do |node|', *draw(statements("node")), "end"]
    return "\n".join([*lines, *draw(statements("config")), "end", ""])


@given(vagrantfiles())
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_changes(text: str) -> None:
    with tempfile.TemporaryDirectory() as top:
        root = Path(top, "a", "b")
        root.mkdir(parents=True)
        path = root / "Vagrantfile"
        path.write_bytes(text.encode())
        before = vagrant_facts.ours(root)
        first = render_file(Source(str(path), text), World(), str(root), str(root))
        assert first.losses == ()
        path.write_bytes(first.text.encode())
        assert vagrant_facts.ours(root) == before
        assert render_file(Source(str(path), first.text), World(), str(root), str(root)).text == first.text


@pytest.mark.oracle
@pytest.mark.slow
def test_nothing_changes_for_vagrant(tmp_path: Path) -> None:
    missing = vagrant_oracle.missing()
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")
    texts: list[str] = []

    @given(vagrantfiles())
    @settings(
        max_examples=25,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def collect(text: str) -> None:
        texts.append(text)

    collect()
    names = []
    for number, text in enumerate(dict.fromkeys(texts)):
        for kind in ("before", "after"):
            folder = tmp_path / kind / f"{number:02}"
            folder.mkdir(parents=True)
            # Where the file lies must not matter: both are evaluated in one place.
            path = str(folder / "Vagrantfile")
            made = text if kind == "before" else render_file(Source(path, text), World(), str(folder), str(folder)).text
            (folder / "Vagrantfile").write_bytes(made.encode())
        names.append(f"{number:02}")
    before, after = (vagrant_oracle.ask(tmp_path / kind, names, whole=True) for kind in ("before", "after"))
    assert all(facts["loads"] for facts in before.values())
    assert after == before
