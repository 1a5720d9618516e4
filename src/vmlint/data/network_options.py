"""The options that Vagrant reads of each type of network.

Sources: hashicorp/vagrant 2.3.4, plugins/kernel_v2/config/vm.rb, plugins/providers/virtualbox/action/network.rb and
forward_ports.rb; the documentation of each type of network.
"""

from __future__ import annotations

_EVERY = ("id", "protocol", "type", "auto_config", "adapter", "hostname")
OPTIONS = {
    "forwarded_port": (*_EVERY, "guest", "host", "host_ip", "guest_ip", "auto_correct", "disabled"),
    "private_network": (
        *_EVERY, "ip", "netmask", "name", "mac", "nic_type", "adapter_ip", "dhcp_ip", "dhcp_lower", "dhcp_upper",
    ),
    "public_network": (*_EVERY, "bridge", "ip", "netmask", "mac", "nic_type", "use_dhcp_assigned_default_route"),
}  # fmt: skip
EVERY_OPTION = frozenset(name for names in OPTIONS.values() for name in names)
"""The options of all types together."""
