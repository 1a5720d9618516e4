"""The last look before a file is written: what could be read before must be readable afterwards."""

from __future__ import annotations

import os


def still_reads(path: str, before: str, after: str) -> bool:
    """Return whether AFTER is as well-formed as BEFORE was, as far as the kind of file can be told."""
    reads = _reader(path, before)
    return reads is None or not reads(before) or reads(after)


def _reader(path: str, text: str):  # type: ignore[no-untyped-def]
    name = os.path.basename(path)
    if name.endswith(".py"):
        return _reads_python
    if name.endswith(".json"):
        return _reads_json
    if name.endswith((".yml", ".yaml")):
        return _reads_yaml
    if (
        name.endswith((".rb", ".rake", ".ru"))
        or "vagrantfile" in name.lower()
        or text.startswith("#!/usr/bin/env ruby")
    ):
        return _reads_ruby
    return None


def _reads_python(text: str) -> bool:
    import ast

    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        return False
    return True


def _reads_json(text: str) -> bool:
    import json

    try:
        json.loads(text.removeprefix("\ufeff"))
    except ValueError:
        return False
    return True


def _reads_yaml(text: str) -> bool:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        list(YAML(typ="rt", pure=True).compose_all(text))
    except (YAMLError, ValueError):
        return False
    return True


def _reads_ruby(text: str) -> bool:
    from vmlint.languages.ruby.parser import parse

    return not parse(text).problems
