"""The rule known-bad-version."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.model.host import at_least, parse_version
from vmlint.rules._base import Bad, Good, ProjectRule
from vmlint.rules._forwards import owner_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.basics.text import Span
    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.rules._base import Analysed


class KnownBadVersion(ProjectRule):
    """The stated version of VirtualBox or Vagrant is known to break networks, or the two do not go together.

    ## Why is this bad?
    The file is right, and nothing works: VirtualBox 7.2.0 loses its NAT where a machine has several forwards, and
    Vagrant refuses a VirtualBox that is newer than it. Only versions that somebody stated are looked at, with
    `host: {virtualbox: "7.2.0", vagrant: "2.4.9"}` in vmlint.yaml or the options of those names, and only as exactly
    as they are stated: `7.2` may be 7.2.4, and is not reported.

    ## References
    - https://github.com/VirtualBox/virtualbox/issues/232
    - https://github.com/hashicorp/vagrant/blob/main/CHANGELOG.md
    """

    name = "known-bad-version"
    severity = Severity.WARNING
    needs = ("versions",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080 + rand(9)
            end
            """,
            virtualbox="7.2",
            vagrant="2.4.9",
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.provider "libvirt"
            end
            """,
            virtualbox="7.2.0",
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
            #^^^^^^^^^^^^^^^^^^^^^
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080
            end
            """,
            virtualbox="7.2.0",
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
            #^^^^^^^^^^^^^^^^^^^^^
              config.vm.box = "debian/bookworm64"
            end
            """,
            virtualbox="7.1.4",
            vagrant="2.4.1",
        ),
        Bad(
            files={
                "net.sh": """
                VBoxManage natnetwork add --netname lab --network 10.5.0.0/24 --enable
                #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                VBoxManage natnetwork modify --netname lab --port-forward-4 "web:tcp:[]:8080:[10.5.0.4]:80"
                VBoxManage natnetwork modify --netname lab --port-forward-4 "api:tcp:[]:8081:[10.5.0.4]:81"
                """,
                "vmlint.yaml": 'sources: [net.sh]\nhost: {virtualbox: "7.2.2"}',
            }
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield what is known of the stated versions, at the first place of the project that they hold for."""
        place = _first_place(analysed)
        if place is None or not analysed.topology.virtualbox:
            return
        words = list(_known(analysed))
        if words:
            yield self.report("; ".join(words), place)


def _first_place(analysed: Analysed) -> Span | None:
    """Return the first configure call; without a Vagrantfile where the first machine or NAT network is made."""
    for document in analysed.of("vagrantfile"):
        if document.configures:
            return document.configures[0].span
    networks = analysed.topology.networks
    origins = [machine.origin for machine in analysed.topology.machines]
    origins += [] if networks is None else [network.origin for network in networks.nat]
    spans = [origin.span for origin in origins if origin.span is not None]
    return min(spans, key=lambda span: span.order()) if spans else None


def _known(analysed: Analysed) -> Iterator[str]:
    from vmlint.data.known_versions import BROKEN, SUPPORTED_SINCE

    virtualbox = parse_version(analysed.virtualbox or "")
    vagrant = parse_version(analysed.vagrant or "") if analysed.of("vagrantfile") else None
    for program, first, mended, needs, what in BROKEN:
        version = virtualbox if program == "VirtualBox" else vagrant
        if version is None or not at_least(version, first) or at_least(version, mended) is not False:
            continue
        if needs == "forwards" and not _has_several_forwards(analysed):
            continue
        yield f"{program} {'.'.join(map(str, version))}: {what}"
    for since, needed in SUPPORTED_SINCE:
        if at_least(virtualbox, since):
            if at_least(vagrant, needed) is False:
                yield (
                    f"Vagrant {analysed.vagrant} does not know VirtualBox {analysed.virtualbox} and refuses it; "
                    f"update to Vagrant {'.'.join(map(str, needed))}"
                )
            return


def _has_several_forwards(analysed: Analysed) -> bool:
    """Return whether a machine, or a NAT network, has more than one forward: Vagrant's own ssh counts."""
    counts: dict[str, int] = {}
    for forward in analysed.topology.forwards:
        if forward.disabled is False and forward.origin.certain:
            owner = owner_text(analysed.topology, forward)
            counts[owner] = counts.get(owner, 0) + 1
    return any(count > 1 for count in counts.values())
