"""What keeps a rule from being loaded never keeps it from firing: features agree with the tables of the rules."""

from __future__ import annotations

from vmlint.data import browser_ports, hsts_tlds, os_ports
from vmlint.engine import features
from vmlint.model.adapters import ForwardedPort
from vmlint.model.value import ABSENT, EVERYWHERE, Spanned


def of(host: int, guest: int = 80) -> set[str]:
    """Return the features of a forward."""
    values = dict.fromkeys(ForwardedPort._fields, ABSENT)
    values.update(machine="m", order=0, name="x", own=False, origin=EVERYWHERE, auto_correct=False, disabled=False)
    values.update(host_port=Spanned(host, None, ()), guest_port=Spanned(guest, None, ()))
    values["protocol"] = Spanned("tcp", None, ())
    return set(features._of_forward(ForwardedPort(**values)))


def test_no_port_of_a_table_is_passed_over() -> None:
    for port in range(1, 65536):
        found = of(port)
        if port in os_ports.MACOS or port in os_ports.WINDOWS or port in os_ports.WINDOWS_DYNAMIC:
            assert "os-ports" in found, port
        if port in browser_ports.REFUSED:
            assert "browser-ports" in found, port
    for port in (80, 443, 3000, 8000, 8080, 8443, 9000):
        assert not {"os-ports", "browser-ports"} & of(port), "what most files have loads nothing"
    assert "browser-ports" not in of(2222, guest=22)


def test_no_domain_of_the_table_is_passed_over() -> None:
    assert not features._PLAIN_DOMAINS & hsts_tlds.PRELOADED
    assert list(features._of_names(["web.test", "db.local"])) == []
    assert list(features._of_names(["web.dev"])) == ["domains"]
    assert list(features._of_names(["web", "web"])) == ["equal-hostnames"]
