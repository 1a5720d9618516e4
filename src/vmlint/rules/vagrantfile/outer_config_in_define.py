"""The rule outer-config-in-define."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Applicability, Edit, Fix, Label, Severity
from vmlint.frontends.vagrantfile.convert import origin_of_declaration
from vmlint.rules._base import Bad, Good, VagrantfileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.basics.text import Span
    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.frontends.vagrantfile.facts import OuterCall, VagrantDocument
    from vmlint.model.value import Origin
    from vmlint.rules._base import Analysed

_WHAT = {
    "network": "this network",
    "provider": "what this provider block says",
    "provision": "this provisioner",
    "synced_folder": "this folder",
}


class OuterConfigInDefine(VagrantfileRule):
    """Inside a `define` block something is said of the outer `config`, and so of every machine.

    ## Why is this bad?
    The block of `config.vm.define "a" do |a|` is given the configuration of that machine. `config`, the outer one, is
    the root of all of them: before any command the `vagrant` program loads every machine, and each block adds to the
    root what it says of `config`. All machines then have all of these networks, provisioners and provider settings,
    and the hostname and box of the last block. It is an error where a machine provably gets what only the block of
    another one declares, else a warning: the next machine that somebody adds will get it.

    ## Fix safety
    The fix calls the same on the block's own parameter, which is unsafe: another machine may meanwhile rest on what
    it got by accident.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/multi-machine
    - https://github.com/hashicorp/vagrant/issues/1727
    """

    name = "outer-config-in-define"
    severity = Severity.ERROR
    needs = ("outer-calls",)
    supersedes = (
        "duplicate-private-ip",
        "host-port-collision",
        "forward-shared-by-machines",
        "forward-silently-overwritten",
        "same-subnet-adapters",
    )
    fixable = "unsafe"
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080, auto_correct: true  # meant for all
              (1..3).each do |i|
                config.vm.define "node#{i}" do |node|
                  node.vm.network "private_network", ip: "192.168.56.#{10 + i + rand(9)}"
                  node.vm.provider("virtualbox") { |vb| vb.memory = 1024 }
                end
              end
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.define "a" do |config|  # this one is the machine's own
                config.vm.network "private_network", ip: "192.168.56.10"
              end
              config.vm.define "b"
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.define "a" do |a|
                a.vm.box = config.vm.box == "x" ? "y" : "debian/bookworm64"  # reading changes nothing
              end
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.define "web" do |web|
                config.vm.network "private_network", ip: "192.168.56.10"
            #   ^^^^^^
              end
              config.vm.define "db" do |db|
                db.vm.network "private_network", ip: "192.168.56.11"
              end
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.define "web" do |web|
                web.vm.network "private_network", ip: "192.168.56.10"
              end
              config.vm.define "db" do |db|
                db.vm.network "private_network", ip: "192.168.56.11"
              end
            end
            """,
            unsafe=True,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              %w[a b].each_with_index do |name, i|
                config.vm.define name do |node|
                  node.vm.hostname = name
                  config.vm.provider "virtualbox" do |vb|
            #     ^^^^^^
                    vb.memory = 512 + 512 * i
                  end
                end
              end
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              %w[a b].each_with_index do |name, i|
                config.vm.define name do |node|
                  node.vm.hostname = name
                  node.vm.provider "virtualbox" do |vb|
                    vb.memory = 512 + 512 * i
                  end
                end
              end
            end
            """,
            unsafe=True,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.define "a" do |a|
                config.vm.provider "libvirt" do |libvirt|
            #   ^^^^^^
                  libvirt.memory = 512
                end
              end
              config.vm.define "b"
              config.vm.provider "virtualbox"
            end
            """,
            severity="warning",
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.define "a" do |a|
                config.ssh.username = "admin"
            #   ^^^^^^
              end
              config.vm.define "b"
            end
            """,
            severity="warning",
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.define "only" do |only|
                config.vm.box = "debian/bookworm64"
            #   ^^^^^^
              end
            end
            """,
            severity="warning",
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.define "only" do |only|
                only.vm.box = "debian/bookworm64"
              end
            end
            """,
            unsafe=True,
        ),
    )

    def check(self, document: VagrantDocument, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each define block that says something of the outer configuration."""
        blocks: dict[Span | None, list[OuterCall]] = {}
        for call in document.outer_calls:
            blocks.setdefault(call.declaration.scope.span, []).append(call)
        for calls in blocks.values():
            yield self._report(calls)

    def _report(self, calls: list[OuterCall]) -> Diagnostic:
        first = max(calls, key=_weight)
        machine, receiver = first.declaration.scope.machine, first.receiver
        outer = "config" if receiver is None else receiver.text
        message = f"`{outer}` is the configuration of all machines, not that of `{machine}` alone"
        if first.gives:
            what = _WHAT.get(first.name, f"this `{first.name}`")
            message += f": {_listed(first.gives)} will have {what} too"
        else:
            message += ", though this stands in its block: a machine that is added later will have it too"
        if first.parameter is not None and receiver is not None:
            message += f"; say it of `{first.parameter}`"
        related = {call.declaration.span: Label(call.declaration.span, "this changes the root") for call in calls}
        given = [name for call in calls for name in call.gives]
        owners = [str(call.declaration.scope.machine) for call in calls]
        return self.report(
            message,
            receiver or first.declaration.span,
            on=_origins(first, calls),
            related=related.values(),
            machines=(*owners, *given),
            severity=Severity.ERROR if _harms(first) else Severity.WARNING,
            fix=_fix(calls) if receiver is not None and first.parameter is not None else None,
        )


def _origins(first: OuterCall, calls: list[OuterCall]) -> list[Origin]:
    """Return what the finding rests on: the same call in every iteration of a loop that says as much."""
    same = [
        call for call in calls if call.declaration.span == first.declaration.span and _weight(call) == _weight(first)
    ]
    return [origin_of_declaration(call.declaration) for call in same]


def _weight(call: OuterCall) -> tuple[bool, bool, bool, bool]:
    return not call.declaration.guards and _harms(call), _harms(call), bool(call.gives), call.receiver is not None


def _harms(call: OuterCall) -> bool:
    """Whether another machine is changed by CALL; how one logs in (``ssh.username``) is often meant for all."""
    return bool(call.gives) and "." not in call.name


def _listed(names: tuple[str, ...]) -> str:
    shown = ", ".join(f"`{name}`" for name in names[:3])
    return shown if len(names) <= 3 else f"{shown} and {len(names) - 3} more"


def _fix(calls: list[OuterCall]) -> Fix | None:
    edits = {call.receiver: Edit(call.receiver, call.parameter) for call in calls if call.receiver and call.parameter}
    if not edits:
        return None
    names = ", ".join(dict.fromkeys(f"`{edit.content}`" for edit in edits.values()))
    return Fix(f"say it of {names}, the machine's own", Applicability.UNSAFE, tuple(edits.values()))
