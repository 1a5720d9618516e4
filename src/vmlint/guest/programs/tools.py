"""Programs that change the machine in other ways: users, processes, kernel settings, addresses, cron, reboot."""

from __future__ import annotations

import posixpath
import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.text import whole_number
from vmlint.basics.woven import GAP, Woven
from vmlint.guest.programs.common import DONE, NEWLINE, arguments, because, content, path_of, unknown, woven
from vmlint.languages.shell.outside import Answer

if TYPE_CHECKING:
    from vmlint.guest.runner import Runner
    from vmlint.languages.shell.outside import Call

NAMES = {
    **dict.fromkeys((
        "useradd", "adduser", "userdel", "deluser", "groupadd", "addgroup", "groupdel", "passwd",
        "chpasswd", "usermod",
        "gpasswd", "chsh", "chfn", "visudo", "ssh-keygen", "ssh-add", "ssh-copy-id", "ssh-agent", "swapoff",
        "swapon", "mkswap",
        "fallocate", "modprobe", "rmmod", "depmod", "hostnamectl", "timedatectl", "localectl", "locale-gen",
        "update-locale",
        "localedef", "ufw", "iptables", "ip6tables", "nft", "firewall-cmd", "iptables-save",
        "iptables-restore", "netfilter-persistent",
        "setenforce", "setsebool", "semanage", "mount", "umount", "mkfs", "mkfs.ext4", "mkfs.xfs", "parted",
        "fdisk", "sgdisk",
        "partprobe", "pvcreate", "vgcreate", "lvcreate", "resize2fs", "update-grub", "grub2-mkconfig",
        "update-initramfs",
        "ldconfig", "update-ca-certificates", "update-ca-trust", "mandb", "updatedb", "sync", "tput", "clear",
        "stty", "reset",
        "wait", "ntpdate", "ntpd", "chronyc", "udevadm", "renice", "git-config", "gpg", "gpg2",
        "make-ssl-cert", "newaliases",
        "vagrant", "true", "lsb-release", "nmcli", "ifup", "ifdown", "dhclient", "netplan", "resolvconf",
        "ebtables", "arptables",
        "brctl", "ethtool", "tc", "sfdisk", "wipefs", "blockdev", "apt-transport-https", "xhost",
        "notify-send", "ulimit",
        "createdb", "dropdb", "createuser", "dropuser", "mysqladmin", "mysqlimport", "mysqldump", "pg_dump",
        "pg_restore",
        "openssl", "keytool", "at", "batch", "atd", "motd", "wall", "logger", "figlet", "cowsay", "lolcat",
    ), "nothing"),
    "mysql": "client", "psql": "client", "mongo": "client", "mongosh": "client", "redis-cli": "client",
    "sqlite3": "client",
    "sysctl": "sysctl", "ip": "ip", "ifconfig": "ifconfig", "reboot": "reboot", "shutdown": "reboot",
    "poweroff": "reboot",
    "halt": "reboot", "init": "init", "crontab": "crontab", "kill": "kill", "pkill": "pkill", "killall": "pkill",
    "hostname": "hostname", "sleep": "sleep",
}  # fmt: skip
_MOST_KEPT = 200


def sleep(runner: Runner, call: Call) -> Answer:
    """Wait; ``sleep infinity`` for ever."""
    if any(word.text in ("infinity", "inf") for word in call.words[1:]):
        return Answer(endless=True)
    return nothing(runner, call)


def nothing(runner: Runner, call: Call) -> Answer:
    """Change nothing that is of interest; it may fail, which nobody expects."""
    return (
        Answer(taken=True, printed=unknown("what this prints is not known", call))
        if call.captured
        else Answer(taken=True)
    )


def client(runner: Runner, call: Call) -> Answer:
    """Talk to a server: its data are of no interest."""
    return Answer(taken=True, printed=unknown("what the server answers is not known", call))


def _keep(runner: Runner, name: str, *more: object) -> None:
    """Keep something of the machine for those who ask later."""
    runner.guest.extra[name] = (*runner.guest.extra.get(name, ()), *more)[-_MOST_KEPT:]


_SETTING = later(r"\s*-?\s*([\w./*-]+)\s*=\s*(\S[^#\n]*?)\s*$", re.ASCII)


def sysctl(runner: Runner, call: Call) -> Answer:
    """Keep settings of the kernel: ``extra["sysctl"]`` has (name, value, certain, span)."""
    given = arguments(call.words[1:], "", ("pattern",))
    for word in given.operands:
        if given.has("-p", "--load", "-f"):
            break
        match = _SETTING.match((word.text or "").replace("/", "."))
        if match is not None:
            _keep(runner, "sysctl", (match[1], match[2], call.origin.certain, word.span))
    if given.has("-p", "--load", "-f", "--system"):
        paths = [path_of(call, word) for word in given.operands] or ["/etc/sysctl.conf"]
        if given.has("--system"):
            paths = ["/etc/sysctl.conf", *(f"/etc/sysctl.d/{name}" for name in runner.listing("/etc/sysctl.d") or ())]
        for path in paths:
            text = content(runner, path, call) if path is not None else None
            for line in text.lines() if text is not None else ():
                match = _SETTING.match(line.text)
                if match is not None and GAP not in line.text:
                    span = line.place(match.start(1), match.end(2))
                    _keep(runner, "sysctl", (match[1].replace("/", "."), match[2], call.origin.certain, span))
    return Answer(taken=True, printed=unknown("what sysctl prints is not known", call))


_ADDRESS = later(r"(\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:]+)(?:/\d+)?$", re.ASCII)


def _address(runner: Runner, call: Call, text: str | None, device: str | None) -> None:
    match = _ADDRESS.match(text or "")
    if match is not None:
        _keep(runner, "addresses", (match[1], device or "", call.origin.certain, call.origin.span))


def ip(runner: Runner, call: Call) -> Answer:
    """Keep ``ip addr add``: ``extra["addresses"]`` has (address, device, certain, span)."""
    words = [word.text for word in call.words[1:]]
    words = [word for word in words if word is None or not word.startswith("-")]
    if (
        len(words) > 2
        and words[0] in ("a", "ad", "add", "addr", "address")
        and words[1] in ("a", "add", "replace", "change")
    ):
        device = words[words.index("dev") + 1] if "dev" in words[:-1] else None
        _address(runner, call, words[2] if words[2] != "local" else words[3] if len(words) > 3 else None, device)
        return Answer(taken=True)
    return Answer(taken=True, printed=unknown("the machine's addresses are not known here", call))


def ifconfig(runner: Runner, call: Call) -> Answer:
    """Keep ``ifconfig eth1 192.168.56.10``."""
    words = [word.text for word in call.words[1:]]
    if len(words) > 1:
        address = next((word for word in words[1:] if word and _ADDRESS.match(word)), None)
        if address is not None and "netmask" not in words[: words.index(address)]:
            _address(runner, call, address, words[0])
    return Answer(taken=True, printed=unknown("the machine's addresses are not known here", call))


def reboot(runner: Runner, call: Call) -> Answer:
    """Let the machine start anew, and end the script, more or less: what stands behind it may still happen."""
    words = [word.text for word in call.words[1:]]
    if words[:1] == ["-c"] or any(word and word.startswith("+") and word.strip("+0") for word in words):
        return DONE
    name = posixpath.basename(call.words[0].text or "")
    off = name in ("poweroff", "halt") or (name == "shutdown" and not {"-r", "--reboot"} & set(words))
    if not off and not {"-p", "--poweroff", "--halt", "poweroff", "halt", "0"} & set(words):
        runner.restarts()
    runner.may_end(call.origin)
    return Answer(None)


def init(runner: Runner, call: Call) -> Answer:
    """Follow ``init 6`` and ``init q``."""
    return reboot(runner, call) if len(call.words) > 1 and call.words[1].text in ("0", "1", "6") else DONE


def hostname(runner: Runner, call: Call) -> Answer:
    """Print or set the machine's name."""
    given = arguments(call.words[1:], "F")
    if given.operands or given.has("-F"):
        return Answer(taken=True)
    known = runner.upbringing.hostname if not given.options or given.has("-f", "--fqdn", "-s", "--short") else None
    text = known.text if known is not None else None
    if known is None or not text or given.has("-I", "-i"):
        return Answer(printed=unknown("the machine's name is not known", call))
    short = woven(known).cut(0, text.find(".")) if "." in text and not given.has("-f", "--fqdn") else woven(known)
    return Answer(printed=short + NEWLINE)


def pkill(runner: Runner, call: Call) -> Answer:
    """Stop a server by its name."""
    given = arguments(call.words[1:], "usgGtPU", ("signal", "user"))
    named = [word for word in given.operands if word.text]
    gentle = {"-1", "-HUP", "-SIGHUP", "-USR1", "-USR2", "-0"} & {word.text for word in call.words[1:]}
    signal = given.value("-s", "--signal")
    if gentle or (signal is not None and signal.text in ("HUP", "SIGHUP", "1", "USR2", "USR1", "0")):
        return Answer(None, taken=True)
    for word in named:
        runner.stop(word.text or "", because(call, word))
    return Answer(None, taken=True)


_PROCESS = later(r"([\w.-]+)\.pid\b|(?:pidof|pgrep)\s+(?:-\w+\s+)*([\w.-]+)", re.ASCII)


def kill(runner: Runner, call: Call) -> Answer:
    """Stop a process: of the program whose number is asked for (``kill $(pidof nginx)``), else nobody knows which."""
    words = call.words[1:]
    signal = (words[0].text or "") if words else ""
    if signal.upper().removeprefix("-").removeprefix("SIG") in ("0", "L", "HUP", "1", "USR1", "USR2", "WINCH"):
        return Answer(None)
    for word in words:
        if word.text is not None and word.text.startswith("-"):
            continue
        found = _PROCESS.search(word.span.text) if word.span is not None else None
        if found is not None:
            runner.stop(found[1] or found[2], because(call, word))
        elif call.origin.span is not None:
            runner.unfollowed("stops a process that is not known", call.origin.span)
    return Answer(None)


def crontab(runner: Runner, call: Call) -> Answer:
    """Write or print the table of a user, as the file that cron keeps."""
    given = arguments(call.words[1:], "u", ("user",))
    if given.has("-l"):
        kept = runner.text("/var/spool/cron/crontabs/" + (_user(call, given.value("-u")) or "root"))
        return Answer(kept is not None, printed=kept if kept is not None else Woven())
    user = _user(call, given.value("-u"))
    place = "/var/spool/cron/crontabs/" + (user or "root")
    if given.has("-r"):
        runner.put(place, None, call.origin)
        return DONE
    text = call.stdin
    for word in given.operands[:1]:
        if word.text != "-":
            path = path_of(call, word)
            text = content(runner, path, call) if path is not None else unknown("this table of cron is not known", call)
    if text is None:
        return Answer(None, taken=True)
    runner.put(place, text, call.origin)
    return DONE


def _user(call: Call, named: object) -> str | None:
    text = getattr(named, "text", None)
    return text if isinstance(text, str) and "/" not in text and whole_number(text) is None else call.user
