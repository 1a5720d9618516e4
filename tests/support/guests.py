"""Machines that are brought up in memory: a Vagrantfile or a script, the project's files, and what the guest then holds."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from vmlint.basics.text import Source
from vmlint.frontends.vagrantfile import load
from vmlint.guest.disk import Disk
from vmlint.guest.steps import follow
from vmlint.model.fragment import Surroundings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vmlint.guest.state import Guest
    from vmlint.model.provisioning import Upbringing

ROOT = os.path.realpath("/nowhere")


def upbringings(vagrantfile: str) -> tuple[Upbringing, ...]:
    """Return how the machines of a VAGRANTFILE come up."""
    world = Surroundings({}, (), None, None, None, None, ROOT, ROOT, {})
    return load(Source("Vagrantfile", vagrantfile), world).upbringings()


def disk(files: Mapping[str, str] | None = None) -> Disk:
    """Return a project with FILES, by their paths relative to its root."""
    texts = {os.path.join(ROOT, path): text for path, text in (files or {}).items()}
    return Disk(ROOT, texts, lambda path: os.path.relpath(path, ROOT).replace(os.sep, "/"))


def machine(body: str, files: Mapping[str, str] | None = None, box: str = "ubuntu/bionic64") -> Guest:
    """Return the one machine that BODY, the lines inside of ``Vagrant.configure``, brings up."""
    text = f'Vagrant.configure("2") do |config|\n  config.vm.box = "{box}"\n{body}\nend\n'
    (upbringing,) = upbringings(text)
    return follow(upbringing, disk(files))


def ran(script: str, files: Mapping[str, str] | None = None, box: str = "ubuntu/bionic64", **settings: object) -> Guest:
    """Return the machine in which a shell provisioner with the file SCRIPT has run; SETTINGS: its own, as Ruby."""
    more = "".join(f", {name}: {value}" for name, value in settings.items())
    body = f'  config.vm.provision "shell", path: "script.sh"{more}\n'
    return machine(body, {"script.sh": script, **(files or {})}, box)


def text(guest: Guest, path: str) -> str | None:
    """Return what surely stands in the file that a step wrote at PATH; None where nothing is sure, or nobody wrote it."""
    file = guest.files.get(path)
    if file is None or len(file.versions) != 1 or file.versions[0] is None:
        return None
    return file.versions[0].text


def ports(guest: Guest) -> dict[str, object]:
    """Return the port of each service that listens, by the service's name."""
    return {each.listening.service: each.listening.port for each in guest.listening.values()}
