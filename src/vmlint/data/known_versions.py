"""Versions of VirtualBox and Vagrant that are known to break networks, and pairs of them that do not go together.

Sources beside each. A range is from its first version to the one that mends it, which is not in it.
"""

from __future__ import annotations

# Program, first version with it, first version without it, what it needs ("" or "forwards": two or more of a machine),
# what happens.
BROKEN: tuple[tuple[str, tuple[int, ...], tuple[int, ...], str, str], ...] = (
    # VirtualBox/virtualbox#232
    ("VirtualBox", (7, 2), (7, 2, 4), "forwards", "with more than one forward NAT stops working; update to 7.2.4"),
    # VirtualBox/virtualbox#621
    ("VirtualBox", (7, 2), (7, 2, 8), "", "NAT resets connections now and then; update to 7.2.8"),
    # hashicorp/vagrant, plugins/providers/virtualbox/driver/version_7_0.rb
    ("VirtualBox", (7, 0), (7, 0, 2), "", "it hides its forwards from Vagrant; update to 7.0.2"),
    # CHANGELOG of Vagrant 2.2.17 and 2.2.18; hashicorp/vagrant#12506, #12448
    ("Vagrant", (2, 2, 17), (2, 2, 18), "", "plugins and options in braces fail with its Ruby; update to 2.2.18"),
    # hashicorp/vagrant#7452
    ("Vagrant", (1, 8, 3), (1, 8, 5), "", "restarting the guest's network turns forwarding off; update to 1.8.5"),
)

# VirtualBox from this version on -> the first Vagrant that takes it: CHANGELOG of Vagrant 2.3.2, 2.4.2 and 2.4.9.
SUPPORTED_SINCE: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...] = (
    ((7, 2), (2, 4, 9)),
    ((7, 1), (2, 4, 2)),
    ((7, 0), (2, 3, 2)),
)
