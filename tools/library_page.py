"""The reference of the library, made of the signatures and docstrings of what `vmlint` exports."""

from __future__ import annotations

import enum
import inspect
import re
import textwrap

import vmlint

ORDER = (
    "lint", "fix", "render", "Project", "Report", "Fixed", "Diagnostic", "Severity", "Fix", "Applicability", "Edit",
    "Span", "ProjectError", "LossError",
)  # fmt: skip


def library_page() -> str:
    """Return docs/reference/library.md."""
    public = set(vmlint.__all__) - {"__version__"}
    assert public == set(ORDER), f"say where it stands: {public ^ set(ORDER)}"
    lines = ["# The library", "", "Made from the docstrings of `vmlint`; everything here is typed (`py.typed`).", ""]
    summary, _, rest = inspect.cleandoc(vmlint.__doc__ or "").partition("\n\n")
    lines += [_text(f"{summary}\n\n{rest}"), ""]
    for name in ORDER:
        lines += _entry(name, getattr(vmlint, name))
    return "\n".join(lines).rstrip() + "\n"


def _entry(name: str, thing: object) -> list[str]:
    lines = [f"## {name}", ""]
    if inspect.isclass(thing):
        lines += [_text(inspect.getdoc(thing) or ""), ""]
        lines += _fields(thing)
        own = [(member, value) for member, value in vars(thing).items() if not member.startswith("_")]
        for member, value in own:
            if isinstance(value, property):
                lines += [f"- `{member}`: {_one_line(value.fget)}"]
            elif inspect.isfunction(value):
                lines += [f"- `{member}{_signature(value)}`: {_one_line(value)}"]
        constructor = vars(thing).get("__init__")
        if inspect.isfunction(constructor) and not issubclass(thing, Exception) and not hasattr(thing, "_fields"):
            lines.insert(2, f"```python\n{name}{_signature(constructor)}\n```\n")
    else:
        lines += [f"```python\n{name}{_signature(thing)}\n```", "", _text(inspect.getdoc(thing) or "")]
    return [*lines, ""]


def _fields(thing: type) -> list[str]:
    if issubclass(thing, enum.Enum):
        return [*(f"- `{thing.__name__}.{each.name}` = `{each.value!r}`" for each in thing)]
    notes = {
        name: kind for each in reversed(thing.__mro__) for name, kind in vars(each).get("__annotations__", {}).items()
    }
    return [f"- `{name}: {notes.get(name, 'Any')}`" for name in getattr(thing, "_fields", ())]


def _signature(function: object) -> str:
    signature = inspect.signature(function)  # type: ignore[arg-type]
    kept = [each for name, each in signature.parameters.items() if name != "self"]
    # Annotations are texts, and shown with their quotes.
    return re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(signature.replace(parameters=kept)))


def _one_line(function: object) -> str:
    return " ".join(_text(inspect.getdoc(function) or "").split())


def _text(docstring: str) -> str:
    """Return a docstring as Markdown: double backticks are single ones, ``::`` begins a block of code."""
    parts = []
    for paragraph in docstring.replace("``", "`").split("\n\n"):
        if paragraph.startswith("    "):
            parts.append(f"```python\n{textwrap.dedent(paragraph)}\n```")
        else:
            parts.append(paragraph.removesuffix(":") if paragraph.endswith("::") else paragraph)
    return "\n\n".join(parts).replace("```\n\n```python\n", "\n")
