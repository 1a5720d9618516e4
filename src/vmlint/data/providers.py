"""Providers that are not as VirtualBox is: they do not do what a Vagrantfile says of networks, or need no box.

Sources: Vagrant's documentation of Hyper-V ("networking configurations in the Vagrantfile are completely ignored"),
the READMEs of vagrant-aws, vagrant-google, vagrant-rackspace ("not supported"), vcenter and ovirt: nothing is built.
"""

from __future__ import annotations

IGNORE_NETWORKS = {
    "hyperv": "Hyper-V",
    "aws": "AWS",
    "google": "Google Compute Engine",
    "rackspace": "Rackspace",
    "digital_ocean": "DigitalOcean",
    "vcenter": "vCenter",
    "ovirt3": "oVirt",
    "ovirt4": "oVirt",
}

# `provider(:NAME, box_optional: true)` in the plugin.rb of each.
NEED_NO_BOX = frozenset(("docker", "libvirt", "podman", "qemu", "utm"))
