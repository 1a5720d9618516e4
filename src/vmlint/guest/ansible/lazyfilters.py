"""Filters that work on values of which parts are unknown, or on none at all; all others need to know everything."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.woven import Woven, joined
from vmlint.guest.ansible import filters, jinjatests
from vmlint.guest.ansible.judging import truth
from vmlint.guest.ansible.values import Text, Undefined, known, place, placed, plain, shown, unknown
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.basics.text import Span

_KEEPING = frozenset(("combine", "dict2items", "union", "difference", "intersect", "flatten", "unique", "sort",
    "extract", "zip", "product", "subelements", "reverse", "min", "max", "items2dict", "items"))  # fmt: skip
"""Filters that give elements of what they are given."""
_ANY = ("map", "select", "reject", "selectattr", "rejectattr")


class Site:
    """Where a filter stands: how members of a value are found, and the place of the text."""

    __slots__ = ("member", "span")

    def __init__(self, member: Callable[..., Any], span: Span | None) -> None:
        self.member = member
        self.span = span


def filtered(site: Site, name: str, value: Any, given: list[Any], named: dict[str, Any]) -> Any:
    """Return what the filter NAME makes of VALUE."""
    short = name.rpartition(".")[2]
    if short in ("default", "d"):
        return _default(value, given, named)
    if isinstance(value, Undefined):
        return value.unknown()
    if isinstance(value, Unknown):
        return value
    if short in _ANY:
        return _each(site, short, value, given, named)
    if short in ("first", "last", "length", "count", "list", "join") and isinstance(value, (list, tuple)) and not named:
        return _listed(site, short, value, given)
    if short == "ternary" and len(given) >= 2 and known(value) and not named:
        return filters.apply("ternary", value, given, {})
    if short in ("string", "trim", "mandatory") and isinstance(value, Text) and not given:
        return (
            Text(_trimmed(value.woven))
            if short == "trim" and value.woven.known
            else value
            if short != "trim"
            else unknown(value)
        )
    for each in (value, *given, *named.values()):
        if not known(each):
            return unknown(each)
    if short in _KEEPING:
        # The elements stay what they are, with their places.
        return filters.apply(short, value, given, named)
    found = filters.apply(
        short, plain(value), [plain(each) for each in given], {key: plain(each) for key, each in named.items()}
    )
    return _placed(found, place(value))


def _placed(found: Any, span: Any) -> Any:
    if isinstance(found, list):
        return [_placed(each, span) for each in found]
    return placed(found, span)


def _default(value: Any, given: list[Any], named: dict[str, Any]) -> Any:
    default = given[0] if given else named.get("default_value", "")
    boolean = given[1] if len(given) > 1 else named.get("boolean", False)
    if isinstance(value, Undefined):
        return default
    if isinstance(value, Unknown):
        return value
    if boolean:
        found = truth(value)
        return found if isinstance(found, Unknown) else value if found else default
    return value


def _listed(site: Site, name: str, value: Any, given: list[Any]) -> Any:
    if name in ("length", "count"):
        return len(value)
    if name == "list":
        return list(value)
    if name == "join":
        if given and not known(given[0]):
            return unknown(given[0])
        if len(value) > filters.MOST_ITEMS:
            raise filters.NotFollowedError
        return Text(joined([shown(each, site.span) for each in value], str(given[0]) if given else ""))
    if not value:
        return Undefined(f"the {name} of an empty list")
    return value[0] if name == "first" else value[-1]


def _trimmed(text: Woven) -> Woven:
    start = len(text.text) - len(text.text.lstrip())
    return text.cut(start, len(text.text.rstrip()))


def _each(site: Site, name: str, value: Any, given: list[Any], named: dict[str, Any]) -> Any:
    """Follow ``map`` and the filters that select."""
    items = list(value) if isinstance(value, (list, tuple, dict)) else None
    if items is None or len(items) > filters.MOST_ITEMS or (given and not known(given[0])):
        return unknown(value)
    if name == "map":
        if "attribute" in named:
            path = str(named["attribute"])
            return [_attribute(site, each, path, named.get("default")) for each in items]
        if not given:
            raise filters.NotFollowedError
        return [filtered(site, str(given[0]), each, list(given[1:]), dict(named)) for each in items]
    wanted = not name.startswith("reject")
    by_attribute = name.endswith("attr")
    rest = given[1:] if by_attribute else given
    found = []
    for each in items:
        looked = _attribute(site, each, str(given[0]), None) if by_attribute else each
        test = jinjatests.tested(str(rest[0]), looked, rest[1:], named) if rest else truth(looked)
        if isinstance(test, Unknown):
            return test
        if bool(test) is wanted:
            found.append(each)
    return found


def _attribute(site: Site, item: Any, path: str, default: Any) -> Any:
    for step in path.split("."):
        item = site.member(item, int(step) if step.isdigit() else step, attribute=False)
    return default if isinstance(item, Undefined) and default is not None else item
