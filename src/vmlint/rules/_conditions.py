"""What a finding says that holds on some hosts alone: on which, and what to state so that it is settled."""

from __future__ import annotations


def unless_stated(condition: str, *said: str) -> str:
    """Return the end of a message that holds if CONDITION; each of SAID, stated of the host, settles it."""
    return f", if {condition}: {settled_by(*said)}"


def settled_by(*said: str) -> str:
    """Return what to state of the host in vmlint.yaml to settle a question."""
    return "settle it by " + " or ".join(f"`host: {{{each}}}`" for each in said)
