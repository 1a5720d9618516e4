"""Attributes of XML, and how a document begins."""

from __future__ import annotations

from vmlint.basics.escaping import xml as escaped

__all__ = ["HEAD", "attributes", "escaped"]

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def attributes(**values: object) -> str:
    """Return attributes with a blank before each."""
    return "".join(f' {name}="{escaped(str(value))}"' for name, value in values.items())
