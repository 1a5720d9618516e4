"""Programs that write single settings into files: crudini and its like, RabbitMQ's plugins."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.woven import GAP, Woven, joined, made
from vmlint.guest.programs.common import (
    DONE,
    FAILED,
    NEWLINE,
    OPEN,
    arguments,
    because,
    ended,
    path_of,
    unknown,
    unknown_path,
    woven,
)

if TYPE_CHECKING:
    from vmlint.guest.runner import Runner
    from vmlint.languages.shell.outside import Answer, Call
    from vmlint.model.value import Spanned

NAMES = {"crudini": "crudini", "openstack-config": "crudini", "rabbitmq-plugins": "plugins"}
PLUGINS = "/etc/rabbitmq/enabled_plugins"


def crudini(runner: Runner, call: Call) -> Answer:
    """Set or delete a key of an INI file: ``crudini --set FILE SECTION KEY VALUE``."""
    given = arguments(call.words[1:])
    words = list(given.operands)
    doing = next((word.text for word in call.words[1:] if word.text in ("--set", "--del", "--get", "--merge")), None)
    if doing in ("--get", None):
        return OPEN
    path = path_of(call, words[0]) if words else None
    if path is None or doing == "--merge":
        runner.put(
            unknown_path(words[0] if words else None, call).text or GAP,
            unknown("what crudini writes", call),
            call.origin,
        )
        return OPEN
    section = words[1].text if words[1:] else None
    key = words[2].text if words[2:] else None
    origin = because(call, *words)
    old = runner.text(path) or Woven()
    if section is None or (words[2:] and key is None):
        runner.put(path, unknown("which setting crudini writes is not known", call), origin)
        return DONE
    if doing == "--set" and key is not None:
        value = woven(words[3]) if words[3:] else Woven()
        runner.put(path, _set(old, section, key, value, words[2]), origin)
    elif doing == "--del":
        runner.put(path, _without(old, section, key), origin)
    return DONE


def _set(text: Woven, section: str, key: str, value: Woven, at: Spanned) -> Woven:
    line = made(f"{key} = ", at.span) + value + NEWLINE
    parts: list[Woven] = []
    here, end, done = section in ("", "DEFAULT") and not _has(text, section), -1, False
    for each in ended(text).lines() if text else ():
        head = _heading(each.text)
        if head is not None:
            here = head == section
        if here and re.match(rf"\s*{re.escape(key)}\s*[=:]", each.text):
            if not done:
                parts.append(line)
            done = True
            end = len(parts)
            continue
        parts.append(each)
        if here and each.text.strip():
            end = len(parts)
    if not done and end >= 0:
        parts.insert(end, line)
    elif not done:
        parts += [made(f"[{section}]\n", at.span), line]
    return joined(parts)


def _without(text: Woven, section: str, key: str | None) -> Woven:
    parts: list[Woven] = []
    here = section == ""
    for each in text.lines():
        head = _heading(each.text)
        if head is not None:
            here = head == section
        if here and (key is None or re.match(rf"\s*{re.escape(key)}\s*[=:]", each.text)):
            continue
        parts.append(each)
    return joined(parts)


def _heading(line: str) -> str | None:
    match = re.match(r"\s*\[([^\]]*)\]", line)
    return match[1].strip() if match else None


def _has(text: Woven, section: str) -> bool:
    return any(_heading(each.text) == section for each in text.lines())


def plugins(runner: Runner, call: Call) -> Answer:
    """Enable or disable plugins of RabbitMQ: they stand in one file, which the broker reads at its start or at once."""
    operands = arguments(call.words[1:]).operands
    doing = operands[0].text if operands else None
    if doing not in ("enable", "disable", "set"):
        return OPEN if doing not in ("list", "directories", "help") else DONE
    old = runner.text(PLUGINS)
    origin = because(call, *operands)
    if any(word.text is None or GAP in word.text for word in operands) or (old is not None and not old.known):
        runner.put(PLUGINS, unknown("which plugins are enabled is not known", call), origin)
        return DONE
    names = [] if old is None or doing == "set" else re.findall(r"\w+", old.text)
    given = [each for word in operands[1:] for each in (word.text or "").split()]
    if not given:
        return FAILED
    names = [each for each in names if each not in given] + (given if doing != "disable" else [])
    span = operands[1].span if operands[1:] else None
    runner.put(PLUGINS, made(f"[{','.join(names)}].\n", span), origin)
    _at_once(runner)
    return DONE


def _at_once(runner: Runner) -> None:
    """Open what the plugins bring, where the broker runs already."""
    from vmlint.guest.services import served

    opened = [each for each in runner.guest.listening.values() if each.listening.service == "rabbitmq"]
    known = {each.listening.port for each in opened}
    for start in {id(each.start): each.start for each in opened}.values():
        new = tuple(each for each in served(runner, start).listening if each.port not in known)
        if new:
            values = {name: getattr(start, name) for name in start._fields}
            runner.opens(type(start)(**{**values, "unit": ""}), new)
