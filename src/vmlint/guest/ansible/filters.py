"""Filters and functions of Jinja and Ansible on values that are known. None of them runs what a project brings.

Each takes plain values and returns a plain one, or raises anything at all: then the result is unknown. What could take
long or grow without bound is measured first.
"""

from __future__ import annotations

import json
import posixpath
import re

from vmlint.basics.hints import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MOST_ITEMS = 5_000
MOST_TEXT = 500_000
_TRUE = ("yes", "on", "1", "true", "y", "t", 1, True)
_FALSE = ("no", "off", "0", "false", "n", "f", 0, False, "")


class NotFollowedError(Exception):
    """What a filter would give is not worked out."""


def apply(name: str, value: Any, arguments: list[Any], named: dict[str, Any]) -> Any:
    """Return what the filter NAME makes of VALUE; NotFollowedError, or what Python raises, where that is unknown."""
    name = name.rpartition(".")[2]
    if _size(value) > MOST_ITEMS or any(_size(each) > MOST_ITEMS for each in (*arguments, *named.values())):
        raise NotFollowedError
    own = FILTERS.get(name)
    if own is not None:
        return own(value, *arguments, **named)
    if name in _OF_JINJA:
        from jinja2.filters import FILTERS as THEIRS

        found = THEIRS[name](value, *arguments, **named)
        return found if isinstance(found, (str, int, float, bool, list, dict, tuple, type(None))) else list(found)
    raise NotFollowedError


_OF_JINJA = frozenset(("abs", "batch", "capitalize", "float", "length", "count", "list", "lower", "round", "slice",
    "string", "title", "trim", "upper", "wordcount"))  # fmt: skip


def _size(value: Any, limit: int = MOST_ITEMS) -> int:
    if isinstance(value, str):
        return limit + 1 if len(value) > MOST_TEXT else 1
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, (list, tuple)):
        return 1
    total = 1
    for each in value:
        total += _size(each, limit - total)
        if total > limit:
            break
    return total


def pattern(written: str, text: str, flags: int = 0) -> re.Pattern[str]:
    """Return an expression to match TEXT with; NotFollowedError where that may take long."""
    from vmlint.languages.ruby.evaluate.builtins.regexp_risk import longest_text

    if len(written) > 2_000 or len(text) > longest_text(written):
        raise NotFollowedError
    return re.compile(written, flags)


def truth(value: Any) -> bool:
    """Return what Ansible takes for a truth value, for ``bool`` and for arguments of modules."""
    if isinstance(value, bool):
        return value
    lowered = value.strip().lower() if isinstance(value, str) else value
    if lowered in _TRUE:
        return True
    if lowered in _FALSE or value is None:
        return False
    raise NotFollowedError


def _bool(value: Any) -> Any:
    if value is None:
        return None
    lowered = value.lower() if isinstance(value, str) else value
    return lowered in ("yes", "on", "1", "true", 1, True)


def _int(value: Any, default: int = 0, base: int = 10) -> int:
    if isinstance(value, str) and len(value) > 300:
        raise NotFollowedError
    try:
        return int(value, base) if isinstance(value, str) else int(value)
    except (TypeError, ValueError):
        pass
    try:
        return int(float(value))
    except (TypeError, ValueError, OverflowError):
        return default


def _join(value: Any, d: str = "", attribute: Any = None) -> str:
    items = value if attribute is None else [_attribute(each, attribute) for each in value]
    return str(d).join(map(str, items))


def _attribute(item: Any, path: Any) -> Any:
    for step in path.split(".") if isinstance(path, str) else (path,):
        key = int(step) if isinstance(step, str) and step.isdigit() else step
        item = item[key]
    return item


def _replace(value: Any, old: str, new: str, count: int | None = None) -> str:
    text, old, new = str(value), str(old), str(new)
    if len(text) * (len(new) + 1) > MOST_TEXT * 10:
        raise NotFollowedError
    return text.replace(old, new, -1 if count is None else count)


def _flags(ignorecase: bool, multiline: bool) -> int:
    return (re.IGNORECASE if ignorecase else 0) | (re.MULTILINE if multiline else 0)


def _regex_replace(
    value: Any = "",
    pattern_: str = "",
    replacement: str = "",
    ignorecase: bool = False,
    multiline: bool = False,
    **more: Any,
) -> str:
    pattern_ = more.pop("pattern", pattern_)
    if more:
        raise NotFollowedError
    text = str(value)
    return pattern(pattern_, text, _flags(ignorecase, multiline)).sub(replacement, text)


def _regex_search(value: Any, regex: str, *groups: str, ignorecase: bool = False, multiline: bool = False) -> Any:
    text = str(value)
    found = pattern(regex, text, _flags(ignorecase, multiline)).search(text)
    if found is None:
        return None
    if not groups:
        return found.group()
    numbers = [int(each[1:]) if each[1:].isdigit() else each[3:-1] for each in groups]
    return [found.group(number) for number in numbers]


def _regex_findall(value: Any, regex: str, multiline: bool = False, ignorecase: bool = False) -> Any:
    text = str(value)
    return pattern(regex, text, _flags(ignorecase, multiline)).findall(text)


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, (str, list, tuple)) else next(iter(value))


def _last(value: Any) -> Any:
    return value[-1]


def _unique(value: Iterable[Any], case_sensitive: bool | None = None, attribute: Any = None) -> list[Any]:
    if case_sensitive is not None or attribute is not None:
        raise NotFollowedError
    found: list[Any] = []
    for each in value:
        if each not in found:
            found.append(each)
    return found


def _sort(value: Any, reverse: bool = False, case_sensitive: bool = False, attribute: Any = None) -> list[Any]:
    def key(item: Any) -> Any:
        found = item if attribute is None else _attribute(item, attribute)
        return found.lower() if isinstance(found, str) and not case_sensitive else found

    return sorted(value, key=key, reverse=reverse)


def _sum(value: Iterable[Any], attribute: Any = None, start: Any = 0) -> Any:
    total = start
    for each in value:
        total = total + (each if attribute is None else _attribute(each, attribute))
    return total


def _reverse(value: Any) -> Any:
    return value[::-1] if isinstance(value, str) else list(reversed(value))


def _split(value: str, sep: str | None = None, maxsplit: int = -1) -> list[str]:
    return str(value).split(sep, maxsplit)


def _combine(value: Any, *others: Any, recursive: bool = False, list_merge: str = "replace") -> dict[Any, Any]:
    if list_merge != "replace":
        raise NotFollowedError
    found = dict(value)
    for other in others:
        for each in other if isinstance(other, list) else [other]:
            found = _merged(found, each, recursive)
    return found


def _merged(one: dict[Any, Any], two: dict[Any, Any], recursive: bool) -> dict[Any, Any]:
    found = dict(one)
    for name, value in two.items():
        old = found.get(name)
        both = recursive and isinstance(old, dict) and isinstance(value, dict)
        found[name] = _merged(old, value, recursive) if both else value  # type: ignore[arg-type]
    return found


def _flatten(value: Any, levels: int | None = None, skip_nulls: bool = True) -> list[Any]:
    found: list[Any] = []
    for each in value:
        if skip_nulls and each in (None, "None", "null"):
            continue
        if isinstance(each, list) and (levels is None or levels > 0):
            found += _flatten(each, None if levels is None else levels - 1, skip_nulls)
        else:
            found.append(each)
    return found


def _dict2items(value: dict[Any, Any], key_name: str = "key", value_name: str = "value") -> list[Any]:
    return [{key_name: name, value_name: each} for name, each in value.items()]


def _items2dict(value: list[Any], key_name: str = "key", value_name: str = "value") -> dict[Any, Any]:
    return {each[key_name]: each[value_name] for each in value}


def _to_json(value: Any, **named: Any) -> str:
    return json.dumps(value, **_checked(named))


def _to_nice_json(value: Any, indent: int = 4, sort_keys: bool = True, **named: Any) -> str:
    return json.dumps(value, indent=min(indent, 16), sort_keys=sort_keys, separators=(",", ": "), **_checked(named))


def _checked(named: dict[str, Any]) -> dict[str, Any]:
    if set(named) - {"ensure_ascii", "sort_keys"}:
        raise NotFollowedError
    return named


def _from_yaml(value: str) -> Any:
    from vmlint.basics.text import Source
    from vmlint.guest import yamls
    from vmlint.guest.ansible.values import of_node

    loaded = yamls.load(Source("", value))
    if loaded.problem:
        raise NotFollowedError
    return of_node(loaded.first)


def _quote(value: Any) -> str:
    import shlex

    return shlex.quote("" if value is None else str(value))


def _ternary(value: Any, true_val: Any, false_val: Any, none_val: Any = None) -> Any:
    if value is None and none_val is not None:
        return none_val
    return true_val if bool(value) else false_val


def _version(value: Any, version: Any, operator: str = "eq", strict: Any = None, version_type: Any = None) -> bool:
    if strict or version_type:
        raise NotFollowedError
    one, two = _release(str(value)), _release(str(version))
    name = {"==": "eq", "=": "eq", "<": "lt", "<=": "le", ">": "gt", ">=": "ge", "!=": "ne", "<>": "ne"}.get(
        operator, operator
    )
    return {
        "eq": one == two, "ne": one != two, "lt": one < two, "le": one <= two, "gt": one > two, "ge": one >= two,
    }[name]  # fmt: skip


def _release(text: str) -> list[Any]:
    """Return a version as Python's LooseVersion compares it."""
    found: list[Any] = []
    for part in re.findall(r"\d+|[a-z]+", text):
        found += [int(part[:18]) if part.isdigit() else part]
    return found


def _format(value: str, *arguments: Any, **named: Any) -> str:
    return formatted(value, named or arguments)


def formatted(text: str, arguments: Any) -> str:
    """Return TEXT % ARGUMENTS, unless that may be endless."""
    if re.search(r"%[^a-zA-Z%]*([0-9]{4}|\*)", text):
        raise NotFollowedError
    return str(text % arguments)


def _indent(value: str, width: Any = 4, first: bool = False, blank: bool = False, **named: Any) -> str:
    from jinja2.filters import do_indent

    if (isinstance(width, int) and not 0 <= width <= 200) or set(named) - {"indentfirst"}:
        raise NotFollowedError
    return str(do_indent(value, width, first or bool(named.get("indentfirst")), blank))


def _comment(value: str, style: str = "plain", **named: Any) -> str:
    if style != "plain" or set(named) - {"decoration"}:
        raise NotFollowedError
    mark = named.get("decoration", "# ")
    lines = ["", *value.split("\n"), ""]
    return "\n".join((mark + line).rstrip() for line in lines)


def _mandatory(value: Any, _message: Any = None) -> Any:
    return value


def _b64decode(value: str, encoding: str = "utf-8") -> str:
    from base64 import b64decode

    return b64decode(value).decode(encoding)


def _b64encode(value: str, encoding: str = "utf-8") -> str:
    from base64 import b64encode

    return b64encode(value.encode(encoding)).decode()


def _minimum(value: Any, case_sensitive: bool = False, attribute: Any = None) -> Any:
    return _sort(value, False, case_sensitive, attribute)[0]


def _maximum(value: Any, case_sensitive: bool = False, attribute: Any = None) -> Any:
    if case_sensitive or attribute is not None:
        raise NotFollowedError
    return max(value, key=lambda each: each.lower() if isinstance(each, str) else each)


def _zip(value: Any, *others: Any) -> list[Any]:
    return [list(each) for each in zip(value, *others)]


def _product(value: Any, *others: Any, repeat: int = 1) -> list[Any]:
    from itertools import product

    size = len(value)
    for other in others:
        size *= len(other)
    if repeat != 1 or size > MOST_ITEMS:
        raise NotFollowedError
    return [list(each) for each in product(value, *others)]


def _subelements(value: Any, path: Any, skip_missing: bool = False) -> list[Any]:
    found: list[Any] = []
    for each in value.values() if isinstance(value, dict) else value:
        try:
            inner = _attribute(each, path if isinstance(path, str) else ".".join(path))
        except (KeyError, TypeError):
            if skip_missing:
                continue
            raise
        found += [[each, one] for one in inner]
    return found


def _address(value: Any, query: str = "", *more: Any) -> Any:
    """Return what ``ipaddr`` gives for the queries that files make, of one address."""
    import ipaddress

    if more or not isinstance(value, str):
        raise NotFollowedError
    found = ipaddress.ip_interface(value)
    if query in ("", "address", "netmask", "prefix", "network"):
        answers = {"": value, "address": str(found.ip), "netmask": str(found.netmask),
                   "prefix": found.network.prefixlen,
                   "network": str(found.network.network_address)}  # fmt: skip
        return answers[query]
    if query.lstrip("-").isdigit():
        return f"{found.network[int(query)]}/{found.network.prefixlen}"
    raise NotFollowedError


def _extract(value: Any, container: Any, morekeys: Any = None) -> Any:
    found = container[value]
    for each in [] if morekeys is None else morekeys if isinstance(morekeys, list) else [morekeys]:
        found = found[each]
    return found


def _type(value: Any) -> str:
    """Return the name of a type that every Ansible gives alike: a text may be one of several, or come to be none."""
    if not isinstance(value, (bool, int, float, list, dict)):
        raise NotFollowedError
    return type(value).__name__


FILTERS: dict[str, Callable[..., Any]] = {
    "bool": _bool, "int": _int, "join": _join, "replace": _replace, "regex_replace": _regex_replace,
    "regex_search": _regex_search, "regex_findall": _regex_findall, "regex_escape": lambda value: re.escape(str(value)),
    "first": _first, "last": _last, "unique": _unique, "sort": _sort, "sum": _sum, "reverse": _reverse, "split": _split,
    "combine": _combine, "flatten": _flatten, "dict2items": _dict2items, "items2dict": _items2dict, "to_json": _to_json,
    "to_nice_json": _to_nice_json, "from_json": lambda value: json.loads(value), "from_yaml": _from_yaml,
    "tojson": _to_json, "basename": lambda value: posixpath.basename(value),
    "dirname": lambda value: posixpath.dirname(value),
    "quote": _quote, "ternary": _ternary, "version_compare": _version, "format": _format, "indent": _indent,
    "comment": _comment, "mandatory": _mandatory, "b64decode": _b64decode, "b64encode": _b64encode, "min": _minimum,
    "max": _maximum, "zip": _zip, "product": _product, "subelements": _subelements, "ipaddr": _address,
    "extract": _extract, "items": lambda value: [list(each) for each in value.items()],
    "union": lambda value, other: _unique([*value, *other]),
    "intersect": lambda value, other: _unique([each for each in value if each in other]),
    "difference": lambda value, other: _unique([each for each in value if each not in other]),
    "symmetric_difference": lambda value, other: _unique(
        [each for each in value if each not in other] + [each for each in other if each not in value]
    ),
    "path_join": lambda value: posixpath.join(*value) if isinstance(value, list) else value,
    "splitext": lambda value: list(posixpath.splitext(value)),
    "type_debug": _type,
}  # fmt: skip
