"""Engine and rules agree on what starts: in both directions, over examples, fixtures and generated projects."""

from __future__ import annotations

import os
import tempfile
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vmlint.engine import checking as engine
from vmlint.model.host import STRICT, at_least
from vmlint.project.discovery import Discovery
from vmlint.project.reading import NO_OPTIONS, Options, Trouble
from vmlint.rules import _catalogue

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

REFUSED = {
    "hostname-invalid", "hostonly-ip-out-of-range", "invalid-ip-literal", "machine-name-invalid",
    "network-without-address", "os-reserved-host-port", "string-network-option", "vagrant-validation-error",
    "vbox7-macos-hostonly",
}  # fmt: skip
"""An error of these about a machine says that it does not start."""
REFUSED_STRICTLY = {"host-ip-not-known", "privileged-host-port"}
"""An error of these says so where VirtualBox is stated as 7.1 or later; before, one forward is dead."""
CLAIMS = {"host-port-collision", "forward-shared-by-machines", "ssh-forward-clash", "nat-rule-overlap"}
"""An error of these says that one of several does not start, or that a forward is dead."""
IN_PART = {
    "nat-rule-malformed", "nat-rule-name-duplicate", "nat-rule-on-non-nat-adapter", "private-network-overlaps-host",
    "v1-syntax",
}  # fmt: skip
"""Some errors of these say so."""
WORDS = ("`vagrant up` refuses", "`vagrant up` stops", "`vagrant up` will refuse", "`vagrant up` fails")
ON_CONDITION = {"hostonly-ip-out-of-range", "vbox7-macos-hostonly"}
"""Where these only warn, the machine starts, and on an assumption."""


def disagreements(analysed, found):
    """Yield where what is reported and what starts do not go together."""
    world = analysed.network()
    # A forward of which a port is not known is not in the world: verdicts are unknown then.
    strict = at_least(world.virtualbox, STRICT) and not world.incomplete
    ours = [each for each in found if _is_of_a_machine(each, world)]
    for each in ours:
        named = [world.machines[name] for name in each.machines if name in world.machines]
        error = each.severity.value == "error"
        sure = each.rule in REFUSED or (each.rule in REFUSED_STRICTLY and strict)
        sure = sure or (each.rule in IN_PART and any(words in each.message for words in WORDS))
        if error and sure and not all(node.refusal for node in named):
            yield f"{each.rule} is an error, and it starts: {each.message}"
        if error and each.rule in CLAIMS and strict and not any(node.refusal or node.unsure for node in named):
            yield f"{each.rule} is an error, and all of them start: {each.message}"
        if not error and each.rule in ON_CONDITION and not all(node.refusal or node.assumptions for node in named):
            yield f"{each.rule} only warns, and no assumption is listed: {each.message}"
    # What one block gives to all machines by mistake silences the clash that comes of it.
    every = REFUSED | REFUSED_STRICTLY | CLAIMS | IN_PART | {"outer-config-in-define"}
    for name, node in world.machines.items():
        told = [each.rule for each in ours if name in each.machines and each.severity.value == "error"]
        if node.refusal and every.isdisjoint(told):
            yield f"{name} does not start ({node.refusal}), and no error says so: {told}"


def _is_of_a_machine(finding, world):
    """Return whether a finding is about machines, by a provider whose rules hold."""
    if finding.rule == "invalid-ip-literal" and "guest_ip" in finding.span.source.text:
        return False  # VirtualBox takes what it cannot read for nothing
    return world.provider == "virtualbox" or finding.rule in ("vagrant-validation-error", "hostname-invalid")


def problems_in(folder, options=NO_OPTIONS):
    """Return the disagreements about the projects in FOLDER."""
    found = []
    for project in Discovery().projects([folder]):
        if project.loaded.settings is None:
            continue
        analysed = engine.read_project(project, options, Trouble())
        if analysed is not None:
            found += disagreements(analysed, engine.findings(analysed, options))
    return found


def examples():
    for rule in _catalogue.rule_classes():
        for kind in ("bad", "good"):
            for index, example in enumerate(getattr(rule, kind)):
                yield pytest.param(example, id=f"{rule.name}-{kind}-{index}")


@pytest.mark.parametrize("example", list(examples()))
def test_over_the_examples_of_the_rules(example, tmp_path, monkeypatch):
    for name, text in example.files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"))
    monkeypatch.chdir(tmp_path)
    options = Options(*(example.options.get(name, getattr(NO_OPTIONS, name)) for name in Options._fields))
    assert problems_in(str(tmp_path), options) == []


def fixtures():
    for base in ("projects", "vagrant", "ok", "err", "render"):
        for folder, _, files in sorted(os.walk(os.path.join(ROOT, "fixtures", base))):
            if any(name.lower() == "vagrantfile" for name in files):
                yield os.path.relpath(folder, ROOT)


@pytest.mark.parametrize("folder", list(fixtures()))
def test_over_the_fixtures(folder):
    assert problems_in(os.path.join(ROOT, folder)) == []


ADDRESSES = st.sampled_from(
    [
        "192.168.56.10", "192.168.56.11", "192.168.56.1", "192.168.56.255", "192.168.33.10", "10.9.0.10",
        "192.168.1.50", "192.168.56.300", "192.168.56.01", "fd00::10", "0.0.0.0", "", "10.0.0.5/24",
    ]
)  # fmt: skip
EXTRAS = st.sampled_from(
    [
        "", "", "", ', netmask: "255.255.0.0"', ', netmask: "255.0.255.0"', ', virtualbox__intnet: "lab"',
        ', type: "dhcp"', ", auto_config: false", ', adapter_ip: "192.168.56.2"', ', adapter_ip: "1.2.3.400"',
        ', netmask: "/24"',
    ]
)  # fmt: skip
PRIVATE = st.one_of(
    st.builds('config.vm.network "private_network", ip: "{}"{}'.format, ADDRESSES, EXTRAS),
    st.builds('config.vm.network "private_network"{}'.format, EXTRAS),
)
PUBLIC = st.builds('config.vm.network "public_network", ip: "{}"{}'.format, ADDRESSES, EXTRAS)
OPTIONS = st.sampled_from(
    [
        "", "", ', host_ip: "127.0.0.1"', ', host_ip: "127.0.0.2"', ', host_ip: "192.168.7.7"',
        ', host_ip: "192.168.1.10"', ', host_ip: "192.168.56.1"', ', protocol: "udp"', ", auto_correct: true",
        ', id: "web"', ', id: "ssh"', ", adapter: 2", ", adapter: 3", ", disabled: true",
    ]
)  # fmt: skip
PORTS = st.sampled_from([0, 80, 443, 445, 1023, 1024, 2222, 5000, 8080, 8080, 8081, 50080, 70000])
FORWARD = st.builds(
    'config.vm.network "forwarded_port", guest: {}, host: {}{}'.format, st.sampled_from([22, 80, 81, 0]), PORTS, OPTIONS
)
OTHER = st.sampled_from(
    [
        'config.vm.hostname = "bad_name"',
        'config.vm.hostname = "good"',
        'config.vm.provider("virtualbox") { |vb| vb.customize ["modifyvm", :id, "--nic2", "hostonly"] }',
        'config.vm.provider("virtualbox") { |vb| vb.customize ["modifyvm", :id, "--nic2", "none"] }',
        'config.vm.provider("virtualbox") { |vb| vb.customize ["modifyvm", :id, "--natpf1", "x,tcp,,9090,,80"] }',
        'config.vm.provider("virtualbox") { |vb| vb.customize ["modifyvm", :id, "--natpf1", "x,tcp,8080,80"] }',
        'config.vm.provider("virtualbox") { |vb| vb.customize ["modifyvm", :id, "--natpf1", "x,tcp,,8080,,80"] }',
        'config.vm.network "private_networks", ip: "192.168.56.9"',
    ]
)
LINE = st.one_of(PRIVATE, FORWARD, FORWARD, PUBLIC, OTHER)
GUARD = st.sampled_from(["", "", "", "", " if Time.now.sunday?", ' if ENV["X"].nil?'])
LINES = st.lists(st.builds("{}{}".format, LINE, GUARD), max_size=3)
MACHINES = st.lists(st.tuples(st.sampled_from(["", "", "", ", autostart: false"]), LINES), min_size=1, max_size=3)
HOSTS = st.fixed_dictionaries(
    {},
    optional={
        "os": st.sampled_from(["linux", "macos", "windows"]),
        "virtualbox": st.sampled_from(['"6.1"', '"7.0"', '"7.1.4"']),
        "lan": st.just("192.168.1.10/24"),
        "addresses": st.sampled_from(["[]", "[192.168.7.7]"]),
        "networks_conf": st.just('["0.0.0.0/0", "::/0"]'),
        "unprivileged_ports_from": st.sampled_from(["80", "1100"]),
    },
)
APPS = st.sampled_from(["", "apps: {own: {machine: host, bind: 127.0.0.1, port: 8080, reach_from: [nobody]}}\n"])


def project_of(machines, host, apps):
    """Return the texts of a Vagrantfile and a vmlint.yaml."""
    lines = ['Vagrant.configure("2") do |config|', '  config.vm.box = "debian/bookworm64"']
    for index, (options, body) in enumerate(machines):
        lines.append(f'  config.vm.define "m{index}"{options} do |config|')
        lines += [f"    {line.replace('9090', str(9090 + index))}" for line in body]
        lines.append("  end")
    stated = ", ".join(f"{key}: {value}" for key, value in host.items())
    return "\n".join([*lines, "end", ""]), f"host: {{{stated}}}\n{apps}"


@settings(max_examples=200, deadline=None)
@given(MACHINES, HOSTS, APPS)
def test_over_generated_projects(machines, host, apps):
    vagrantfile, stated = project_of(machines, host, apps)
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("Vagrantfile", vagrantfile), ("vmlint.yaml", stated)):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        found = problems_in(folder)
    assert found == [], vagrantfile + stated
