"""Takes values out of YAML nodes, collecting everything that is wrong with them instead of stopping at the first."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.spelling import did_you_mean
from vmlint.basics.text import Source, Span
from vmlint.model.value import Spanned
from vmlint.settings import SettingsProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_TAGS = {
    "tag:yaml.org,2002:str": "text",
    "tag:yaml.org,2002:int": "a number",
    "tag:yaml.org,2002:float": "a number with a fraction",
    "tag:yaml.org,2002:bool": "true or false",
    "tag:yaml.org,2002:null": "nothing",
    "tag:yaml.org,2002:timestamp": "a date",
    "tag:yaml.org,2002:merge": "a merge key",
    "tag:yaml.org,2002:value": "text",
    "tag:yaml.org,2002:map": "a mapping",
    "tag:yaml.org,2002:seq": "a list",
}
_TEXT = frozenset({"tag:yaml.org,2002:str", "tag:yaml.org,2002:value"})


class Nodes:
    """The nodes of one vmlint.yaml and the problems found in them so far."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[SettingsProblem] = []
        self._seen: set[int] = set()

    def span(self, node: Any) -> Span:
        """Return the place of a node; a block mapping or list is its first line."""
        start, end = node.start_mark.index, node.end_mark.index
        if node.id != "scalar":
            newline = self.source.text.find("\n", start, end)
            end = newline if newline >= 0 else end
        while end > start + 1 and self.source.text[end - 1] in " \t\r\n":
            end -= 1
        return Span(self.source, start, end)

    def report(self, node: Any, message: str, remedy: str = "") -> None:
        """Note that something is wrong at NODE."""
        self.problems.append(SettingsProblem(self.span(node), message, remedy))

    def pairs(self, node: Any, what: str) -> Iterator[tuple[str, Any, Any]]:
        """Yield key, key node and value node of a mapping; report what is none, doubled, merged or aliased."""
        if not self._plain(node):
            return
        if node.id != "mapping":
            self.report(node, f"{what} is {_kind(node)}; it must be a mapping (`key: value`)", self._quote_hint(node))
            return
        first: dict[str, Any] = {}
        for key, value in node.value:
            if key.id != "scalar" or key.tag == "tag:yaml.org,2002:merge":
                self.report(
                    key, "merge keys (`<<`) are not read here" if key.id == "scalar" else "a key must be a word"
                )
                continue
            if str(key.value) in first:
                line = self.span(first[str(key.value)]).line
                self.report(key, f"`{key.value}` stands here a second time; the first is in line {line}", "remove one")
                continue
            first[str(key.value)] = key
            yield str(key.value), key, value

    def items(self, node: Any, what: str) -> Iterator[Any]:
        """Yield the nodes of a list; report what is none."""
        if not self._plain(node):
            return
        if node.id != "sequence":
            self.report(node, f"{what} is {_kind(node)}; it must be a list (`[a, b]`)")
            return
        yield from node.value

    def keyed(self, node: Any, what: str, readers: dict[str, Callable[[Any], None]]) -> set[str]:
        """Hand each value of a mapping to the reader of its key; report unknown keys; return all."""
        found: set[str] = set()
        for name, key, value in self.pairs(node, what):
            found.add(name)
            reader = readers.get(name)
            if reader is None:
                remedy = "one of: " + ", ".join(f"`{each}`" for each in readers)
                self.report(key, f"{what} has no key `{name}`{did_you_mean(name, readers)}", remedy)
            else:
                reader(value)
        return found

    def text(self, node: Any, what: str) -> Spanned | None:
        """Return the text of a scalar; numbers and the like must be quoted to be text."""
        if not self._plain(node):
            return None
        if node.id != "scalar":
            self.report(node, f"{what} is {_kind(node)}; it must be text", self._quote_hint(node))
            return None
        if node.tag not in _TEXT:
            remedy = "" if node.tag.endswith(":null") else f'quote it: `"{node.value}"`'
            self.report(node, f"{what} is {_kind(node)}; it must be text", remedy)
            return None
        if not node.value:
            self.report(node, f"{what} is empty")
            return None
        return Spanned(str(node.value), self.span(node), ())

    def number(self, node: Any, what: str, least: int, most: int) -> Spanned | None:
        """Return a whole number in decimal digits between LEAST and MOST."""
        if not self._plain(node):
            return None
        if node.id != "scalar" or node.tag != "tag:yaml.org,2002:int":
            digits = node.id == "scalar" and str(node.value).strip().isdigit()
            remedy = f"without quotes: `{str(node.value).strip()}`" if digits else ""
            self.report(node, f"{what} is {_kind(node)}; it must be a number from {least} to {most}", remedy)
            return None
        written = str(node.value)
        if not (written.isascii() and written.isdigit()) or (written[0] == "0" and written != "0"):
            self.report(node, f"{what} `{written}` must be written in plain decimal digits, from {least} to {most}")
            return None
        if len(written) > 9 or not least <= int(written) <= most:
            self.report(node, f"{what} {written} is out of range: it must be from {least} to {most}")
            return None
        return Spanned(int(written), self.span(node), ())

    def truth(self, node: Any, what: str) -> Spanned | None:
        """Return true or false."""
        if not self._plain(node):
            return None
        if node.id != "scalar" or node.tag != "tag:yaml.org,2002:bool":
            self.report(node, f"{what} is {_kind(node)}; it must be `true` or `false`")
            return None
        return Spanned(str(node.value).lower() == "true", self.span(node), ())

    def choice(self, node: Any, what: str, choices: Iterable[str]) -> Spanned | None:
        """Return a text that is one of CHOICES."""
        found = self.text(node, what)
        if found is None:
            return None
        names = tuple(choices)
        if found.value not in names:
            listed = ", ".join(f"`{name}`" for name in names)
            self.report(
                node, f"{what} cannot be `{found.value}`{did_you_mean(found.value, names)}", f"one of: {listed}"
            )
            return None
        return found

    def _plain(self, node: Any) -> bool:
        """Report aliases and tags: vmlint.yaml has no use for them, and a bomb is made of them."""
        if id(node) in self._seen and node.id != "scalar":
            self.report(node, "anchors and aliases of mappings and lists are not read here", "write it out")
            return False
        self._seen.add(id(node))
        tag = str(node.tag)
        if tag not in _TAGS:
            self.report(node, f"the tag `{tag}` is not read here", "remove it")
            return False
        return True

    def _quote_hint(self, node: Any) -> str:
        text = self.span(node).text
        return f'quote it: `"{text}"`' if text.startswith(("[:", "{", "::", "*")) else ""


def _kind(node: Any) -> str:
    if node.id == "scalar" and str(node.tag) == "tag:yaml.org,2002:str":
        return f"`{node.value}`" if node.value else "empty"
    name = _TAGS.get(str(node.tag), "something else")
    return name if node.id != "scalar" or name == "nothing" else f"{name} (`{node.value}`)"
