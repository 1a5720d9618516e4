"""The rule nat-rule-malformed."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import whole_number
from vmlint.findings.diagnostics import Edit, Severity
from vmlint.model.address import parse_v4
from vmlint.rules._base import Bad, Good, fix_of
from vmlint.rules._remarks import RemarkRule

if TYPE_CHECKING:
    from vmlint.findings.diagnostics import Fix
    from vmlint.model.hardware import Remark

_LAST_PORT = 65535
_PROTOCOLS = ("tcp", "udp")


class NatRuleMalformed(RemarkRule):
    """A NAT rule is not what VirtualBox reads, or forwards no port.

    ## Why is this bad?
    A rule of an adapter has five commas between its six fields, `web,tcp,127.0.0.1,8080,,80`, and no more: without
    one of them VBoxManage stops with "Missing or invalid argument", and `vagrant up` with it. It does not complain of
    a port that is none: `70000` becomes another one, `http` becomes 0, and the forward is not where it seems to be.

    Of a `forwarded_port` Vagrant makes such a rule, whose name is the `id`, and looks at the ports alone: a comma in
    the `id`, or a protocol that is none, stops `vagrant up`.

    The forward of a NAT network has colons, and brackets round the addresses: `web:tcp:[]:8080:[10.0.2.4]:80`.

    ## Fix safety
    The fix puts in the commas that are missing, where the fields that are there leave just one reading: it is the rule
    that was meant, and VBoxManage took none before. There is no fix for a port or a protocol that is none.

    ## References
    - https://www.virtualbox.org/manual/ch06.html#natforward
    """

    name = "nat-rule-malformed"
    severity = Severity.ERROR
    fixable = "safe"
    needs = ("remark:nat-rule-malformed",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 9000, host: 9000 + rand(9)
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--natpf1", "web,tcp,127.0.0.1,8080,,80"]
                vb.customize ["modifyvm", :id, "--natpf1", ",udp,,5353,10.0.2.15,5353"]
                vb.customize ["modifyvm", :id, "--natpf1", "delete", "web"]
                vb.customize ["modifyvm", :id, "--natpf1", "api,tcp,,#{8000 + rand(9)},,80"]
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
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--natpf1", "web,tcp,8080,,80"]
            #                                              ^^^^^^^^^^^^^^^^^^
              end
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--natpf1", "web,tcp,,8080,,80"]
              end
            end
            """,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.provider "virtualbox" do |vb|
                vb.customize ["modifyvm", :id, "--natpf1", "web,http,,8080,,80", "--natpf1", "api,tcp,,80800,,80"]
            #                                                   ^^^^                                   ^^^^^
              end
            end
            """
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080, id: "web, the first"
            #                                                                ^^^^^^^^^^^^^^^^
              config.vm.network "forwarded_port", guest: 81, host: 8081, protocol: "http"
            #                                                                      ^^^^^^
            end
            """
        ),
        Bad(
            files={
                "net.sh": """
                VBoxManage createvm --name dev --register
                VBoxManage modifyvm dev --natpf1 "web,tcp,127.0.0.1,8080,80"
                #                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^
                VBoxManage natnetwork add --netname lab --network 10.5.0.0/24
                VBoxManage natnetwork modify --netname lab --port-forward-4 "web:tcp:[]:0:[10.5.0.4]:80"
                #                                                                       ^
                """,
                "vmlint.yaml": "sources: [net.sh]",
            }
        ),
    )

    def fix_for(self, remark: Remark) -> Fix | None:
        """Return the rule with the commas that it lacks."""
        text = remark.span.text
        quote = text[:1]
        if quote not in ('"', "'") or text[-1:] != quote or "#{" in text:
            return None
        meant = _with_all_fields(text[1:-1])
        return None if meant is None else fix_of(f"write `{meant}`", Edit(remark.span, f"{quote}{meant}{quote}"))


def _with_all_fields(rule: str) -> str | None:
    """Return RULE with six fields, if those that are there can stand in one way only."""
    fields = [field.strip() for field in rule.split(",")]
    if len(fields) > 5 or "" in fields[-1:]:
        return None
    if fields[0].lower() in _PROTOCOLS:
        fields.insert(0, "")
    if len(fields) < 4 or fields[1].lower() not in _PROTOCOLS:
        return None
    rest = [field for field in fields[2:] if field]
    host_ip = rest.pop(0) if parse_v4(rest[0]) is not None else ""
    if len(rest) == 3 and parse_v4(rest[1]) is not None:
        guest_ip = rest.pop(1)
    else:
        guest_ip = ""
    if len(rest) != 2 or not all(0 < (whole_number(port) or 0) <= _LAST_PORT for port in rest):
        return None
    return ",".join((*fields[:2], host_ip, rest[0], guest_ip, rest[1]))
