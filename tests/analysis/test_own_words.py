"""A row's reason speaks of that row's app, machine and place, and of no other's."""

from __future__ import annotations

import pytest

CLASH = """
    config.vm.define "a" do |a|
      a.vm.network "forwarded_port", guest: 80, host: 8080{options}
    end
    config.vm.define "b" do |b|
      b.vm.network "forwarded_port", guest: {guest}, host: 8080{options}
      b.vm.network "private_network", ip: "192.168.56.10", virtualbox__intnet: "lab"
    end
"""


def clash(options="", guest=80):
    return CLASH.format(options=options, guest=guest)


def app(machine, port=80, protocol="tcp"):
    return f"apps: {{web: {{machine: {machine}, bind: 0.0.0.0, port: {port}, protocol: {protocol}}}}}\n"


@pytest.mark.parametrize("guest", [80, 81])
def test_a_port_that_another_machine_has_without_an_app(ask, guest):
    row = ask(clash(guest=guest), app("b", guest)).row("web", "host")
    assert (row.verdict.value, row.endpoint) == ("blocked", "127.0.0.1:8080")
    trace = row.trace()
    assert trace.disposition.value == "MACHINE_DOES_NOT_START"
    assert "held by the forward tcp8080 of a" in trace.hops[-1].steps[-1].text
    assert "start an app" not in (trace.fix or "")


def test_the_one_that_has_the_port_is_not_concerned(ask):
    assert ask(clash(), app("a")).row("web", "host").verdict.value == "reachable"


def test_a_udp_port_that_is_dropped(ask):
    row = ask(clash(', protocol: "udp"'), app("b", protocol="udp")).row("web", "host")
    assert row.verdict.value == "blocked"
    assert row.outcome.disposition.value == "PORT_TAKEN"
    assert "the forward udp8080 is dropped" in row.trace().hops[-1].steps[-1].text


def test_an_app_of_a_machine_that_does_not_start_is_reached_by_no_unknown_way(ask):
    # By 10.0.2.2 the other machine would come to the first one's app, if the host's loopback is reachable at all.
    apps = """
        apps:
          one: {machine: a, bind: 0.0.0.0, port: 80}
          two: {machine: b, bind: 0.0.0.0, port: 80, reach_from: [machine:a]}
    """
    row = ask(clash(), apps).row("two", "machine:a")
    assert row.verdict.value == "blocked"
    assert "Vagrant refuses to start it" in row.reason


TWO_REFUSED = """
    config.vm.define "a" do |a|
      a.vm.network "forwarded_port", guest: 80, host: 8080
      a.vm.hostname = "bad_name"
    end
    config.vm.define "b" do |b|
      b.vm.network "forwarded_port", guest: 80, host: 8080
      b.vm.network "private_network", ip: "192.168.56.300"
    end
"""


def test_each_machine_has_its_own_reason(ask):
    apps = """
        apps:
          one: {machine: a, bind: 0.0.0.0, port: 80}
          two: {machine: b, bind: 0.0.0.0, port: 80}
    """
    asked = ask(TWO_REFUSED, apps)
    reasons = {name: asked.row(name, "host").trace().hops[-1].steps[-1].text for name in ("one", "two")}
    assert "hostname" in reasons["one"]
    assert "192.168.56.300" in reasons["two"]


def test_machines_that_are_connected_alike_do_not_share_a_name(ask):
    body = """
        config.vm.define "a" do |a|
          a.vm.network "private_network", ip: "192.168.56.130", netmask: "255.255.255.128"
        end
        %w[b1 c1].each do |name|
          config.vm.define name do |node|
            node.vm.network "private_network", type: "dhcp", ip: "192.168.56.1"
          end
        end
    """
    apps = "apps: {web: {machine: a, bind: 0.0.0.0, port: 80, reach_from: [machines]}}\n"
    asked = ask(body, apps)
    for name, other in (("b1", "c1"), ("c1", "b1")):
        row = asked.row("web", f"machine:{name}")
        assert other not in row.reason
        trace = row.trace()
        assert trace is None or not any(other in step.text for hop in trace.hops for step in hop.steps)
