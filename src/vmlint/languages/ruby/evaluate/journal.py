"""Undoing: what the objects of the program held before an undecided branch, and what each arm left them with."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby.evaluate.scope import Scope
from vmlint.languages.ruby.evaluate.values import Array, Class, Entry, Hash, RubyObject, String

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.languages.ruby.evaluate.control import Pending

# The states of objects by identity; the object itself is kept so that its identity is not reused.
Snapshot = dict[int, tuple[Any, Any]]


class Layer:
    """What was changed since some moment: the states of then, and the objects that did not exist yet."""

    __slots__ = ("fresh", "saved")

    def __init__(self) -> None:
        self.saved: Snapshot = {}
        self.fresh: dict[int, Any] = {}

    def world(self, snapshot: Snapshot, key: int) -> Any:
        """Return the state of object KEY in the world of SNAPSHOT; what it lacks was not changed there."""
        return (snapshot.get(key) or self.saved[key])[1]


class Journal:
    """The open layers, innermost last. Without any, nothing is recorded."""

    __slots__ = ("layers", "pendings")

    def __init__(self) -> None:
        self.layers: list[Layer] = []
        self.pendings: list[Pending] = []

    def touch(self, value: Any) -> bool:
        """Record the state of VALUE, which is about to be changed in place; return whether that was new."""
        layer = self.layers[-1]
        key = id(value)
        if key not in layer.saved and key not in layer.fresh:
            saver = SAVERS.get(type(value))
            if saver is not None:
                layer.saved[key] = (value, saver(value))
                return True
        return False

    def born(self, value: Any) -> None:
        """Note that VALUE has just been made: no other arm can see it."""
        self.layers[-1].fresh[id(value)] = value

    def is_fresh(self, value: Any) -> bool:
        """Whether VALUE was made since the innermost layer was opened."""
        return bool(self.layers) and id(value) in self.layers[-1].fresh

    def open(self) -> Layer:
        """Open a layer."""
        layer = Layer()
        self.layers.append(layer)
        return layer

    def take(self, layer: Layer) -> Snapshot:
        """Return the present states of all that was changed since LAYER, folding the layers above it into it."""
        while self.layers[-1] is not layer:
            self._fold()
        return {key: (value, SAVERS[type(value)](value)) for key, (value, _) in layer.saved.items()}

    def install(self, layer: Layer, snapshot: Snapshot) -> None:
        """Make the world of SNAPSHOT (relative to LAYER) the present one."""
        for key, (value, original) in layer.saved.items():
            found = snapshot.get(key)
            RESTORERS[type(value)](value, original if found is None else found[1])

    def release(self, layer: Layer) -> None:
        """Close LAYER, which is the innermost, unless a pending jump still needs it."""
        if not any(pending.layer is layer for pending in self.pendings):
            self._fold()

    def discard(self, depth: int) -> None:
        """Forget all layers and pending jumps beyond DEPTH layers, without undoing anything."""
        dropped = self.layers[depth:]
        del self.layers[depth:]
        self.pendings = [pending for pending in self.pendings if pending.layer not in dropped]

    def _fold(self) -> None:
        """Merge the innermost layer into the one around it, together with the pending jumps that lean on it."""
        top = self.layers.pop()
        below = self.layers[-1] if self.layers else None
        if below is None:
            self.pendings = [pending for pending in self.pendings if pending.layer is not top]
            return
        for pending in self.pendings:
            if pending.layer is top:
                for key, (value, _) in below.saved.items():
                    if key not in pending.snapshot:
                        now = top.saved.get(key) or (value, SAVERS[type(value)](value))
                        pending.snapshot[key] = now
                for key, state in top.saved.items():
                    pending.snapshot.setdefault(key, state)
                pending.layer = below
        below.fresh.update(top.fresh)
        for key, state in top.saved.items():
            if key not in below.saved and key not in below.fresh:
                below.saved[key] = state


def _save_scope(scope: Scope) -> Any:
    return dict(scope.variables), dict(scope.since)


def _restore_scope(scope: Scope, state: Any) -> None:
    scope.variables, scope.since = dict(state[0]), dict(state[1])


def _save_string(string: String) -> Any:
    return string.text, string.frozen, string.uncertain, string.provenance


def _restore_string(string: String, state: Any) -> None:
    string.text, string.frozen, string.uncertain, string.provenance = state


def _save_array(array: Array) -> Any:
    return list(array.items), array.frozen, array.uncertain


def _restore_array(array: Array, state: Any) -> None:
    array.items, array.frozen, array.uncertain = list(state[0]), state[1], state[2]


def _copied(entries: dict[Any, Entry]) -> dict[Any, Entry]:
    return {key: Entry(at.key, at.value, at.key_span, at.value_span) for key, at in entries.items()}


def _save_hash(mapping: Hash) -> Any:
    return _copied(mapping.entries), mapping.default, mapping.default_block, mapping.frozen, mapping.uncertain


def _restore_hash(mapping: Hash, state: Any) -> None:
    mapping.entries = _copied(state[0])
    _, mapping.default, mapping.default_block, mapping.frozen, mapping.uncertain = state


def _save_object(found: RubyObject) -> Any:
    return dict(found.variables), dict(found.singleton_methods), list(found.extended), found.frozen, found.uncertain


def _restore_object(found: RubyObject, state: Any) -> None:
    found.variables, found.singleton_methods, found.extended = dict(state[0]), dict(state[1]), list(state[2])
    _, _, _, found.frozen, found.uncertain = state


def _save_class(found: Class) -> Any:
    tables = (found.methods, found.singleton_methods, found.constants, found.variables)
    lists = (found.included, found.prepended, found.extended)
    return (*(dict(table) for table in tables), *(list(items) for items in lists), found.opaque)


def _restore_class(found: Class, state: Any) -> None:
    found.methods, found.singleton_methods, found.constants, found.variables = (dict(table) for table in state[:4])
    found.included, found.prepended, found.extended = (list(items) for items in state[4:7])
    found.opaque = state[7]


SAVERS: dict[type, Callable[[Any], Any]] = {
    Scope: _save_scope,
    String: _save_string,
    Array: _save_array,
    Hash: _save_hash,
    RubyObject: _save_object,
    Class: _save_class,
}
RESTORERS: dict[type, Callable[[Any, Any], None]] = {
    Scope: _restore_scope,
    String: _restore_string,
    Array: _restore_array,
    Hash: _restore_hash,
    RubyObject: _restore_object,
    Class: _restore_class,
}
