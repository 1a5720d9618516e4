"""What single servers of the machine's own do with their words: stores, proxies, clusters; see ``special``."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.woven import GAP
from vmlint.data.catalogue import ALL, ALL4, LOOP
from vmlint.guest.services import lines
from vmlint.guest.services.drafts import Draft, joined, said_of
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.guest.services.drafts import Sheet


def _redis(serving: Sheet) -> None:
    """Take ``--bind a b --port n``: each option up to the next."""
    words = [lines.spanned(word) for word in serving.words]
    option = ""
    values: dict[str, list[Spanned]] = {}
    for word in words:
        if isinstance(word.value, str) and word.value.startswith("--"):
            option = word.value
            values[option] = []
        elif option:
            values[option].append(word)
    hosts = values.get("--bind")
    if hosts:
        text = " ".join(str(each.value) if isinstance(each.value, str) else GAP for each in hosts)
        whole = Spanned(
            Unknown("the address is not known") if GAP in text else text, hosts[0].span, hosts[0].assumptions
        )
        serving.set("hosts", whole, f"--bind {text}".replace(GAP, "…"))


def _mongod(serving: Sheet) -> None:
    for role, port in (("mongo shard", 27018), ("mongo config", 27019)):
        if serving.line.last(role) is None or serving.line.last("port") is not None or not serving.drafts:
            continue
        if serving.drafts[0].port_said is None and not serving.drafts[0].more:
            serving.drafts[0].port = port


def _memcached(serving: Sheet) -> None:
    said = serving.line.all("memcached")
    port = serving.line.last("port")
    binds: list[str] = []
    for each in said:
        if each.value is None:
            continue
        if not isinstance(each.value.value, str) or GAP in each.value.value:
            serving.set("host", Spanned(Unknown("the address is not known"), each.at.span, ()), each.flag)
            return
        for text in each.value.value.split(","):
            one = lines.binds(Spanned(text.partition(":")[0] if text.count(":") == 1 else text, None, ()), ALL)
            if isinstance(one, Unknown):
                serving.set("host", Spanned(one, each.at.span, ()), each.flag)
                return
            binds += one
    if binds:
        first = said[0]
        for draft in serving.drafts:
            serving.set("host", first.value, first.flag, first.at, draft.label)
            draft.binds = tuple(dict.fromkeys(binds))
    other = serving.line.last("udp port")
    for draft in serving.drafts:
        chosen = other if other is not None and draft.protocol == "udp" else port
        if chosen is not None:
            draft.port = lines.number(chosen.value)
            draft.dropped = draft.dropped or (chosen.value is not None and chosen.value.value in ("0", 0))


def _consul(serving: Sheet) -> None:
    line = serving.line
    if line.last("consul dev") is not None and line.last("consul bind") is None:
        for draft in serving.drafts:
            if draft.label in ("server", "lan", "wan") and not draft.more:
                draft.binds = LOOP
    server = line.last("consul dev") is not None or any(said.flag == "-server" for said in line.said)
    if serving.by_hand and not server and not line.all("config") and not line.unclear:
        serving.drafts = [draft for draft in serving.drafts if draft.label not in ("server", "wan")]
    for role, labels in (("consul client", ("http", "dns")), ("consul bind", ("server", "lan", "wan"))):
        said = line.last(role)
        if said is None:
            continue
        for draft in [each for each in serving.drafts if each.label in labels or not each.label]:
            draft.binds = lines.several(said.value, ALL4)
            draft.bind_said = said_of(said)
    for role in ("dns port", "server port", "lan port", "wan port", "port"):
        said = line.last(role)
        for draft in serving.drafts if said is not None else ():
            if draft.label == (role.split()[0] if " " in role else "http") and said is not None:
                draft.port = lines.number(said.value)


def _vault(serving: Sheet) -> None:
    line = serving.line
    said = line.last("vault listen")
    variable = serving.environment.get("VAULT_DEV_LISTEN_ADDRESS")
    if said is not None and said.value is not None:
        serving.set("host:port", said.value, f"{said.flag} {said.value.value}", said.at)
    elif variable is not None and variable.value:
        serving.set("host:port", variable, "VAULT_DEV_LISTEN_ADDRESS")
    if line.last("vault dev") is not None:
        serving.drafts = [draft for draft in serving.drafts if draft.label != "cluster"]
    if serving.by_hand and line.last("vault dev") is None and not line.all("config"):
        serving.drafts = []


def _nomad(serving: Sheet) -> None:
    if serving.line.last("nomad dev") is not None and serving.line.last("host") is None:
        for draft in serving.drafts:
            draft.binds = LOOP


def _etcd(serving: Sheet) -> None:
    for label in ("client", "peer"):
        said = serving.line.last(f"etcd {label}")
        name = f"ETCD_LISTEN_{label.upper()}_URLS"
        value = said.value if said is not None else serving.environment.get(name)
        if value is None or value.value in (None, ""):
            continue
        serving.drafts = [draft for draft in serving.drafts if draft.label != label]
        others = serving.drafts
        made: list[Draft] = []
        for text in str(value.value).split(",") if isinstance(value.value, str) else [value.value]:
            serving.drafts = [Draft(label, LOOP, Unknown("no port is written"), "tcp", False)]
            serving.set("host:port", Spanned(text, value.span, value.assumptions), name, value)
            made += serving.drafts
        serving.drafts = others + joined(made)


def _minio(serving: Sheet) -> None:
    said = serving.line.last("minio console")
    if said is not None and said.value is not None:
        draft = Draft("console", ALL, Unknown("no port is written"), "tcp", True)
        serving.drafts.append(draft)
        serving.set("host:port", said.value, said.flag, said.at, "console")


def _varnish(serving: Sheet) -> None:
    said = serving.line.all("varnish")
    if not said or said[0].value is None:
        return
    value = said[0].value
    text = str(value.value).split(",")[0] if isinstance(value.value, str) else value.value
    if isinstance(text, str) and "=" in text.split(":")[0]:
        text = text.partition("=")[2]
    serving.set("host:port", Spanned(text, value.span, value.assumptions), said[0].flag, said[0].at)


def _docker(serving: Sheet) -> None:
    for said in serving.line.all("docker host"):
        value = said.value
        if value is None or not isinstance(value.value, str) or not value.value.startswith("tcp:"):
            continue
        draft = Draft("", LOOP, 2375, "tcp", True)
        serving.drafts.insert(0, draft)
        serving.set("host:port", value, f"{said.flag} {value.value}", said.at)


def _pg(serving: Sheet) -> None:
    for said in serving.line.all("pg"):
        text = str(said.value.value) if said.value is not None else ""
        name, _, value = text.partition("=")
        if name in ("listen_addresses", "port"):
            role = "hosts" if name == "listen_addresses" else "port"
            serving.set(role, Spanned(value.strip("'\""), said.value.span if said.value else None, ()), text, said.at)


def _serf(serving: Sheet) -> None:
    for role, port in (("serf bind", 7946), ("serf rpc", 7373)):
        said = serving.line.last(role)
        if said is None or said.value is None:
            continue
        for draft in [each for each in serving.drafts if (each.label == "rpc") == (role == "serf rpc")]:
            host, number = lines.divided(said.value)
            draft.binds = lines.binds(host, ALL4)
            draft.port = lines.number(number) if number is not None else port
            draft.bind_said = said_of(said)


def _mosquitto(serving: Sheet) -> None:
    said = serving.line.last("port on all")
    if said is not None:
        serving.set("host", None, said.flag, said.at)
        serving.set("port", said.value, said.flag, said.at)


def _rethink(serving: Sheet) -> None:
    said = serving.line.last("rethink")
    if said is not None and said.value is not None:
        for draft in serving.drafts:
            made = ALL4 if str(said.value.value) == "all" else lines.binds(said.value, ALL4)
            draft.binds = (
                made if isinstance(made, Unknown) else tuple(dict.fromkeys((*LOOP, *made))) if made != ALL4 else ALL4
            )
            draft.bind_said = said_of(said)


def _kubelet(serving: Sheet) -> None:
    """Take what kubeadm has made of a machine: the kubelet starts all the rest, at every boot."""
    made = serving.runner.guest.extra.get("kubeadm")
    if serving.installed.package is None and made is None:
        return
    if made is None:
        # Without the configuration that kubeadm writes it ends at once, again and again.
        if not any(path.startswith("/var/lib/kubelet/config") for path in serving.runner.guest.files):
            serving.drafts = []
        return
    for draft in serving.drafts:
        draft.medium = ""
    _cluster(serving, made)


def _cluster(serving: Sheet, made: Any) -> None:
    """Add the ports of a node, and those of a control plane: what kubeadm's static pods listen on."""
    mode, advertise, port = made
    own: tuple[str, ...] | Unknown = (
        (advertise,) if advertise else Unknown("which of its addresses kubeadm takes is not known")
    )
    both = (*LOOP, *own) if isinstance(own, tuple) else own
    rows: list[tuple[str, tuple[str, ...] | Unknown, int]] = [("kube-proxy", LOOP, 10249), ("kube-proxy", ALL, 10256)]
    if mode == "init":
        rows += [
            ("kube-apiserver", ALL, port), ("etcd", both, 2379), ("etcd", own, 2380), ("etcd", LOOP, 2381),
            ("kube-controller-manager", LOOP, 10257), ("kube-scheduler", LOOP, 10259),
        ]  # fmt: skip
    for service, binds, number in rows:
        draft = Draft(service, binds, number, "tcp", True)
        draft.service = service
        draft.medium = "kubeadm starts it in a container"
        serving.drafts.append(draft)


def _caddy(serving: Sheet) -> None:
    if serving.command[1:] in (("file-server",), ("reverse-proxy",)):
        serving.drafts = [draft for draft in serving.drafts if draft.label != "admin"]


def _traefik(serving: Sheet) -> None:
    said = serving.line.last("traefik api")
    if said is not None:
        serving.drafts.append(Draft("api", ALL, 8080, "tcp", True))


def _wildfly(serving: Sheet) -> None:
    offset = serving.line.last("offset")
    if offset is not None:
        shift = lines.number(offset.value)
        for draft in serving.drafts:
            draft.port = (
                draft.port + shift
                if isinstance(draft.port, int) and isinstance(shift, int)
                else Unknown("the offset is not known")
            )
    said = serving.line.last("management host")
    if said is not None:
        serving.set("host", said.value, f"{said.flag}", said.at, "management")


def _selenium(serving: Sheet) -> None:
    said = serving.line.last("selenium role")
    node = said is not None and said.value is not None and str(said.value.value) in ("node", "webdriver")
    if node and serving.line.last("port") is None and serving.drafts:
        serving.drafts[0].port = 5555


def _iperf(serving: Sheet) -> None:
    port = 5201 if serving.command[:1] == ("iperf3",) else 5001
    udp = any(said.flag == "-u" for said in serving.line.said)
    serving.drafts = [Draft("", ALL, port, "udp" if udp and port == 5001 else "tcp", False)]
    for said in serving.line.said:
        if said.role in ("host", "port"):
            serving.role(said)


def _netcat(serving: Sheet) -> None:
    texts = [str(lines.spanned(word).value) for word in serving.words]
    flags = "".join(text[1:] for text in texts if text.startswith("-") and not text.startswith("--"))
    if "l" not in flags and "--listen" not in texts:
        serving.drafts = []
        return
    numbers = [lines.spanned(word) for word, text in zip(serving.words, texts) if text.isdigit()]
    hosts = [lines.spanned(word) for word, text in zip(serving.words, texts) if lines.ipv4(text)]
    glued = [text[2:] for text in texts if re.fullmatch(r"-l?p\d+", text)]
    port: int | Unknown = Unknown("no port is written")
    if numbers:
        port = lines.number(numbers[-1])
    elif glued:
        port = int(re.sub(r"\D", "", glued[0]))
    draft = Draft("", ALL4, port, "udp" if "u" in flags else "tcp", False)
    serving.drafts = [draft]
    if hosts:
        serving.set("host", hosts[0], str(hosts[0].value))


def _socat(serving: Sheet) -> None:
    made: list[Draft] = []
    for word in serving.words:
        one = lines.spanned(word)
        match = re.match(r"(TCP6?|TCP4|UDP|UDP4|UDP6|OPENSSL)-L(?:ISTEN)?:([^,]*)(.*)", str(one.value), re.IGNORECASE)
        if match is None:
            continue
        bind = re.search(r",bind=\[?([^,\]]*)", match[3])
        kind = match[1].upper()
        draft = Draft(
            "",
            ("::",) if kind.endswith("6") else ALL4,
            lines.number(Spanned(match[2], one.span, ())),
            "udp" if kind.startswith("UDP") else "tcp",
            False,
        )
        serving.drafts = [draft]
        if bind:
            serving.set("host", Spanned(bind[1], one.span, one.assumptions), str(one.value))
        made.append(draft)
    serving.drafts = made


AFTER: dict[str, Callable[[Sheet], None]] = {
    "redis": _redis,
    "redis-sentinel": _redis,
    "mongodb": _mongod,
    "memcached": _memcached,
    "consul": _consul,
    "vault": _vault,
    "nomad": _nomad,
    "etcd": _etcd,
    "minio": _minio,
    "varnish": _varnish,
    "docker": _docker,
    "iperf": _iperf,
    "netcat": _netcat,
    "socat": _socat,
    "selenium": _selenium,
    "wildfly": _wildfly,
    "traefik": _traefik,
    "postgresql": _pg,
    "serf": _serf,
    "mosquitto": _mosquitto,
    "rethinkdb": _rethink,
    "kubelet": _kubelet,
    "caddy": _caddy,
}
"""What is done with flags that no other server has, by service."""
