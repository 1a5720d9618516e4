"""Sites and modules of Apache and nginx, as Debian's scripts link them: a2ensite, a2enmod, nginx_ensite."""

from __future__ import annotations

import posixpath

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.woven import GAP
from vmlint.guest.programs.common import DONE, FAILED, arguments, because, unknown
from vmlint.guest.programs.files import inside, link

if TYPE_CHECKING:
    from vmlint.guest.runner import Runner
    from vmlint.languages.shell.outside import Answer, Call

NAMES = {
    "a2ensite": "a2en", "a2dissite": "a2dis", "a2enmod": "a2en", "a2dismod": "a2dis", "a2enconf": "a2en",
    "a2disconf": "a2dis", "nginx_ensite": "nginx_ensite", "nginx_dissite": "nginx_dissite", "ngx-conf": "nothing",
}  # fmt: skip

_KINDS = {
    "a2ensite": ("sites", ".conf"), "a2enmod": ("mods", ".load"), "a2enconf": ("conf", ".conf"),
    "a2dissite": ("sites", ".conf"), "a2dismod": ("mods", ".load"), "a2disconf": ("conf", ".conf"),
}  # fmt: skip
_APACHE = "/etc/apache2"


def a2en(runner: Runner, call: Call) -> Answer:
    """Link sites, modules and configurations of Apache."""
    kind, end = _KINDS[posixpath.basename(call.words[0].text or "")]
    answer = DONE
    for word in arguments(call.words[1:]).operands:
        name = word.text
        if not name or "*" in name:
            runner.put(
                f"{_APACHE}/{kind}-enabled/{GAP}", unknown("which one is enabled is not known", call), call.origin
            )
            continue
        name = posixpath.basename(name).removesuffix(end)
        bare = f"{_APACHE}/{kind}-available/{name}"
        is_there = runner.file(bare + end) is not None
        # Before Apache 2.4 a site's file needed no ending.
        old = kind == "sites" and not is_there and runner.file(bare) is not None
        if not is_there and not old and kind != "mods" and runner.listing(posixpath.dirname(bare)) is not None:
            answer = FAILED
            continue
        endings = [""] if old else [".load", ".conf"] if kind == "mods" else [end]
        for each in endings:
            if kind != "mods" or runner.file(bare + each) is not None:
                link(runner, call, f"{_APACHE}/{kind}-enabled/{name}{each}", bare + each, because(call, word))
    return answer


def a2dis(runner: Runner, call: Call) -> Answer:
    """Take such links away."""
    kind, end = _KINDS[posixpath.basename(call.words[0].text or "")]
    for word in arguments(call.words[1:]).operands:
        name = posixpath.basename(word.text or "").removesuffix(end)
        if word.text and "*" in word.text:
            for path in inside(runner, f"{_APACHE}/{kind}-enabled"):
                runner.put(f"{_APACHE}/{kind}-enabled/{path}", None, because(call, word))
            continue
        for each in ("", ".conf", ".load", "-default"):
            # The default site of old packages is linked as 000-default.
            for start in ("", "000-") if name == "default" else ("",):
                path = f"{_APACHE}/{kind}-enabled/{start}{name}{each}"
                if runner.file(path) is not None:
                    runner.put(path, None, because(call, word))
    return DONE


def nginx_ensite(runner: Runner, call: Call) -> Answer:
    """Link a site of nginx."""
    for word in arguments(call.words[1:]).operands:
        name = posixpath.basename(word.text or "")
        if name:
            origin = because(call, word)
            link(runner, call, f"/etc/nginx/sites-enabled/{name}", f"/etc/nginx/sites-available/{name}", origin)
    return DONE


def nginx_dissite(runner: Runner, call: Call) -> Answer:
    """Take such a link away."""
    for word in arguments(call.words[1:]).operands:
        runner.put(f"/etc/nginx/sites-enabled/{posixpath.basename(word.text or '')}", None, because(call, word))
    return DONE


def nothing(runner: Runner, call: Call) -> Answer:
    """Change nothing that is of interest."""
    return DONE
