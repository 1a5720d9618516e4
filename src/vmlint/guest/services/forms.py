"""Forms of configuration files, each as a list of settings: keys with dots, values with their places.

``words`` (``key value``), ``equals`` (``key = value``), ``ini`` (with ``[section]``, as plain TOML files), ``shell``
(assignments), ``options`` (a command line over several lines), ``yaml``, ``braces`` (HCL and JSON), ``xml`` (attributes
of elements). What a form does not understand it leaves out; what nobody knows has an empty key.
"""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.woven import GAP
from vmlint.guest.services.reading import Item, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vmlint.basics.woven import Woven

MOST_ITEMS = 20_000


def words(woven: Woven, path: str) -> list[Item]:
    """Read ``key value``."""
    return [_lower(item) for item in plain(woven, path)]


def equals(woven: Woven, path: str) -> list[Item]:
    """Read ``key = value``, or ``key: value``."""
    return [item for item in plain(woven, path, comment="#", joint="=:") if item.key != "["]


def ini(woven: Woven, path: str) -> list[Item]:
    """Read ``key = value`` under ``[section]``, as ``section.key``."""
    found = []
    for item in plain(woven, path, comment="#;", joint="="):
        if item.key == "[":
            found.append(Item("", f"[{item.text}]", "", woven, item.start, item.end, path))
        elif not item.key:
            found.append(item)
        else:
            found.append(_renamed(item, f"{item.section}.{item.key}" if item.section else item.key))
    return found


_ASSIGNMENT = later(
    rf"^[ \t]*(?:export[ \t]+)?(?P<key>[\w{GAP}]+)="
    r"(?:\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>[^']*)'|(?P<bare>\S*))",
    re.MULTILINE | re.DOTALL,
)


def shell(woven: Woven, path: str) -> list[Item]:
    """Read assignments; the value of a variable that the file has is put into its place."""
    found: list[Item] = []
    values: dict[str, Item] = {}
    for match in _ASSIGNMENT.finditer(woven.text):
        group = match.lastgroup or "bare"
        key = match["key"]
        text = match[group]
        item = Item("", "" if GAP in key else key, text, woven, match.start(group), match.end(group), path)
        if group != "single" and "$" in text:
            used = re.fullmatch(r"\$\{?(\w+)\}?", text)
            if used is not None and used[1] in values:
                item = _renamed(values[used[1]], key)
            else:
                filled = re.sub(r"\$\{?(\w+)\}?", lambda one: values[one[1]].text if one[1] in values else GAP, text)
                item = Item("", item.key, filled, woven, item.start, item.end, path)
        values[key] = item
        found.append(item)
    gaps = re.finditer(rf"^{GAP}\s*$", woven.text, re.MULTILINE)
    found += [Item("", "", GAP, woven, match.start(), match.start() + 1, path) for match in gaps]
    return sorted(found, key=lambda item: (item.end, item.start))


def options(woven: Woven, path: str) -> list[Item]:
    """Read a command line over several lines: ``-l 127.0.0.1``, ``-p11211``, ``--listen=x``; marks of comment count."""
    found = []
    for item in plain(woven, path):
        key = item.key
        if key.startswith("--") and "=" in key:
            name, _, value = key.partition("=")
            start = item.start - len(value) if not item.text else item.start
            found.append(Item("", name, value, woven, start, start + len(value), path))
        elif re.match(r"-[A-Za-z].", key) and not item.text:
            found.append(Item("", key[:2], key[2:], woven, item.start - len(key) + 2, item.start, path))
        else:
            found.append(item)
    return found


# YAML, as configuration files have it: maps, lists, plain and quoted values. Nothing of tags, anchors, blocks of text.

_ENTRY = later(
    r"(?P<indent>[ ]*)(?P<dash>(?:-[ ]+)*)"
    rf"(?:(?P<key>\"[^\"]*\"|'[^']*'|[^\s#:\"'\[\]{{}},][^#:]*?|[\w.{GAP}-]+(?::[\w.-]+)*)[ ]*:(?=[ ]|$))?"
    r"[ ]*(?P<value>.*)"
)


def yaml(woven: Woven, path: str) -> list[Item]:
    """Read YAML as far as settings need it: keys with dots; the items of a list each have the list's key."""
    found: list[Item] = []
    above: list[tuple[int, str]] = []
    at, text, block = 0, woven.text, -1
    while at < len(text) and len(found) < MOST_ITEMS:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end].rstrip()
        bare = line.lstrip()
        indent = len(line) - len(bare)
        if bare and not bare.startswith("#") and bare not in ("---", "...") and not (0 <= block < indent):
            block = -1
            match = _ENTRY.match(line)
            if bare == GAP or match is None:
                found.append(Item("", "", bare, woven, at + indent, at + len(line), path))
            elif _entry(woven, path, at, match, above, found):
                block = indent
        at = end + 1
    return found


def _entry(
    woven: Woven, path: str, at: int, match: re.Match[str], above: list[tuple[int, str]], found: list[Item]
) -> bool:
    """Take one line; return whether a block of text begins behind it."""
    indent = len(match["indent"]) + len(match["dash"])
    key = match["key"]
    while above and (above[-1][0] >= indent and not (key is None and match["dash"] and above[-1][0] == indent)):
        if match["dash"] and above[-1][0] == len(match["indent"]) and key is not None:
            break
        above.pop()
    prefix = ".".join(name for _, name in above)
    value, start = match["value"], at + match.start("value")
    if key is not None:
        name = key.strip("\"'").strip()
        prefix = f"{prefix}.{name}" if prefix else name
        above.append((indent, name))
    if value[:1] in ("|", ">") and key is not None:
        return True
    if not value or value.startswith("#") or (key is None and not match["dash"]):
        return False
    if GAP in prefix:
        prefix = ""
    found.extend(_values(woven, path, prefix, value, start))
    return False


def _values(woven: Woven, path: str, key: str, value: str, start: int) -> Iterator[Item]:
    if value.startswith("["):
        for part in re.finditer(r"\"([^\"]*)\"|'([^']*)'|([^\s,\[\]\"'#][^,\[\]]*)", value.partition(" #")[0]):
            group = part.lastindex or 3
            text = part[group].rstrip()
            yield Item("", key, text, woven, start + part.start(group), start + part.start(group) + len(text), path)
        return
    if value.startswith("{"):
        for part in re.finditer(r"([\w.-]+)\s*:\s*\"?([^,}\"]*)", value):
            low = start + part.start(2)
            yield Item("", f"{key}.{part[1]}", part[2].strip(), woven, low, low + len(part[2].strip()), path)
        return
    if value[0] in "\"'" and value.find(value[0], 1) > 0:
        end = value.find(value[0], 1)
        yield Item("", key, value[1:end], woven, start + 1, start + end, path)
        return
    text = re.split(r"\s#", value)[0].rstrip()
    yield Item("", key, text, woven, start, start + len(text), path)


# HCL and JSON

_PIECE = later(
    r"\s+|#[^\n]*|//[^\n]*|/\*.*?\*/|\"(?P<text>(?:[^\"\\]|\\.)*)\"|(?P<mark>[{}\[\]=:,])|(?P<word>[^\s{}\[\]=:,\"]+)",
    re.DOTALL,
)


def braces(woven: Woven, path: str) -> list[Item]:
    """Read HCL (``key = value``, ``block "label" { … }``) and JSON; lists give their items the list's key."""
    found: list[Item] = []
    prefix: list[str] = []
    depths: list[int] = []
    names: list[Item] = []
    value = False
    for match in _PIECE.finditer(woven.text):
        kind = match.lastgroup
        if kind is None or len(found) > MOST_ITEMS:
            continue
        mark = match["mark"]
        if mark is None:
            item = Item("", "", match[kind], woven, match.start(kind), match.end(kind), path)
            if value:
                found.append(_renamed(item, ".".join([*prefix, *(name.text for name in names)])))
                value = mark in ("[",) or bool(depths and depths[-1] < 0)
                names = names if value else []
            else:
                names.append(item)
        elif mark in "=:":
            value = True
        elif mark in "{[":
            prefix += [name.text for name in names]
            depths.append(len(names) if mark == "{" else -len(names) - 1)
            names, value = [], mark == "["
        elif mark in "}]" and depths:
            count = depths.pop()
            count = count if count >= 0 else -count - 1
            del prefix[len(prefix) - count :]
            names, value = [], bool(depths and depths[-1] < 0)
    return found


_ELEMENT = later(r"<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*/?>", re.DOTALL)
_ATTRIBUTE = later(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def xml(woven: Woven, path: str) -> list[Item]:
    """Read the attributes of elements, as ``element.attribute``; ``section`` is the element's number."""
    text = re.sub(r"<!--.*?-->", lambda match: " " * len(match.group()), woven.text, flags=re.DOTALL)
    found = []
    for number, match in enumerate(_ELEMENT.finditer(text)):
        for part in _ATTRIBUTE.finditer(text, match.start(2), match.end(2)):
            group = part.lastindex or 2
            key = f"{match[1]}.{part[1]}"
            found.append(Item(str(number), key, part[group], woven, part.start(group), part.end(group), path))
    return found


def _renamed(item: Item, key: str) -> Item:
    return Item(item.section, key, item.text, item.woven, item.start, item.end, item.path)


def _lower(item: Item) -> Item:
    return _renamed(item, item.key.lower())


FORMS: dict[str, Callable[[Woven, str], list[Item]]] = {
    "words": words, "equals": equals, "ini": ini, "shell": shell, "options": options, "yaml": yaml, "braces": braces,
    "xml": xml,
}  # fmt: skip
