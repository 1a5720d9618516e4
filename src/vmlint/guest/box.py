"""What every plain box has before anything is done to it, as far as scripts ask for it.

Nothing here says what stands in these files: that is the box's. What differs between distributions is named for each.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.woven import Woven, gap, joined, made

if TYPE_CHECKING:
    from vmlint.guest.state import Guest


def _words(text: str) -> list[str]:
    return text.split()


DEBIAN, RHEL, ALPINE, SUSE, ARCH = "debian", "rhel", "alpine", "suse", "arch"
FAMILIES = {
    "debian": DEBIAN, "ubuntu": DEBIAN, "linuxmint": DEBIAN, "mint": DEBIAN, "kali": DEBIAN, "raspbian": DEBIAN,
    "rhel": RHEL, "redhat": RHEL, "centos": RHEL, "rocky": RHEL, "almalinux": RHEL, "alma": RHEL, "oracle": RHEL,
    "oraclelinux": RHEL, "rockylinux": RHEL, "scientific": RHEL, "fedora": RHEL, "amazon": RHEL, "alpine": ALPINE,
    "opensuse": SUSE,
    "suse": SUSE, "sles": SUSE, "arch": ARCH, "archlinux": ARCH,
}  # fmt: skip
_OWN_FILES = {
    DEBIAN: ("/etc/debian_version", "/etc/lsb-release", "/etc/network/interfaces", "/etc/apt/sources.list"),
    RHEL: ("/etc/redhat-release", "/etc/centos-release", "/etc/system-release", "/etc/yum.conf"),
    ALPINE: ("/etc/alpine-release",),
    SUSE: ("/etc/SuSE-release",),
    ARCH: ("/etc/arch-release", "/etc/pacman.conf"),
}  # fmt: skip
_OWN_FOLDERS = {
    DEBIAN: ("/etc/apt", "/etc/network", "/etc/default", "/var/lib/dpkg", "/etc/apt/sources.list.d"),
    RHEL: ("/etc/sysconfig", "/etc/yum.repos.d", "/etc/yum", "/etc/selinux", "/etc/sysconfig/network-scripts"),
    ALPINE: ("/etc/apk", "/etc/conf.d", "/etc/runlevels"),
    SUSE: ("/etc/zypp", "/etc/sysconfig"),
    ARCH: ("/etc/pacman.d",),
}  # fmt: skip
_OWN_PROGRAMS = {
    DEBIAN: ("apt-get", "apt", "dpkg", "apt-cache", "apt-key", "dpkg-reconfigure", "debconf-set-selections",
             "update-rc.d", "update-alternatives", "adduser", "addgroup", "lsb_release", "dpkg-query", "invoke-rc.d"),
    RHEL: ("yum", "rpm", "chkconfig", "dnf"),
    ALPINE: ("apk", "rc-service", "rc-update"),
    SUSE: ("zypper", "rpm", "yast"),
    ARCH: ("pacman",),
}  # fmt: skip
_PROGRAMS = frozenset(
    _words("""
    awk base64 basename bash cat chgrp chmod chown chroot clear cmp cp crontab cut date dd df diff dirname dmesg du
    echo egrep env expr false fgrep find free grep groupadd groups gunzip gzip head hostname hostnamectl id install ip
    kill killall ln locale localectl logger login ls lsmod md5sum mkdir mkfifo mkfs mknod mktemp modprobe mount mv nice
    nohup passwd ping printf ps pwd readlink reboot rm rmdir sed seq service sh sha1sum sha256sum shutdown sleep sort
    split ssh ssh-keygen sshd stat stty su sudo swapon sync sysctl tail tar tee test time timeout top touch tr true tty
    umount uname uniq useradd userdel usermod vi visudo wc which who whoami xargs yes scp sftp systemctl journalctl
    timedatectl getent realpath runuser setsid nproc pgrep pkill unlink whereis tput tac nl od paste join fold comm cal
    csplit cksum link mountpoint fdisk parted blkid lsblk losetup ifconfig route netstat ss arp""")
)
_PERHAPS = frozenset(
    _words("""
    curl wget git python python2 python3 perl vim nano unzip zip rsync screen tmux gcc make less man lsof file bzip2
    xz nc netcat telnet dig nslookup host tcpdump strace iptables ip6tables ufw firewall-cmd nft htop jq gpg openssl
    puppet chef-solo ruby ntpdate chronyc ntpd ex ed bc patch tree ethtool snap docker-credential-helper VBoxClient
    setenforce getenforce semanage restorecon setsebool at cron crond dos2unix python2.7 pip pip3 easy_install gem
    sudoedit ntpq parallel envsubst cloud-init netplan resolvectl systemd-resolve nmcli ifup ifdown""")
)
_FOLDERS = (
    "/bin", "/boot", "/dev", "/etc", "/lib", "/lib64", "/media", "/mnt", "/opt", "/proc", "/root", "/run", "/sbin",
    "/srv", "/sys", "/tmp", "/usr", "/var", "/home", "/home/vagrant", "/usr/bin", "/usr/sbin", "/usr/lib",
    "/usr/local", "/usr/local/bin", "/usr/local/sbin", "/usr/local/share", "/usr/local/lib", "/usr/local/etc",
    "/usr/local/src", "/usr/share", "/usr/src", "/usr/include", "/var/lib", "/var/log", "/var/run", "/var/tmp",
    "/var/cache", "/var/spool", "/var/mail", "/home/vagrant/.ssh", "/root/.ssh", "/etc/init.d", "/etc/profile.d",
    "/etc/skel", "/etc/ssh", "/etc/ssl", "/etc/security", "/etc/cron.d", "/etc/cron.daily", "/etc/systemd",
    "/etc/systemd/system", "/lib/systemd/system", "/usr/lib/systemd/system", "/etc/sudoers.d", "/etc/sysctl.d",
    "/etc/modprobe.d", "/etc/pam.d", "/etc/logrotate.d", "/etc/rsyslog.d", "/etc/ld.so.conf.d",
    "/etc/security/limits.d",
    "/etc/cron.hourly", "/etc/cron.weekly", "/usr/local/share/ca-certificates",
)  # fmt: skip
_FILLED = (
    "/bin", "/boot", "/dev", "/lib", "/lib64", "/proc", "/run", "/sbin", "/sys", "/usr/bin", "/usr/sbin", "/usr/lib",
    "/usr/share", "/usr/include", "/usr/src", "/var/lib", "/var/log", "/var/run", "/var/cache", "/var/spool",
    "/var/mail",
)  # fmt: skip
"""Folders in which there is more than anybody here knows, at any depth."""
_VOLATILE = ("/proc/", "/sys/", "/dev/", "/run/", "/var/run/", "/lib/", "/boot/")
_DEVICES = ("null", "zero", "random", "urandom", "tty", "stdin", "stdout", "stderr")
_ETC = _words(
    """hosts hostname fstab environment os-release issue passwd group shadow resolv.conf nsswitch.conf services
    protocols locale.conf login.defs inputrc crontab localtime motd shells profile bash.bashrc bashrc sudoers
    sysctl.conf security/limits.conf ssh/sshd_config ssh/ssh_config ld.so.conf default/grub pam.d/sshd pam.d/su
    pam.d/common-session rsyslog.conf logrotate.conf hosts.allow hosts.deny machine-id rc.local gai.conf skel/.bashrc
    default/locale timezone modules host.conf"""
)
_FILES = frozenset((*(f"/dev/{name}" for name in _DEVICES), *(f"/etc/{name}" for name in _ETC)))
_PERHAPS_FILES = frozenset(
    ("/etc/rc.local", "/etc/bash.bashrc", "/etc/bashrc", "/etc/locale.conf", "/etc/pam.d/common-session", "/etc/issue",
     "/etc/default/locale", "/etc/timezone", "/etc/hosts.allow", "/etc/hosts.deny", "/etc/default/grub", "/etc/modules",
     "/etc/gai.conf", "/etc/host.conf")
)  # fmt: skip
_PROFILES = ("/etc/profile", "/etc/bash.bashrc", "/etc/bashrc", "/etc/environment")
_HOME_FILES = (".bashrc", ".profile", ".bash_profile", ".bash_logout", ".ssh/authorized_keys")
_HOMES = ("/home/vagrant/", "/root/", "/home/ubuntu/")
_ROOT_FOLDERS = ("/bin/", "/usr/bin/", "/sbin/", "/usr/sbin/")


def family(guest: Guest) -> str:
    """Return which kind of distribution a machine has; empty where its box does not tell."""
    name = guest.release[0].lower()
    return FAMILIES.get(name, "")


def has_file(guest: Guest, path: str) -> bool | None:
    """Return whether a plain box has a file at PATH; None where one may and another may not."""
    if path in _FILES:
        return None if path in _PERHAPS_FILES else True
    for home in _HOMES:
        if path.startswith(home):
            return None if path[len(home) :] in _HOME_FILES else False
    if path.startswith(_ROOT_FOLDERS):
        return has_program(guest, path.rpartition("/")[2])
    own = _own(guest, path, _OWN_FILES)
    if own is False and _own(guest, path, _OWN_FOLDERS, below=True) is not False:
        return None
    return None if own is False and path.startswith(_VOLATILE) else own


def has_folder(guest: Guest, path: str) -> bool | None:
    """Return whether a plain box has a folder at PATH."""
    if path in _FOLDERS or path == "/":
        return True
    own = _own(guest, path, _OWN_FOLDERS)
    return None if own is False and path.startswith(_VOLATILE) else own


def has_program(guest: Guest, name: str) -> bool | None:
    """Return whether a plain box has a program."""
    if name in _PROGRAMS:
        return True
    if name in _PERHAPS:
        return None
    known = family(guest)
    owners = [each for each, names in _OWN_PROGRAMS.items() if name in names]
    if not owners:
        return False
    return known in owners if known else None


def text(guest: Guest, path: str) -> Woven | None:
    """Return what stands in a box's own file, as far as scripts ask for it; None where nobody knows."""
    if path.startswith(_HOMES) or path in _PROFILES:
        # Nothing in them decides what a script does.
        return None if path.endswith("authorized_keys") else Woven()
    name, version = guest.release
    if path not in ("/etc/os-release", "/etc/lsb-release") or not name or not version:
        return None
    from vmlint.guest.boxes import code_name

    code = code_name(name, version)
    if path == "/etc/lsb-release":
        if name != "ubuntu":
            return None
        said: tuple[tuple[str, str], ...] = (
            ("DISTRIB_ID", "Ubuntu"),
            ("DISTRIB_RELEASE", version),
            ("DISTRIB_CODENAME", code),
        )
    else:
        said = (
            ("ID", name), ("ID_LIKE", _LIKE.get(name, "")), ("VERSION_ID", version), ("VERSION_CODENAME", code),
            ("UBUNTU_CODENAME", code if name == "ubuntu" else ""), ("NAME", name.capitalize()),
        )  # fmt: skip
    lines = [made(f'{key}="{value}"\n', None) if value else gap_line(key) for key, value in said]
    return joined((*lines, gap_line("PRETTY_NAME"), gap_line("VERSION")))


def gap_line(key: str) -> Woven:
    """Return the setting of a value that nobody knows."""
    return joined((made(f'{key}="', None), gap("what the box says of its release", None), made('"\n', None)))


_LIKE = {"ubuntu": "debian", "centos": "rhel fedora", "rockylinux": "rhel centos fedora",
         "almalinux": "rhel centos fedora"}  # fmt: skip


def is_filled(folder: str) -> bool:
    """Whether there is more in a folder of a plain box than anybody here knows."""
    if folder == "/etc" or (folder.startswith("/etc/") and folder in _FOLDERS):
        return True
    return any(folder == each or folder.startswith(each + "/") for each in _FILLED)


_MOST_OWNERS = 5_000
_owners: dict[tuple[int, str], list[str]] = {}
"""Which distributions have a path, by table: asked again and again."""


def _own(guest: Guest, path: str, table: dict[str, tuple[str, ...]], *, below: bool = False) -> bool | None:
    """Return whether PATH is what this machine's distribution has, and others have not; BELOW: in a folder of these."""
    folder = path.rpartition("/")[0] if below else path
    key = id(table), folder
    owners = _owners.get(key)
    if owners is None:
        if len(_owners) >= _MOST_OWNERS:
            _owners.clear()
        owners = _owners[key] = [kind for kind, names in table.items() if folder in names]
    if not owners:
        return False
    known = family(guest)
    return known in owners if known else None
