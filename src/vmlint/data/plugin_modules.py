"""Which plugin of Vagrant defines a constant that a Vagrantfile names: by the convention of all, or by its source.

A plugin's module is called like its gem (`VagrantVbguest` of vagrant-vbguest) or stands below VagrantPlugins. The table
has those whose name does not say it. Sources: lib/ of each plugin's repository, on GitHub.
"""

from __future__ import annotations

PLUGIN_MODULES = {
    "Berkshelf": "vagrant-berkshelf",
    "ConfigBuilder": "vagrant-config_builder",
    "Landrush": "landrush",
    "Nugrant": "nugrant",
    "Oscar": "oscar",
    "PEBuild": "vagrant-pe_build",
    "Sahara": "sahara",
    "VagrantPlugins::ConfigBuilder": "vagrant-config_builder",
    "VagrantPlugins::GoodHosts": "vagrant-goodhosts",
    "VagrantPlugins::Parallels": "vagrant-parallels",
    "VagrantPlugins::ProviderLibvirt": "vagrant-libvirt",
    "VagrantPlugins::ProviderVMwareDesktop": "vagrant-vmware-desktop",
}
_BELOW = "VagrantPlugins::"
_BEGINNING = "Vagrant"


def plugin_of(constant: str) -> str | None:
    """Return the plugin that defines CONSTANT (its full name, or one that stands in it); None for any other name.

    `VagrantDNS::Config` is of vagrant-dns; nothing below `Vagrant` itself is a plugin's.
    """
    head, _, rest = constant.partition("::")
    module = _BELOW + rest.partition("::")[0] if head + "::" == _BELOW else head
    known = PLUGIN_MODULES.get(module)
    if known is not None:
        return known
    name = module.removeprefix(_BELOW).removeprefix(_BEGINNING)
    if not module.startswith(_BEGINNING) or not name or module in ("VagrantPlugins", _BELOW):
        return None
    return "vagrant-" + name.lower()


def squashed(name: str) -> str:
    """Return NAME without what the names of a gem and of its module differ in."""
    return "".join(letter for letter in name.lower() if letter.isalnum())
