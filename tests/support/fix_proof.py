"""Checks against real Vagrant and Ruby that fixes change what they say, and nothing else."""

from __future__ import annotations

import ipaddress
import json
import subprocess
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pathlib

Facts = dict[str, Any]

# What the safe fixes of a rule may change in a network: the options that differ, or whether networks come and go.
OPTIONS = {
    "hostonly-ip-out-of-range": {"ip"},
    "duplicate-private-ip": {"ip"},
    "private-ip-reserved": {"ip"},
    "invalid-ip-literal": {"ip", "netmask", "adapter_ip", "host_ip", "guest_ip", "id"},
    "forward-exposed-to-lan": {"host_ip", "id"},
    "host-ip-not-an-address": {"host_ip", "id"},
    "host-port-collision": {"host", "id"},
    "ssh-forward-clash": {"host", "id"},
    "guest-ip-unreachable": {"guest_ip"},
    "protocol-mismatch": {"protocol", "id"},
    "hostname-on-loopback": {"hostname"},
    "app-not-reachable": {"guest", "host", "id"},
}
# Those whose fixes make a file load, or an option count, that did not.
REVIVES = frozenset(
    ("v1-syntax", "removed-ruby-method", "yaml-alias-refused", "string-network-option", "unknown-network-option")
)
ADDS_NETWORKS = frozenset(("app-not-reachable",))
CUSTOMIZES = frozenset(("nat-subnet-overlap", "guest-to-host-unreachable"))
ADDRESS_RULES = frozenset(rule for rule, options in OPTIONS.items() if "ip" in options)
VIRTUALBOX_RANGE = ipaddress.ip_network("192.168.56.0/21")


def violations(rules: set[str], before: list[Facts], after: list[Facts]) -> list[str]:
    """Return what differs between the machines before and after fixes of RULES without being meant."""
    if rules & REVIVES:
        return []
    if [machine["name"] for machine in before] != [machine["name"] for machine in after]:
        return ["the machines are others"]
    found = []
    moved: dict[str, str] = {}
    for old, new in zip(before, after, strict=True):
        if rules & ADDRESS_RULES:
            moved |= _moved(old, new)
    moved |= _fronts(moved)
    for old, new in zip(before, after, strict=True):
        found += [f"{old['name']}: {each}" for each in _machine(rules, old, new, moved)]
    return found + _addresses(rules, before, after)


def _machine(rules: set[str], old: Facts, new: Facts, moved: dict[str, str]) -> list[str]:
    found = []
    for key in sorted(old.keys() | new.keys()):
        if key == "networks" or (key in ("customizations", "virtualbox") and rules & CUSTOMIZES):
            continue
        if _text(old.get(key), moved) != _text(new.get(key), {}):
            found.append(f"{key} differs")
    if len(old["networks"]) != len(new["networks"]):
        own = [each for _, each in old["networks"] if each.get("__default") or each.get("id") == "ssh"]
        replaced = "ssh-forward-clash" in rules and len(old["networks"]) - len(new["networks"]) == len(own)
        if not (rules & ADDS_NETWORKS or replaced):
            found.append("networks came or went")
        return found
    for (kind, options), (kind_now, options_now) in zip(old["networks"], new["networks"], strict=True):
        if kind != kind_now:
            found.append(f"{kind} became {kind_now}")
        changed = {
            name
            for name in options.keys() | options_now.keys()
            if _text(options.get(name), moved if name != "ip" else {}) != _text(options_now.get(name), {})
        }
        allowed = set().union(*(OPTIONS.get(rule, set()) for rule in rules))
        if changed - allowed:
            found.append(f"{kind}: {sorted(changed - allowed)} differ")
    return found


def _moved(old: Facts, new: Facts) -> dict[str, str]:
    pairs = zip(old["networks"], new["networks"]) if len(old["networks"]) == len(new["networks"]) else ()
    return {str(a[1]["ip"]): str(b[1]["ip"]) for a, b in pairs if a[1].get("ip") != b[1].get("ip")}


def _fronts(moved: dict[str, str]) -> dict[str, str]:
    """Return what the addresses of networks that moved as a whole begin with, before and after."""
    kept = {old: new for old, new in moved.items() if old.rpartition(".")[2] == new.rpartition(".")[2]}
    return {old.rpartition(".")[0] + ".": new.rpartition(".")[0] + "." for old, new in kept.items()}


def _text(value: Any, moved: dict[str, str]) -> str:
    text = json.dumps(value, sort_keys=True)
    for before, after in moved.items():
        text = text.replace(before, after)
    return text


def _addresses(rules: set[str], before: list[Facts], after: list[Facts]) -> list[str]:
    """Return where a moved address is one that VirtualBox or another machine would refuse."""
    found = []
    all_now = [
        network[1]["ip"]
        for machine in after
        if machine.get("autostart", True) is not False
        for network in machine["networks"]
        if network[0] == "private_network" and "ip" in network[1] and not _is_internal(network[1])
    ]
    for old, new in zip(before, after):
        for address, now in _moved(old, new).items():
            # An address that only another mistake was mended of may still be out of range.
            if ipaddress.ip_address(now) not in VIRTUALBOX_RANGE and rules == {"hostonly-ip-out-of-range"}:
                found.append(f"{address} became {now}, which is out of range")
            if all_now.count(now) > _count(before, address):
                found.append(f"{address} became {now}, which another machine has")
    return found


def _count(machines: list[Facts], address: str) -> int:
    return sum(network[1].get("ip") == address for machine in machines for network in machine["networks"])


def _is_internal(options: Facts) -> bool:
    return any(name.endswith("intnet") for name in options)


COMMENTS = r"""
require "ripper"; require "json"
STDIN.each_line(chomp: true) do |path|
  tokens = Ripper.lex(File.binread(path).force_encoding("UTF-8"))
  puts JSON.generate(tokens.select { |_, kind, _| %i[on_comment on_embdoc].include?(kind) }.map { |_, _, text| text.scrub.strip })
end
"""


def comments(paths: list[pathlib.Path]) -> list[list[str]]:
    """Return the comments of Ruby files, as Ruby's own lexer finds them."""
    if not paths:
        return []
    done = subprocess.run(
        ["ruby", "-W0", "-e", COMMENTS],
        input="\n".join(map(str, paths)),
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def is_ruby(path: pathlib.Path) -> bool:
    """Return whether ``ruby -c`` takes the file."""
    return (
        subprocess.run(["ruby", "-W0", "-c", str(path)], capture_output=True, check=False, timeout=60).returncode == 0
    )
