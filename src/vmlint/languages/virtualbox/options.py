"""VBoxManage's options: both names of each, what it sets, the values it takes, and the VirtualBox that brought it.

Names stand without the leading dashes and without the number of the adapter. A dashed name is one of VirtualBox 7;
the old one is taken by every version.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.adapters import (
    BRIDGED,
    CLOUD,
    GENERIC,
    HOST_ONLY,
    HOST_ONLY_NETWORK,
    INTERNAL,
    NAT,
    NAT_NETWORK,
    NO_ATTACHMENT,
    UNATTACHED,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

ALWAYS: tuple[int, ...] = ()
SEVEN = (7, 0)
SWITCH = ("on", "off")
ANYTHING: tuple[str, ...] = ()
MOST_SLOTS = 36
PIIX3_SLOTS = 8

ATTACHMENTS = {
    "none": NO_ATTACHMENT,
    "null": UNATTACHED,
    "nat": NAT,
    "bridged": BRIDGED,
    "hostif": BRIDGED,
    "intnet": INTERNAL,
    "hostonly": HOST_ONLY,
    "hostonlynet": HOST_ONLY_NETWORK,
    "generic": GENERIC,
    "natnetwork": NAT_NETWORK,
    "cloud": CLOUD,
}
"""The values of ``--nicN``, in small letters, and the attachment that each means."""

PROMISCUOUS = ("deny", "allow-vms", "allow-all")
CARD_TYPES = ("Am79C970A", "Am79C973", "82540EM", "82543GC", "82545EM", "virtio")

# dashed name, old name, what it sets, the values it takes (none listed: anything), since which VirtualBox
ADAPTER_OPTIONS: tuple[tuple[str, str, str, tuple[str, ...], tuple[int, ...]], ...] = (
    ("nic", "nic", "attachment", tuple(ATTACHMENTS), ALWAYS),
    ("nic-type", "nictype", "card-type", CARD_TYPES, ALWAYS),
    ("cable-connected", "cableconnected", "cable", SWITCH, ALWAYS),
    ("nic-promisc", "nicpromisc", "promiscuous", PROMISCUOUS, ALWAYS),
    ("bridge-adapter", "bridgeadapter", BRIDGED, ANYTHING, ALWAYS),
    ("host-only-adapter", "hostonlyadapter", HOST_ONLY, ANYTHING, ALWAYS),
    ("host-only-net", "hostonlynet", HOST_ONLY_NETWORK, ANYTHING, SEVEN),
    ("intnet", "intnet", INTERNAL, ANYTHING, ALWAYS),
    ("nat-network", "natnetwork", NAT_NETWORK, ANYTHING, ALWAYS),
    ("nat-net", "natnet", "nat-subnet", ANYTHING, ALWAYS),
    ("nat-pf", "natpf", "nat-rule", ANYTHING, ALWAYS),
    ("nat-bind-ip", "natbindip", "bind-ip", ANYTHING, ALWAYS),
    ("nat-localhostreachable", "natlocalhostreachable", "loopback", SWITCH, SEVEN),
    ("nat-dns-proxy", "natdnsproxy", "other", SWITCH, ALWAYS),
    ("nat-dns-host-resolver", "natdnshostresolver", "other", SWITCH, ALWAYS),
    ("nat-dns-pass-domain", "natdnspassdomain", "other", SWITCH, ALWAYS),
    ("nat-alias-mode", "nataliasmode", "other", ANYTHING, ALWAYS),
    ("nat-settings", "natsettings", "other", ANYTHING, ALWAYS),
    ("mac-address", "macaddress", "mac", ANYTHING, ALWAYS),
    ("nat-forward-broadcast", "natforwardbroadcast", "other", SWITCH, SEVEN),
    ("nat-enable-tftp", "natenabletftp", "other", SWITCH, SEVEN),
    ("nic-generic-drv", "nicgenericdrv", GENERIC, ANYTHING, ALWAYS),
    ("nic-property", "nicproperty", "other", ANYTHING, ALWAYS),
    ("nic-speed", "nicspeed", "other", ANYTHING, ALWAYS),
    ("nic-boot-prio", "nicbootprio", "other", ANYTHING, ALWAYS),
    ("nic-bandwidth-group", "nicbandwidthgroup", "other", ANYTHING, ALWAYS),
    ("nic-trace", "nictrace", "other", SWITCH, ALWAYS),
    ("nic-trace-file", "nictracefile", "other", ANYTHING, ALWAYS),
    ("nat-tftp-prefix", "nattftpprefix", "other", ANYTHING, ALWAYS),
    ("nat-tftp-file", "nattftpfile", "other", ANYTHING, ALWAYS),
    ("nat-tftp-server", "nattftpserver", "other", ANYTHING, ALWAYS),
)

RUNNING_OPTIONS = {
    "nic": "attachment",
    "natpf": "nat-rule",
    "setlinkstate": "cable",
    "nicpromisc": "promiscuous",
    "nicproperty": "other",
    "nictrace": "other",
    "nictracefile": "other",
}
"""The subcommands of ``controlvm`` that take an adapter's number, always written without dashes."""

MACHINE_OPTIONS = frozenset(
    """
    name groups description ostype iconfile memory pagefusion vram acpi ioapic hardwareuuid cpus cpuhotplug
    plugcpu unplugcpu cpuexecutioncap pae longmode ibpbonvmexit ibpbonvmentry specctrl l1dflushonsched
    l1dflushonvmentry mdsclearonsched mdsclearonvmentry cpuprofile hpet hwvirtex hwvirtexexcl triplefaultreset
    apic x2apic paravirtprovider paravirtdebug nestedpaging largepages vtxvpid vtxux nestedhwvirt virtvmsavevmload
    accelerate3d accelerate2dvideo chipset iommu tpmtype tpmlocation bioslogofadein bioslogofadeout
    bioslogodisplaytime bioslogoimagepath biosbootmenu biosapic biossystemtimeoffset biospxedebug firmware
    firmwarebootmenu firmwareapic firmwaresystemtimeoffset firmwarepxedebug firmwarelogofadein firmwarelogofadeout
    firmwarelogodisplaytime firmwarelogoimagepath boot rtcuseutc graphicscontroller monitorcount usb usbcardreader
    usbehci usbohci usbxhci usbrename audio audiocontroller audiocodec audiodriver audioenabled audioin audioout
    clipboard clipboardmode clipboardfiletransfers draganddrop vrde vrdeextpack vrdeproperty vrdeport vrdeaddress
    vrdeauthtype vrdeauthlibrary vrdemulticon vrdereusecon vrdevideochannel vrdevideochannelquality recording
    recordingscreens recordingfile recordingmaxsize recordingmaxtime recordingopts recordingvideofps
    recordingvideorate recordingvideores videocap videocapscreens videocapfile videocapres videocaprate
    videocapfps videocapmaxtime videocapmaxsize videocapopts uart uartmode uarttype lpt lptmode mouse keyboard
    snapshotfolder teleporter teleporterport teleporteraddress teleporterpassword teleporterpasswordfile
    tracingenabled tracingconfig tracingallowvmaccess defaultfrontend autostartenabled autostartdelay
    autostopenabled autostoptype vmprocesspriority vmexecutionengine testingenabled testingmmio testingcfgdword
    cpuidset cpuidremove cpuidremoveall cpuidportabilitylevel guestmemoryballoon guestdebugprovider
    guestdebugioprovider guestdebugaddress guestdebugport macaddress faulttolerance synthcpu synthxcpu
    gueststatisticsinterval
    """.split()  # noqa: SIM905 - a list of 150 lines is harder to read
)
"""Other options of ``modifyvm``, without dashes: none of them has a say in the network."""

NAT_NETWORK_OPTIONS = {
    "--netname": "name", "-t": "name", "--network": "subnet", "-n": "subnet", "--dhcp": "dhcp", "-h": "dhcp",
    "--ipv6": "ipv6", "-6": "ipv6", "--enable": "enable", "-e": "enable", "--disable": "disable", "-d": "disable",
    "--port-forward-4": "forward", "-p": "forward", "--port-forward-6": "forward-v6", "-P": "forward-v6",
    "--loopback-4": "loopback", "-l": "loopback", "--loopback-6": "loopback-v6", "-L": "loopback-v6",
    "--ipv6-prefix": "other", "--ipv6-default": "other",
}  # fmt: skip
HOST_ONLY_INTERFACE_OPTIONS = {
    "--dhcp": "dhcp", "-dhcp": "dhcp", "--ip": "address", "-ip": "address", "--netmask": "mask", "-netmask": "mask",
    "--ipv6": "address-v6", "-ipv6": "address-v6", "--netmasklengthv6": "prefix-v6", "-netmasklengthv6": "prefix-v6",
}  # fmt: skip
HOST_ONLY_NETWORK_OPTIONS = {
    "--name": "name", "--id": "id", "--netmask": "mask", "--lower-ip": "lower", "--lowerip": "lower",
    "--upper-ip": "upper", "--upperip": "upper", "--enable": "enable", "--disable": "disable",
}  # fmt: skip
DHCP_OPTIONS = {
    "--network": "network", "--netname": "network", "--interface": "interface", "--ifname": "interface",
    "--server-ip": "address", "--ip": "address", "--netmask": "mask", "--lower-ip": "lower", "--lowerip": "lower",
    "--upper-ip": "upper", "--upperip": "upper", "--enable": "enable", "--disable": "disable", "--global": "other-0",
    "--set-opt": "other-2", "--options": "other-0", "--vm": "other", "--nic": "other", "--mac-address": "other",
    "--group": "other", "--fixed-address": "other", "--min-lease-time": "other", "--default-lease-time": "other",
    "--max-lease-time": "other", "--del-opt": "other", "--force-opt": "other", "--suppress-opt": "other",
    "--supress-opt": "other", "--zap-options": "other-0", "--incl-mac": "other", "--excl-mac": "other",
    "--incl-mac-wild": "other", "--excl-mac-wild": "other", "--incl-vendor": "other", "--excl-vendor": "other",
    "--incl-user": "other", "--excl-user": "other", "--unforce-opt": "other", "--unsupress-opt": "other",
}  # fmt: skip
FLAGS = frozenset(("enable", "disable", "other-0"))
"""What the options of networks set without a value of their own."""


_BY_NAME: dict[str, tuple[str, str, tuple[str, ...], tuple[int, ...]]] = {}


def adapter_option(name: str) -> tuple[str, str, tuple[str, ...], tuple[int, ...]] | None:
    """Return name, meaning, values and first version of an adapter option, given without dashes and number."""
    if not _BY_NAME:
        for dashed, old, what, values, since in ADAPTER_OPTIONS:
            _BY_NAME[old] = (old, what, values, since)
            if dashed != old:
                _BY_NAME[dashed] = (dashed, what, values, max(since, SEVEN))
    return _BY_NAME.get(name)


def old_name(dashed: str) -> str:
    """Return the name that every VirtualBox takes instead of a dashed one."""
    return next((old for name, old, *_ in ADAPTER_OPTIONS if name == dashed), dashed)


def adapter_option_names() -> Iterator[str]:
    """Yield both names of every adapter option, the old one first."""
    for dashed, old, *_ in ADAPTER_OPTIONS:
        yield old
        if dashed != old:
            yield dashed


def is_machine_option(name: str) -> bool:
    """Return whether NAME, without leading dashes, is an option of ``modifyvm`` that is no adapter's."""
    return name.rstrip("0123456789").replace("-", "") in MACHINE_OPTIONS or name.replace("-", "") in MACHINE_OPTIONS
