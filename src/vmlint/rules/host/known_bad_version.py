"""The rule known-bad-version."""

from __future__ import annotations

from vmlint.diagnostics import Severity
from vmlint.hints import TYPE_CHECKING
from vmlint.model.host import at_least, parse_version
from vmlint.rules._base import Bad, Good, ProjectRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.diagnostics import Diagnostic
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
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield what is known of the stated versions, at the first configure call of the project."""
        calls = [call for document in analysed.documents for call in document.configures]
        if not calls or not analysed.topology.virtualbox:
            return
        words = list(_known(analysed))
        if words:
            yield self.report("; ".join(words), calls[0].span)


def _known(analysed: Analysed) -> Iterator[str]:
    from vmlint.data.known_versions import BROKEN, SUPPORTED_SINCE

    virtualbox, vagrant = parse_version(analysed.virtualbox or ""), parse_version(analysed.vagrant or "")
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
    """Return whether a machine has more than one forward: Vagrant's own ssh counts."""
    counts: dict[str, int] = {}
    for forward in analysed.topology.forwards:
        if forward.disabled is False and forward.origin.certain:
            counts[forward.machine] = counts.get(forward.machine, 0) + 1
    return any(count > 1 for count in counts.values())
