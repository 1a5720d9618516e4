"""Options of a call: put one in, take one out, whatever the layout."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.text import Span
from vmlint.findings.diagnostics import Edit
from vmlint.fixes.style import is_stacked, style_of
from vmlint.fixes.trees import key_of, pairs_of
from vmlint.languages.ruby import tree

if TYPE_CHECKING:
    from vmlint.fixes.trees import RubyFile


def inserted(file: RubyFile, call: tree.Call, name: str, value: Any) -> tuple[Edit, ...]:
    """Return the edits that add an option behind the others of CALL; none where it takes them from elsewhere."""
    pairs = [] if call.keywords is None else call.keywords.pairs
    if not pairs:
        return _first(file, call, name, value)
    own = pairs_of(call)
    last, style = pairs[-1], style_of(file, call.start)
    text = style.option(name, value)
    if own and all(key_of(pair) is None for pair in own):
        return ()
    if not is_stacked(file, call):
        return (Edit(Span(file.source, last.end, last.end), f", {text}"),)
    line = file.indent(last.start) + text
    end = file.line_end(last.end)
    between = file.source.text[last.end : end]
    if not between.lstrip(" \t,").startswith("#"):
        return (Edit(Span(file.source, last.end, last.end), f",{style.line_end}{line}"),)
    # The comment behind the last option stays behind it.
    comma = () if between.lstrip().startswith(",") else (Edit(Span(file.source, last.end, last.end), ","),)
    return (*comma, Edit(Span(file.source, end, end), f"{style.line_end}{line}"))


def _first(file: RubyFile, call: tree.Call, name: str, value: Any) -> tuple[Edit, ...]:
    if not call.arguments or not isinstance(call.arguments[-1], (tree.StringLiteral, tree.SymbolLiteral)):
        return ()
    end = call.arguments[-1].end
    return (Edit(Span(file.source, end, end), f", {style_of(file, call.start).option(name, value)}"),)


def dropped(file: RubyFile, call: tree.Call, name: str) -> tuple[Edit, ...]:
    """Return the edit that takes the option NAME out of CALL with its comma; none where it is not written there."""
    pairs = [] if call.keywords is None else call.keywords.pairs
    index = next((at for at, pair in enumerate(pairs) if isinstance(pair, tree.Pair) and key_of(pair) == name), None)
    if index is None:
        return ()
    pair, text = pairs[index], file.source.text
    if index > 0:
        before = pairs[index - 1].end
    elif call.arguments:
        before = call.arguments[-1].end
    else:
        return ()
    between = text[before : pair.start]
    if "#" in between:
        # A comment stands there: take the option alone, and the comma behind it if there is one.
        behind = len(text[pair.end :]) - len(text[pair.end :].lstrip(" \t"))
        end = pair.end + behind + 1 if text[pair.end + behind : pair.end + behind + 1] == "," else None
        return () if end is None else (Edit(Span(file.source, pair.start, end), ""),)
    return (Edit(Span(file.source, before, pair.end), ""),)
