"""The rule string-network-option."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Applicability, Edit, Fix, Label, Severity
from vmlint.frontends.vagrantfile.convert import origin_of
from vmlint.rules._base import Bad, Good, VagrantfileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.basics.text import Span
    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.frontends.vagrantfile.facts import MachineFacts, NetworkFacts, Setting, VagrantDocument
    from vmlint.rules._base import Analysed


class StringNetworkOption(VagrantfileRule):
    """An option of a network is named by a string, not a symbol, and Vagrant does not see it.

    ## Why is this bad?
    `"guest" => 80` and `guest: 80` are different keys for Ruby, and Vagrant asks for the second one alone. It says
    nothing of the first: a forward without ports is refused for lack of them, a private network without its address
    fails at `vagrant up`, and `"host_ip" => "127.0.0.1"` leaves the port open. The same happens where a hash with
    string keys, as YAML and JSON give it, is handed over with `**`.

    ## Fix safety
    Where the key is written as a string at the call, the fix makes a symbol of it, so that Vagrant does what the text
    says.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/networking/basic_usage
    """

    name = "string-network-option"
    severity = Severity.ERROR
    needs = ("string-options",)
    supersedes = ("vagrant-validation-error", "network-without-address")
    fixable = "safe"
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", "guest": 80, :host => 8080, host_ip: "127.0.0.1"  # all symbols
              config.vm.network "private_network", ip: "192.168.56.#{rand(9)}", "comment" => "no option of Vagrant's"
              config.vm.network "private_network", ip: "192.168.56.10", "virtualbox__intnet" => "lab"  # this one counts
              config.vm.network "forwarded_port", guest: 443, host: 8443, "guest" => 443  # both
            end
            """
        ),
        Good(
            files={
                "Vagrantfile": """
                require "yaml"
                networks = YAML.load_file("networks.yml", symbolize_names: true)
                Vagrant.configure("2") do |config|
                  config.vm.box = "debian/bookworm64"
                  networks.each { |network| config.vm.network "private_network", **network }
                end
                """,
                "networks.yml": """
                - ip: 192.168.56.10
                """,
            }
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", "guest" => 80, "host" => 8080
            #                                     ^^^^^^^
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", :guest => 80, :host => 8080
            end
            """,
        ),
        Bad(
            files={
                "Vagrantfile": """
                require "yaml"
                Vagrant.configure("2") do |config|
                  config.vm.box = "debian/bookworm64"
                  YAML.load_file("networks.yml").each do |network|
                    config.vm.network "private_network", **network
                #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                  end
                end
                """,
                "networks.yml": """
                - ip: 192.168.56.10
                """,
            }
        ),
    )

    def check(self, document: VagrantDocument, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each call with options that Vagrant knows only as symbols."""
        from vmlint.data.network_options import OPTIONS

        for machine in document.machines:
            for network in machine.networks:
                known = OPTIONS.get(network.type) if isinstance(network.type, str) else None
                if known is None or network.declaration is None:
                    continue
                ignored = {
                    key[1:-1]: setting
                    for key, setting in network.options.items()
                    if key[:1] == '"' and key[1:-1] in known and key[1:-1] not in network.options
                }
                # `virtualbox__ip` gives the option ip whether its name is a string or not.
                ignored = {name: at for name, at in ignored.items() if f'"virtualbox__{name}"' not in network.options}
                if ignored:
                    yield self._report(machine, network, ignored)

    def _report(self, machine: MachineFacts, network: NetworkFacts, ignored: dict[str, Setting]) -> Diagnostic:
        assert network.declaration is not None, "only what somebody wrote has options"
        call = network.declaration.span
        here = [
            at.key_span
            for at in ignored.values()
            if at.key_span is not None
            and at.key_span.source is call.source
            and call.start <= at.key_span.start < call.end
        ]
        names = ", ".join(f"`{name}`" for name in ignored)
        symbols = ", ".join(f"`{name}:`" for name in ignored)
        message = f"Vagrant does not see {names}: the key is a string, not a symbol; write {symbols}"
        if not here:
            message += ", or make symbols of the keys where the hash comes from (`symbolize_names: true`)"
        written = [
            Label(at.span, "written here") for at in ignored.values() if at.span and at.span.source is not call.source
        ]
        return self.report(
            message,
            here[0] if here else call,
            on=(origin_of(network, machine),),
            related=(Label(call, "this network lacks them"), *written),
            machines=(str(machine.name),),
            fix=_fix(here) if len(here) == len(ignored) else None,
        )


def _fix(spans: list[Span]) -> Fix | None:
    """Return the fix where every key is a plain string before ``=>``."""
    edits = []
    for span in spans:
        inside = span.text[1:-1]
        rest = span.source.text[span.end : span.end + 8].lstrip()
        if span.text not in (f'"{inside}"', f"'{inside}'") or not inside.isidentifier() or rest[:2] != "=>":
            return None
        edits.append(Edit(span, f":{inside}"))
    return Fix("name the options by symbols", Applicability.SAFE, tuple(edits)) if edits else None
