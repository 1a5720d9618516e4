"""Hold every error that vmlint reports on other people's Vagrantfiles against real Vagrant and Ruby.

`python tools/true_errors.py CORPUS --evaluate PROGRAM`: CORPUS holds one folder for each checkout; PROGRAM DIR PATH…
prints what real Vagrant makes of each, a JSON line each. An error is *proved* where Vagrant refuses the file or the
machine, or its own facts (options, ids, the machines that start together) show what VirtualBox then refuses; *refuted*
where Vagrant or Ruby takes what the error says they refuse, or the facts do not show it; else *open*, to be read by
eye. Each error that is not proved is listed with its place. Exit status 1 where one is refuted.
"""

from __future__ import annotations

import argparse
import ipaddress
import json
import os
import re
import subprocess
import sys
from collections import Counter
from itertools import combinations, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from vmlint.engine.checking import check  # noqa: E402
from vmlint.findings.diagnostics import Severity  # noqa: E402
from vmlint.project.discovery import Discovery  # noqa: E402
from vmlint.project.reading import NO_OPTIONS, Options  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vmlint.findings.diagnostics import Diagnostic

PROVED, REFUTED, OPEN = "proved", "refuted", "open"
RANGE = ipaddress.IPv4Network("192.168.56.0/21")
Facts = dict[str, Any]
HOST: dict[str, Any] = {"host_os": "linux", "virtualbox": "7.1"}
"""Where the host is stated, more is an error."""


def findings(path: str, *, stated: bool) -> list[Diagnostic]:
    """Return the errors of a Vagrantfile below the current folder, those in files that it loads among them."""
    values: list[Any] = [(HOST if stated else {}).get(name, getattr(NO_OPTIONS, name)) for name in Options._fields]
    options = Options(*values)
    result = check(Discovery(isolated=True).projects([path]), options)
    return [each for each in result.diagnostics if each.severity is Severity.ERROR]


def ask(evaluate: str, checkout: Path, paths: list[str]) -> dict[str, Facts]:
    """Return what real Vagrant makes of some files."""
    done = subprocess.run([evaluate, str(checkout), *paths], capture_output=True, text=True, check=False, timeout=1800)
    return {facts["path"]: facts for facts in map(json.loads, done.stdout.splitlines())}


def machines_of(finding: Diagnostic, facts: Facts) -> list[Facts]:
    """Return the machines that a finding names."""
    return [each for each in facts.get("machines", ()) if not finding.machines or each["name"] in finding.machines]


def networks(machine: Facts, *kinds: str) -> Iterator[Facts]:
    """Yield the options of a machine's networks of some kinds."""
    for kind, options in machine["networks"]:
        if kind in kinds:
            yield options


def refused_at_load(_: Diagnostic, facts: Facts) -> str:
    """Judge an error that says that Vagrant cannot load the file."""
    return PROVED if not facts["ok"] or facts["tier"] > 1 else REFUTED


def refused_by_ruby(finding: Diagnostic, _: Facts) -> str:
    """Judge a syntax error."""
    checked = subprocess.run(["ruby", "-c", finding.span.path], capture_output=True, check=False)
    return REFUTED if checked.returncode == 0 else PROVED


def refused_by_validation(finding: Diagnostic, facts: Facts) -> str:
    """Judge an error of `vagrant validate`."""
    said = [
        text for each in machines_of(finding, facts) for texts in each["validation_errors"].values() for text in texts
    ]
    return PROVED if said else REFUTED


def has_same_address(finding: Diagnostic, facts: Facts) -> str:
    """Judge two machines with one address: both get it from Vagrant, in a network of one name."""
    seen: Counter[object] = Counter()
    for machine in machines_of(finding, facts):
        own = set()
        for kind in ("private_network", "public_network"):
            for options in networks(machine, kind):
                name = options.get("virtualbox__intnet", options.get("name", options.get("bridge")))
                if options.get("auto_config", True) and options.get("ip"):
                    own.add((kind, str(options["ip"]), str(name)))
        seen.update(own)
    return PROVED if any(count > 1 for count in seen.values()) else REFUTED


def is_reserved(finding: Diagnostic, facts: Facts) -> str:
    """Judge an address that its network needs for something else."""
    for machine in machines_of(finding, facts):
        for options in networks(machine, "private_network"):
            try:
                own = ipaddress.ip_interface(f"{options.get('ip')}/{options.get('netmask') or 24}")
            except ValueError:
                continue
            end = ipaddress.ip_address(str(options.get("adapter_ip") or own.network.network_address + 1))
            if own.ip in (own.network.network_address, own.network.broadcast_address, end):
                return PROVED
    return REFUTED


def is_no_address(finding: Diagnostic, facts: Facts) -> str:
    """Judge an option that is no address, and should be one."""
    names = ("ip", "netmask", "host_ip", "guest_ip", "adapter_ip", "dhcp_ip", "dhcp_lower", "dhcp_upper")
    for machine in machines_of(finding, facts):
        for options in networks(machine, "private_network", "public_network", "forwarded_port"):
            for name in names:
                value = options.get(name)
                if value is not None and not _is_address(str(value)):
                    return PROVED
    return REFUTED


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def claims_one_port(finding: Diagnostic, facts: Facts) -> str:
    """Judge two forwards of one port: of one machine, or of two that start together where none may move."""
    claims = [
        (machine, options)
        for machine in machines_of(finding, facts)
        for options in networks(machine, "forwarded_port")
        if not options.get("disabled")
    ]
    for (one, first), (other, second) in combinations(claims, 2):
        same = (str(first.get("host")), first.get("protocol")) == (str(second.get("host")), second.get("protocol"))
        if not same or not _meet(first.get("host_ip"), second.get("host_ip")):
            continue
        apart = one is not other
        moves = second.get("auto_correct") and second.get("protocol") == "tcp"
        if not apart or (one["autostart"] and other["autostart"] and not moves):
            return PROVED
    return REFUTED


def _meet(one: object, other: object) -> bool:
    return one == other or any(each in (None, "", "0.0.0.0") for each in (one, other))


def is_shared(_: Diagnostic, facts: Facts) -> str:
    """Judge a call on the outer object that gives several machines what one was to have."""
    owners: Counter[str] = Counter()
    for machine in facts.get("machines", ()):
        things = {json.dumps(each, sort_keys=True) for each in machine["networks"] if not each[1].get("__default")}
        things |= {json.dumps(each) for each in machine["virtualbox"]["customizations"]}
        things |= {json.dumps(machine[name]) for name in ("hostname", "box") if machine[name]}
        things |= {
            f"{each.get('type')} {each.get('name')}" for each in machine["provisioners"] if isinstance(each, dict)
        }
        owners.update(things)
    return PROVED if any(count > 1 for count in owners.values()) else OPEN


def lacks_address(finding: Diagnostic, facts: Facts) -> str:
    """Judge a private network without an address: validation takes it, and the provider's IPAddr.new(nil) does not."""
    for machine in machines_of(finding, facts):
        if any(
            "dhcp" not in str(each.get("type")) and not each.get("ip") for each in networks(machine, "private_network")
        ):
            return PROVED
    return REFUTED


def makes_no_rule(finding: Diagnostic, facts: Facts) -> str:
    """Judge a rule that VirtualBox does not take."""
    for machine in machines_of(finding, facts):
        for options in networks(machine, "forwarded_port"):
            texts = [str(options.get(name) or "") for name in ("id", "host_ip", "guest_ip", "protocol")]
            if any("," in text for text in texts) or texts[-1].lower() not in ("tcp", "udp"):
                return PROVED
    return OPEN


def is_replaced(finding: Diagnostic, facts: Facts) -> str:
    """Judge a machine whose first adapter, which carries all forwards, is not on NAT."""
    for machine in machines_of(finding, facts):
        slots = [kind for slot, kind, *_ in machine["virtualbox"]["network_adapters"] if slot == 1]
        words = [str(word) for each in machine["virtualbox"]["customizations"] for word in each[-1]]
        customized = [after for before, after in pairwise(words) if before == "--nic1"]
        explicit = any(
            str(each.get("adapter")) == "1" for each in networks(machine, "private_network", "public_network")
        )
        if explicit or any(str(kind) not in (":nat", "nat") for kind in (*slots, *customized)):
            return PROVED
    return REFUTED


def is_out_of_range(finding: Diagnostic, facts: Facts) -> str:
    """Judge a host-only address that VirtualBox refuses on a Linux host."""
    for machine in machines_of(finding, facts):
        for options in networks(machine, "private_network"):
            if options.get("virtualbox__intnet") or not _is_address(str(options.get("ip"))):
                continue
            if ":" in options["ip"]:
                continue
            own = ipaddress.IPv4Interface(f"{options['ip']}/{options.get('netmask') or 24}").network
            if not own.subnet_of(RANGE):
                return PROVED
    return REFUTED


def is_privileged(finding: Diagnostic, facts: Facts) -> str:
    """Judge a host port that needs root on Linux."""
    ports = [
        int(str(options.get("host")))
        for machine in machines_of(finding, facts)
        for options in networks(machine, "forwarded_port")
        if str(options.get("host")).isdecimal()
    ]
    return PROVED if any(0 < port < 1024 for port in ports) else REFUTED


def is_lost(finding: Diagnostic, facts: Facts) -> str:
    """Judge a forward whose place another took: no machine that the finding names has its host port."""
    port = re.search(r"host port (\d+) will lead nowhere", finding.message)
    if port is None:
        return OPEN
    kept = [
        str(options.get("host"))
        for machine in machines_of(finding, facts)
        for options in networks(machine, "forwarded_port")
    ]
    return REFUTED if port[1] in kept else PROVED


def leads_nowhere(finding: Diagnostic, facts: Facts) -> str:
    """Judge a guest_ip that the guest does not have."""
    for machine in machines_of(finding, facts):
        own = {str(options.get("ip")) for options in networks(machine, "private_network", "public_network")}
        for options in networks(machine, "forwarded_port"):
            target = options.get("guest_ip")
            if target and target not in own and not str(target).startswith("10.0."):
                return PROVED
    return REFUTED


JUDGES: dict[str, Callable[[Diagnostic, Facts], str]] = {
    "syntax-error": refused_by_ruby,
    **dict.fromkeys(
        ("vagrant-load-error", "removed-ruby-method", "yaml-alias-refused", "v1-syntax"),
        refused_at_load,
    ),
    **dict.fromkeys(
        ("vagrant-validation-error", "hostname-invalid", "machine-name-invalid", "string-network-option"),
        refused_by_validation,
    ),
    "duplicate-private-ip": has_same_address,
    "private-ip-reserved": is_reserved,
    "invalid-ip-literal": is_no_address,
    "host-ip-not-an-address": is_no_address,
    "host-port-collision": claims_one_port,
    "forward-shared-by-machines": claims_one_port,
    "ssh-forward-clash": claims_one_port,
    "outer-config-in-define": is_shared,
    "network-without-address": lacks_address,
    "nat-rule-malformed": makes_no_rule,
    "hostonly-ip-out-of-range": is_out_of_range,
    "privileged-host-port": is_privileged,
    "forward-silently-overwritten": is_lost,
    "guest-ip-unreachable": leads_nowhere,
    "nat-adapter-replaced": is_replaced,
}


def judge(finding: Diagnostic, facts: Facts | None) -> str:
    """Return whether real Vagrant proves a finding."""
    judge_of = JUDGES.get(finding.rule)
    if facts is None or judge_of is None:
        return OPEN
    if not facts["ok"] and judge_of not in (refused_at_load, refused_by_ruby):
        return OPEN
    return judge_of(finding, facts)


def vagrantfiles(checkout: Path) -> list[str]:
    """Return the Vagrantfiles of a checkout."""
    found = (path for path in checkout.rglob("*") if "vagrantfile" in path.name.lower() and path.is_file())
    names = sorted(path.relative_to(checkout).as_posix() for path in found)
    return [name for name in names if not name.startswith(".git/") and not name.endswith((".erb", ".j2"))]


def main() -> int:
    """Print what is proved of each rule, and all that is not."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--evaluate", required=True, metavar="PROGRAM")
    parser.add_argument("--stated", action="store_true", help="state a host: Linux, VirtualBox 7.1")
    options = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    files = 0
    corpus, evaluate = options.corpus.resolve(), str(Path(options.evaluate).resolve())
    for checkout in sorted(each for each in corpus.iterdir() if each.is_dir()):
        os.chdir(checkout)
        paths = vagrantfiles(checkout)
        files += len(paths)
        found = {path: errors for path in paths if (errors := findings(path, stated=options.stated))}
        facts = ask(evaluate, checkout, list(found)) if found else {}
        for path, each in ((path, each) for path, errors in found.items() for each in errors):
            verdict = judge(each, facts.get(path))
            counts[each.rule, verdict] += 1
            if verdict != PROVED:
                line, _ = each.span.source.position(each.span.start)
                print(f"{verdict}: {checkout.name}/{each.span.path}:{line}: {each.rule}: {each.message}", flush=True)
    return conclude(counts, files)


def conclude(counts: Counter[tuple[str, str]], files: int) -> int:
    """Print the table, and return the exit status."""
    for rule in sorted({rule for rule, _ in counts}):
        print(f"{rule}: " + ", ".join(f"{counts[rule, verdict]} {verdict}" for verdict in (PROVED, REFUTED, OPEN)))
    totals = Counter(dict.fromkeys((PROVED, REFUTED, OPEN), 0))
    for (_, verdict), count in counts.items():
        totals[verdict] += count
    print(f"{files} files: " + ", ".join(f"{count} errors {verdict}" for verdict, count in totals.items()))
    return 1 if totals[REFUTED] else 0


if __name__ == "__main__":
    raise SystemExit(main())
