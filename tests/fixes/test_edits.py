"""Edits never overlap, what they make parses again, and every byte that no edit is about stays."""

from __future__ import annotations

import os
import tempfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vmlint.basics.text import Source, Span
from vmlint.engine.checking import read_project
from vmlint.findings.diagnostics import Edit
from vmlint.fixes.settle import Wanted, settle, with_edits
from vmlint.fixes.texts import OverlapError, applied, combined, touch
from vmlint.fixes.trials import bench_for
from vmlint.languages.ruby.parser import parse
from vmlint.project.discovery import Discovery
from vmlint.project.reading import NO_OPTIONS, Trouble

TEXT = "0123456789"
SPANS = st.tuples(st.integers(0, 10), st.integers(0, 10)).map(sorted)


@given(st.lists(st.tuples(SPANS, st.text("ab", max_size=3)), max_size=5))
def test_applied_is_what_each_edit_says(given) -> None:
    source = Source("file", TEXT)
    edits = list(dict.fromkeys(Edit(Span(source, *span), content) for span, content in given))
    if any(touch(one, other) for i, one in enumerate(edits) for other in edits[i + 1 :]):
        with pytest.raises(OverlapError):
            applied(edits)
        return
    after = applied(edits)
    expected, at = "", 0
    for edit in sorted(edits, key=lambda edit: edit.span.start):
        expected += TEXT[at : edit.span.start] + edit.content
        at = edit.span.end
    assert list(after.values()) == ([expected + TEXT[at:]] if edits else [])


def test_what_is_put_in_at_one_place_is_one_edit() -> None:
    source = Source("file", TEXT)
    here = Span(source, 3, 3)
    assert combined([Edit(here, "a"), Edit(here, "b")]) == (Edit(here, "ab"),)


PORTS = st.sampled_from((22, 80, 443, 2222, 5000, 8080, 8081))
ADDRESSES = st.sampled_from(
    ("192.168.33.10", "192.168.56.1", "192.168.56.10", "192.168.56.11", "10.0.2.20", "192.168.56.09", "192.168.33.255")
)
HOST_IPS = st.sampled_from((None, None, "127.0.0.1", "localhost", "*", "0.0.0.0"))
FORWARDS = st.tuples(st.just("forwarded_port"), PORTS, PORTS, HOST_IPS, st.sampled_from((None, "udp", "tcp")))
NETWORKS = st.tuples(st.just("private_network"), ADDRESSES)
MACHINES = st.lists(st.lists(st.one_of(FORWARDS, NETWORKS), max_size=4), min_size=1, max_size=3)
STYLES = st.fixed_dictionaries(
    {
        "quote": st.sampled_from("\"'"),
        "rockets": st.booleans(),
        "parentheses": st.booleans(),
        "stacked": st.booleans(),
        "comment": st.booleans(),
        "end": st.sampled_from(("\n", "\r\n")),
        "last": st.booleans(),
        "loop": st.booleans(),
    }
)


def call(block: str, network: tuple, style: dict) -> str:
    quote = style["quote"]
    if network[0] == "forwarded_port":
        names = ("guest", "host", "host_ip", "protocol")
        pairs = [(name, value) for name, value in zip(names, network[1:]) if value is not None]
    else:
        pairs = [("ip", network[1])]
    shown = [
        f":{name} => {value}" if style["rockets"] else f"{name}: {value}"
        for name, value in (
            (name, value if isinstance(value, int) else f"{quote}{value}{quote}") for name, value in pairs
        )
    ]
    inside = (",\n      " if style["stacked"] else ", ").join([f"{quote}{network[0]}{quote}", *shown])
    comment = " # said by somebody" if style["comment"] else ""
    return (
        f"    {block}.vm.network({inside}){comment}"
        if style["parentheses"]
        else f"    {block}.vm.network {inside}{comment}"
    )


def vagrantfile(machines: list, style: dict) -> str:
    lines = ['Vagrant.configure("2") do |config|', '  config.vm.box = "debian/bookworm64"']
    if style["loop"]:
        lines += ["  (1..2).each do |i|", '  config.vm.define "node#{i}" do |node|']
        lines += [call("node", network, style) for network in machines[0]]
        lines += ["  end", "  end"]
    for index, networks in enumerate(machines):
        lines += [
            f'  config.vm.define "m{index}" do |m|',
            *(call("m", network, style) for network in networks),
            "  end",
        ]
    text = "\n".join([*lines, "end"]) + ("\n" if style["last"] else "")
    return text.replace("\n", style["end"])


def plain(*, loop: bool) -> dict:
    return {
        "quote": '"', "rockets": False, "parentheses": False, "stacked": False,
        "comment": False, "end": "\n", "last": True, "loop": loop,
    }  # fmt: skip


TWICE = [("private_network", "192.168.33.10")] * 2


# A loop's second network finds its numbers taken in the network that the first one was moved to.
@example([TWICE], plain(loop=True))
@example([[("private_network", "10.0.2.20")] * 2, []], plain(loop=True))
@settings(max_examples=60)
@given(MACHINES, STYLES)
def test_fixes_of_generated_files(machines, style) -> None:
    text = vagrantfile(machines, style)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(os.path.realpath(folder), "Vagrantfile")
        with open(path, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
        (project,) = Discovery().projects([folder])
        analysed = read_project(project, NO_OPTIONS, Trouble())
        bench = bench_for(analysed, NO_OPTIONS)
        for finding in with_edits(bench):
            if finding.fix is None:
                continue
            (after,) = applied(finding.fix.edits).values()
            assert not parse(after).problems
            assert after.count("# said by somebody") == text.count("# said by somebody")
            assert after.endswith(style["end"]) is text.endswith(style["end"])
            assert (after.count("\r\n") == after.count("\n")) is (style["end"] == "\r\n")
        settled = settle(bench, Wanted(True, ()))
        assert all(not parse(each).problems for each in settled.bench.texts.values())
        assert not settle(settled.bench, Wanted(True, ())).done
