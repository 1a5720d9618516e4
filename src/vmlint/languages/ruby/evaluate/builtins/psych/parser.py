"""The parser: tokens to nodes by libyaml's state machine, which needs no recursion and finds its errors."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.psych.nodes import Alias, Mapping, Node, Scalar, Sequence
from vmlint.languages.ruby.evaluate.builtins.psych.scanner import Scanner
from vmlint.languages.ruby.evaluate.builtins.psych.tokens import Token, YamlError

if TYPE_CHECKING:
    from collections.abc import Callable

_STANDARD_TAGS = {"!": "!", "!!": "tag:yaml.org,2002:"}
_CONTENT_ENDS = ("version", "tag directive", "document start", "document end", "end")


class Parser:
    """Reads the documents of one text, one after the other."""

    def __init__(self, text: str, start: int = 0) -> None:
        self._scanner = Scanner(text, start)
        self._tags = dict(_STANDARD_TAGS)
        self._first = True
        self._states: list[Callable[[], None]] = []
        self._open: list[Sequence | Mapping] = []
        self._starts: list[int] = []
        self._root: Node | None = None

    def document(self) -> Node | None:
        """Return the next document's root, or None at the end of the text."""
        if not self._begin_document():
            return None
        self._root = None
        while self._states:
            self._states.pop()()
        self._end_document()
        return self._root

    # Documents

    def _begin_document(self) -> bool:
        scanner = self._scanner
        if not self._first:
            while scanner.peek().kind == "document end":
                scanner.skip()
        token = scanner.peek()
        if token.kind == "end":
            return False
        implicit = self._first and token.kind not in ("version", "tag directive", "document start")
        self._first = False
        if implicit:
            self._states.append(self._block_node)
            return True
        self._directives()
        if scanner.peek().kind != "document start":
            raise self._lone_error("did not find expected <document start>")
        scanner.skip()
        self._states.append(self._document_content)
        return True

    def _document_content(self) -> None:
        token = self._scanner.peek()
        if token.kind in _CONTENT_ENDS:
            self._empty(token.start)
        else:
            self._node(block=True)

    def _end_document(self) -> None:
        if self._scanner.peek().kind == "document end":
            self._scanner.skip()
        self._tags = dict(_STANDARD_TAGS)

    def _directives(self) -> None:
        scanner, version_seen, handles = self._scanner, False, set()
        while (token := scanner.peek()).kind in ("version", "tag directive"):
            if token.kind == "version":
                if version_seen:
                    raise self._lone_error("found duplicate %YAML directive")
                if token.value not in ((1, 1), (1, 2)):
                    raise self._lone_error("found incompatible YAML document")
                version_seen = True
            else:
                handle, prefix = token.value
                if handle in handles:
                    raise self._lone_error("found duplicate %TAG directive")
                handles.add(handle)
                self._tags[handle] = prefix
            scanner.skip()

    def _lone_error(self, problem: str) -> YamlError:
        # Without a context libyaml leaves the context's mark at zero, and that is what Psych prints.
        return YamlError(problem, None, 1, 1)

    # Nodes

    def _block_node(self) -> None:
        self._node(block=True)

    def _node(self, *, block: bool, indentless: bool = False) -> None:
        scanner = self._scanner
        token = scanner.peek()
        if token.kind == "alias":
            scanner.skip()
            self._add(Alias(token.start, token.end, str(token.value)))
            return
        start, end = token.start, token.end
        anchor, tag_token = None, None
        for kind in ("anchor", "tag") if token.kind == "anchor" else ("tag", "anchor"):
            if token.kind != kind:
                break
            if kind == "anchor":
                anchor = str(token.value)
            else:
                tag_token = token
            end = token.end
            scanner.skip()
            token = scanner.peek()
        tag = None if tag_token is None else self._resolve(tag_token, start)
        if token.kind == "scalar":
            scanner.skip()
            quoted = not token.plain and tag is None
            self._add(Scalar(str(token.value), quoted, token.start, token.end, anchor, tag))
        elif not self._collection(token, anchor, tag, block, indentless):
            if anchor is None and tag is None:
                context = "while parsing a block node" if block else "while parsing a flow node"
                raise scanner.error("did not find expected node content", context, start)
            self._add(Scalar("", False, start, end, anchor, tag))

    def _collection(self, token: Token, anchor: str | None, tag: str | None, block: bool, indentless: bool) -> bool:
        """Open the collection that TOKEN begins, if it begins one here."""
        node: Sequence | Mapping
        if indentless and token.kind == "-":
            node, state = Sequence(token.start, token.end, anchor, tag), self._indentless_entry
        elif token.kind == "[":
            node, state = Sequence(token.start, token.end, anchor, tag), self._first_flow_entry
        elif token.kind == "{":
            node, state = Mapping(token.start, token.end, anchor, tag), self._first_flow_key
        elif block and token.kind == "block sequence":
            node, state = Sequence(token.start, token.end, anchor, tag), self._block_entry
        elif block and token.kind == "block mapping":
            node, state = Mapping(token.start, token.end, anchor, tag), self._block_key
        else:
            return False
        self._add(node)
        self._open.append(node)
        self._states.append(state)
        if token.kind != "-":
            self._starts.append(token.start)
            self._scanner.skip()
        return True

    def _resolve(self, token: Token, start: int) -> str:
        handle, suffix = token.value
        if not handle:
            return str(suffix)
        prefix = self._tags.get(handle)
        if prefix is None:
            raise self._scanner.error("found undefined tag handle", "while parsing a node", start)
        return f"{prefix}{suffix}"

    def _add(self, node: Node) -> None:
        if self._open:
            self._open[-1].children.append(node)
        else:
            self._root = node

    def _empty(self, at: int) -> None:
        self._add(Scalar("", False, at, at))

    def _close(self, end: int | None = None, *, marked: bool = True) -> None:
        node = self._open.pop()
        if marked:
            self._starts.pop()
        if end is not None:
            node.end = end
        elif node.children:
            node.end = max(node.start, node.children[-1].end)

    # Block collections

    def _block_entry(self) -> None:
        scanner = self._scanner
        token = scanner.peek()
        if token.kind == "block end":
            scanner.skip()
            self._close()
            return
        if token.kind != "-":
            raise scanner.error(
                "did not find expected '-' indicator", "while parsing a block collection", self._starts[-1]
            )
        scanner.skip()
        self._states.append(self._block_entry)
        if scanner.peek().kind in ("-", "block end"):
            self._empty(token.end)
        else:
            self._node(block=True)

    def _indentless_entry(self) -> None:
        scanner = self._scanner
        token = scanner.peek()
        if token.kind != "-":
            self._close(marked=False)
            return
        scanner.skip()
        self._states.append(self._indentless_entry)
        if scanner.peek().kind in ("-", "?", ":", "block end"):
            self._empty(token.end)
        else:
            self._node(block=True)

    def _block_key(self) -> None:
        scanner = self._scanner
        token = scanner.peek()
        if token.kind == "block end":
            scanner.skip()
            self._close()
            return
        if token.kind != "?":
            raise scanner.error("did not find expected key", "while parsing a block mapping", self._starts[-1])
        scanner.skip()
        self._states.append(self._block_value)
        self._block_part(token)

    def _block_value(self) -> None:
        scanner = self._scanner
        token = scanner.peek()
        self._states.append(self._block_key)
        if token.kind != ":":
            self._empty(token.start)
            return
        scanner.skip()
        self._block_part(token)

    def _block_part(self, indicator: Token) -> None:
        if self._scanner.peek().kind in ("?", ":", "block end"):
            self._empty(indicator.end)
        else:
            self._node(block=True, indentless=True)

    # Flow collections

    def _first_flow_entry(self) -> None:
        self._flow_entry(first=True)

    def _flow_entry(self, *, first: bool = False) -> None:
        scanner = self._scanner
        if scanner.peek().kind != "]" and not first:
            if scanner.peek().kind != ",":
                context = "while parsing a flow sequence"
                raise scanner.error("did not find expected ',' or ']'", context, self._starts[-1])
            scanner.skip()
        token = scanner.peek()
        if token.kind == "]":
            scanner.skip()
            self._close(token.end)
            return
        self._states.append(self._flow_entry)
        if token.kind == "?":
            scanner.skip()
            pair = Mapping(token.start, token.end)
            self._add(pair)
            self._open.append(pair)
            self._states.append(self._pair_end)
            self._states.append(self._pair_value)
            self._pair_key()
        else:
            self._node(block=False)

    def _pair_key(self) -> None:
        token = self._scanner.peek()
        if token.kind in (":", ",", "]"):
            # libyaml 0.2.5 swallows the token here, and complains later; so must we.
            self._scanner.skip()
            self._empty(token.end)
        else:
            self._node(block=False)

    def _pair_value(self) -> None:
        scanner = self._scanner
        if scanner.peek().kind == ":":
            scanner.skip()
            if scanner.peek().kind not in (",", "]"):
                self._node(block=False)
                return
        self._empty(scanner.peek().start)

    def _pair_end(self) -> None:
        self._scanner.peek()
        self._close(marked=False)

    def _first_flow_key(self) -> None:
        self._flow_key(first=True)

    def _flow_key(self, *, first: bool = False) -> None:
        scanner = self._scanner
        if scanner.peek().kind != "}" and not first:
            if scanner.peek().kind != ",":
                context = "while parsing a flow mapping"
                raise scanner.error("did not find expected ',' or '}'", context, self._starts[-1])
            scanner.skip()
        token = scanner.peek()
        if token.kind == "}":
            scanner.skip()
            self._close(token.end)
            return
        self._states.append(self._flow_key)
        if token.kind != "?":
            self._states.append(self._no_flow_value)
            self._node(block=False)
            return
        scanner.skip()
        self._states.append(self._flow_value)
        token = scanner.peek()
        if token.kind in (":", ",", "}"):
            self._empty(token.start)
        else:
            self._node(block=False)

    def _flow_value(self) -> None:
        scanner = self._scanner
        if scanner.peek().kind == ":":
            scanner.skip()
            if scanner.peek().kind not in (",", "}"):
                self._node(block=False)
                return
        self._empty(scanner.peek().start)

    def _no_flow_value(self) -> None:
        self._empty(self._scanner.peek().start)
