"""What a task is repeated over: ``loop``, ``with_items``, ``with_dict`` and their kin."""

from __future__ import annotations

import posixpath

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.patterns import later
from vmlint.guest.ansible import filters
from vmlint.guest.ansible.values import Text, Undefined, known, place, placed, text, unknown
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from vmlint.guest.ansible.doing import Place
    from vmlint.guest.ansible.scope import Scope

MOST_ROUNDS = 300
_NAME = later(r"[A-Za-z_]\w*(\.\w+)*")


def over(task: dict[Any, Any], scope: Scope, where: Place) -> list[Any] | Unknown | None:
    """Return what a task is repeated over; None where it is not, Unknown where nobody knows over what."""
    name = next((key for key in task if isinstance(key, str) and (key == "loop" or key.startswith("with_"))), None)
    if name is None:
        return None
    value = _terms(task[name], scope, bare=name != "loop")
    try:
        found = _items(name, value, scope, where)
    except (filters.NotFollowedError, ValueError, TypeError, LookupError, AttributeError):
        found = Unknown(f"what {name} comes to is not known")
    if isinstance(found, list) and len(found) > MOST_ROUNDS:
        return Unknown("a loop takes more rounds than vmlint follows")
    return found


def _terms(value: Any, scope: Scope, *, bare: bool) -> Any:
    if bare and isinstance(value, Text) and _NAME.fullmatch(value) is not None:
        # Old playbooks name a variable without braces.
        from vmlint.guest.ansible import templates

        found = templates.expression(value.woven, scope)
        if not isinstance(found, Undefined):
            return found
    found = scope.resolved(value)
    return found.unknown() if isinstance(found, Undefined) else found


def _items(name: str, value: Any, scope: Scope, where: Place) -> list[Any] | Unknown:
    if isinstance(value, Unknown):
        return value
    kind = name[5:] if name.startswith("with_") else name
    if kind in ("loop", "list"):
        return list(value) if isinstance(value, (list, tuple)) else unknown(value)
    if kind == "dict":
        merged: dict[Any, Any] = {}
        for each in value if isinstance(value, list) else [value]:
            if not isinstance(each, dict):
                return unknown(each)
            merged.update(each)
        return [{"key": placed_key(key), "value": item} for key, item in merged.items()]
    if kind == "sequence":
        return _sequence(value)
    return _of_lists(name, kind, value if isinstance(value, list) else [value], scope, where)


def _of_lists(name: str, kind: str, values: list[Any], scope: Scope, where: Place) -> list[Any] | Unknown:
    strange = next((each for each in values if isinstance(each, Unknown)), None)
    if kind in ("items", "flattened"):
        return _flat(values, 1 if kind == "items" else 10)
    if strange is not None:
        return strange
    if kind == "indexed_items":
        return [[number, each] for number, each in enumerate(_flat(values, 1))]
    if kind in ("together", "nested", "cartesian"):
        return _combined(kind, values, scope)
    if kind == "subelements":
        options = values[2] if len(values) > 2 and isinstance(values[2], dict) else {}
        return list(
            filters.apply("subelements", _listed(values[0], scope), [values[1], bool(options.get("skip_missing"))], {})
        )
    if kind == "fileglob":
        return _globbed(values, where)
    if kind == "first_found":
        return _first_found(values, where)
    return Unknown(f"{name} is not followed")


def _combined(kind: str, values: list[Any], scope: Scope) -> list[Any] | Unknown:
    lists = [_listed(each, scope) for each in values]
    if any(isinstance(each, Unknown) for each in lists):
        return next(each for each in lists if isinstance(each, Unknown))
    known_lists = [each for each in lists if isinstance(each, list)]
    if kind == "together":
        from itertools import zip_longest

        return [list(each) for each in zip_longest(*known_lists)]
    return list(filters.apply("product", known_lists[0], known_lists[1:], {}))


def placed_key(key: Any) -> Any:
    """Return a key of a dict as a value."""
    return text(key, None) if isinstance(key, str) and not isinstance(key, Text) else key


def _listed(value: Any, scope: Scope) -> Any:
    if isinstance(value, Text) and _NAME.fullmatch(value) is not None:
        found = scope.lookup(str(value))
        if isinstance(found, list):
            return found
    return value if isinstance(value, (list, Unknown)) else [value]


def _flat(values: list[Any], levels: int) -> list[Any]:
    found: list[Any] = []
    for each in values:
        if isinstance(each, (list, tuple)) and levels:
            found += _flat(list(each), levels - 1)
        else:
            found.append(each)
    return found


def _sequence(value: Any) -> list[Any] | Unknown:
    given = value[0] if isinstance(value, list) and value else value
    if isinstance(given, str):
        if not known(given):
            return unknown(given)
        span = place(given)
        pairs = dict(part.split("=", 1) for part in str(given).split() if "=" in part)
    elif isinstance(given, dict):
        span = next((place(each) for each in given.values()), None)
        pairs = {str(key): str(each) for key, each in given.items() if known(each)}
    else:
        return Unknown("what with_sequence counts is not known")
    start, step = int(pairs.get("start", 1)), int(pairs.get("stride", 1))
    if "count" in pairs:
        end = start + (int(pairs["count"]) - 1) * step
    else:
        end = int(pairs["end"])
    written = pairs.get("format", "%d").strip("\"'")
    numbers = range(start, end + (1 if step > 0 else -1), step)
    if len(numbers) > MOST_ROUNDS:
        return Unknown("a loop takes more rounds than vmlint follows")
    return [text(filters.formatted(written, number), span) for number in numbers]


def _globbed(values: list[Any], where: Place) -> list[Any] | Unknown:
    from fnmatch import fnmatchcase

    found: list[Any] = []
    for each in values:
        if not isinstance(each, Text) or not known(each):
            return unknown(each)
        for path in where.candidates(str(each), "files"):
            folder, pattern = posixpath.split(path)
            names = where.shelf.names(folder)
            if names is None:
                return Unknown("which files match is not known")
            matching = [name for name in names if fnmatchcase(name, pattern)] if pattern.count("*") < 5 else []
            found += [placed(posixpath.join(folder, name), place(each)) for name in matching]
            if matching:
                break
    return found


def _first_found(values: list[Any], where: Place) -> list[Any] | Unknown:
    names: list[Any] = []
    folders: list[Any] = []
    for each in values:
        if isinstance(each, dict):
            names += _flat([each.get("files", [])], 1)
            folders += _flat([each.get("paths", [])], 1)
        else:
            names.append(each)
    for each in names:
        if not isinstance(each, Text) or not known(each):
            return unknown(each)
        tries = [posixpath.join(str(folder), each) for folder in folders if isinstance(folder, str)] or [str(each)]
        for written in tries:
            for folder in ("files", "templates", "vars", "tasks"):
                for path in where.candidates(written, folder):
                    if where.shelf.read(path) is not None:
                        return [placed(path, place(each))]
    return []
