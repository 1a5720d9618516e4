"""The table: for every app and place the verdict, and the address to open."""

from __future__ import annotations

import pytest

from tests.laboratory.predictions import network_of
from tests.laboratory.random_scenarios import scenario
from vmlint.analysis import reach as reach_module
from vmlint.model.trace import Disposition, Verdict
from vmlint.report.reach import reach_document

MACHINES = """
    config.vm.define "web" do |web|
      web.vm.network "private_network", ip: "192.168.56.10"
      web.vm.network "forwarded_port", guest: 5000, host: 8080, host_ip: "127.0.0.1"
      web.vm.network "forwarded_port", guest: 5001, host: 8081
    end
    config.vm.define "db" do |db|
      db.vm.network "private_network", ip: "192.168.56.11"
    end
    config.vm.define("alone") { }
"""
APPS = """
    apps:
      site: {machine: web, bind: 0.0.0.0, port: 5000, reach_from: [host, lan, machines]}
      api: {machine: web, bind: 192.168.56.10, port: 5001}
      own: {machine: db, bind: 127.0.0.1, port: 5432, reach_from: ["machine:web"]}
      no: {machine: alone, bind: 0.0.0.0, port: 80, reach_from: [nobody]}
      ide: {machine: host, bind: 0.0.0.0, port: 9003, reach_from: ["machine:db"]}
"""


def row(asked, app, place):
    found = asked.row(app, place)
    return found.verdict.value, found.symptom and found.symptom.value, found.endpoint


@pytest.mark.parametrize(
    ("app", "place", "expected"),
    [
        ("site", "host", ("reachable", "served", "127.0.0.1:8080")),
        ("site", "lan", ("blocked", "refused", "HOST:8080")),
        ("site", "machine:db", ("reachable", "served", "192.168.56.10:5000")),
        ("site", "machine:alone", ("reachable", "served", "192.168.56.10:5000")),
        ("site", "machine:web", ("reachable", "served", "127.0.0.1:5000")),
        ("api", "host", ("reachable", "served", "192.168.56.10:5001")),
        ("api", "lan", ("blocked", "reset", "HOST:8081")),
        ("own", "machine:web", ("blocked", "refused", "192.168.56.11:5432")),
        ("own", "machine:db", ("reachable", "served", "127.0.0.1:5432")),
        ("no", "host", ("blocked", None, None)),
        ("ide", "host", ("reachable", "served", "127.0.0.1:9003")),
        ("ide", "lan", ("reachable", "served", "HOST:9003")),
        ("ide", "machine:db", ("reachable", "served", "192.168.56.1:9003")),
    ],
)
def test_rows(ask, app, place, expected):
    assert row(ask(MACHINES, APPS), app, place) == expected


def test_every_app_at_every_place(ask):
    asked = ask(MACHINES, APPS)
    results = asked.reach().results
    assert len({(each.app, each.place) for each in results}) == len(results) == 5 * 5
    wanted = {(each.app, each.place) for each in results if each.wanted}
    places = ("host", "lan", "machine:db", "machine:alone")
    assert wanted == {("site", place) for place in places} | {
        ("api", "host"),
        ("own", "machine:web"),
        ("ide", "machine:db"),
    }
    assert all(each.exposed == (each.verdict is Verdict.REACHABLE and not each.wanted) for each in results)


def test_nothing_leads_there(ask):
    asked = ask(MACHINES, APPS)
    assert "no forward" in asked.row("no", "host").reason
    body = 'config.vm.network "forwarded_port", guest: 8080, host: 5000\n'
    swapped = ask(body, "apps: {web: {bind: 0.0.0.0, port: 5000}}").row("web", "host")
    assert (swapped.endpoint, swapped.trace()) == (None, None)
    assert "5000 to 8080" in swapped.reason


def test_an_address_that_another_app_answers(ask):
    body = """
        config.vm.network "forwarded_port", guest: 5000, host: 8080, guest_ip: "192.168.56.10"
        config.vm.network "private_network", ip: "192.168.56.10"
    """
    apps = "apps: {a: {bind: 192.168.56.10, port: 5000}, b: {bind: 10.0.2.15, port: 5000}}"
    found = ask(body, apps).row("b", "host")
    assert (found.verdict, found.symptom) == (Verdict.BLOCKED, None)
    assert found.trace().disposition is Disposition.PORT_TAKEN
    assert "a answers" in found.reason


def test_a_udp_forward_has_one_client(ask):
    body = 'config.vm.network "forwarded_port", guest: 53, host: 5353, protocol: "udp"\n'
    app = "apps: {dns: {bind: '*', port: 53, protocol: udp, reach_from: [%s]}}"
    assert ask(body, app % "host").row("dns", "host").verdict is Verdict.REACHABLE
    assert ask(body, app % "lan").row("dns", "lan").verdict is Verdict.REACHABLE
    both = ask(body, app % "host, lan")
    assert [both.row("dns", place).verdict for place in ("host", "lan")] == [Verdict.UNKNOWN] * 2
    assert both.row("dns", "host").trace().symptom is None


def test_of_an_app_in_a_container_nothing_is_said_yet(ask):
    found = ask("", "apps: {web: {bind: '*', port: 80, container: web}}").row("web", "host")
    assert (found.verdict, found.endpoint) == (Verdict.UNKNOWN, None)


def test_what_a_forward_leads_to(ask):
    document = reach_document(ask(MACHINES, APPS).reach())
    listed = {(each["host"], each["guest"], each["app"], each["may_move"]) for each in document["forwards"]}
    assert ("127.0.0.1:8080", "10.0.2.15:5000", "site", False) in listed
    assert ("0.0.0.0:8081", "10.0.2.15:5001", "api", False) in listed
    assert ("127.0.0.1:2222", "10.0.2.15:22", None, True) in listed


def table(network, topology):
    found = reach_module.reach(network, topology)
    return [
        (each.app, each.place, each.verdict, each.symptom, each.endpoint, each.reason, _steps(each.trace()))
        for each in found.results
    ]


def _steps(trace):
    return (
        None
        if trace is None
        else [(hop.at, step.kind, step.text, step.span) for hop in trace.hops for step in hop.steps]
    )


def test_neighbours_that_are_alike_are_not_asked_twice(ask, monkeypatch):
    body = MACHINES + "".join(
        f'config.vm.define("m{i}") {{ |m| m.vm.network "private_network", ip: "192.168.56.{20 + i}" }}\n    '
        for i in range(4)
    )
    body += """
    config.vm.define "apart" do |apart|
      apart.vm.network "private_network", ip: "192.168.56.40"
      apart.vm.provider("virtualbox") { |vb| vb.customize ["modifyvm", :id, "--nic1", "none"] }
    end
    """
    asked = ask(
        body,
        APPS.replace(
            "ide:",
            "lone: {machine: web, bind: 10.0.2.15, port: 5001}\n      far: {machine: m1, bind: 127.0.0.1, port: 1}\n      ide:",
        ),
    )
    short = table(asked.network, asked.topology)
    monkeypatch.setattr(reach_module, "alike", lambda world: {})
    assert short == table(asked.network, asked.topology)


@pytest.mark.parametrize("seed", range(40))
def test_alike_in_random_networks(seed, monkeypatch, tmp_path):
    made = scenario(seed)
    network, topology = network_of(made, with_topology=True)
    short = table(network, topology)
    monkeypatch.setattr(reach_module, "alike", lambda world: {})
    assert short == table(network, topology)
