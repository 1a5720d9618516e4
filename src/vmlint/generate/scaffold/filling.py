"""From a stack and what a user chose to the files of a project, in memory."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.generate.scaffold.escaping import Said, filters
from vmlint.generate.scaffold.options import settle
from vmlint.generate.scaffold.stacks import template_names

if TYPE_CHECKING:
    from vmlint.generate.scaffold.options import Choices, Settled
    from vmlint.generate.scaffold.stacks import Stack


class Scaffold(Record):
    """A project that is not written yet: its files by path, what to open, and what holds for it."""

    __slots__ = ("stack", "settled", "files", "url")
    stack: Stack
    settled: Settled
    files: dict[str, bytes]
    url: str


def plan(stack: Stack, choices: Choices) -> Scaffold:
    """Return the files of a new project; raise ScaffoldError where the choices cannot be."""
    from vmlint.generate.templating import environment

    settled = settle(stack, choices)
    url = stack.url.format(host_port=settled.host_port)
    made = environment("")
    made.filters.update(filters())
    values = {
        "name": Said(settled.name),
        "box": Said(settled.box),
        "slug": settled.slug,
        "host_port": settled.host_port,
        "guest_port": settled.guest_port,
        "addresses": settled.addresses,
        "provider_name": settled.provider,
        "defaults": stack.defaults,
        "stack": stack.name,
        "url": url,
    }
    files = {
        path: made.get_template(template).render(values).encode("utf-8")
        for path, template in template_names(stack).items()
    }
    return Scaffold(stack, settled, files, url)
