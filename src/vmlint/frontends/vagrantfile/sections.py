"""``config.trigger`` and ``config.push``: what they call at load, though nothing of it concerns networks."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.frontends.vagrantfile.attributes import PUSHES, TRIGGER
from vmlint.frontends.vagrantfile.config import Dummy, Settings
from vmlint.frontends.vagrantfile.provisioners import AnySettings
from vmlint.frontends.vagrantfile.recording import expect, take_options, to_symbol
from vmlint.languages.ruby.evaluate.values import NIL, Array, Class, Hash, Symbol

if TYPE_CHECKING:
    from vmlint.frontends.vagrantfile.recording import Recorder
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Proc, Unknown, Value


class Triggers(Settings):
    """``config.trigger``: a trigger's block runs at once, what it keeps (``ruby do … end``) never."""

    __slots__ = ()
    class_name = "VagrantPlugins::Kernel_V2::TriggerConfig"

    def __init__(self, recorder: Recorder, root: object) -> None:
        super().__init__(recorder, root, "trigger", frozenset())

    def special(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value | None:
        """Answer ``before`` and ``after``."""
        if name not in ("before", "after"):
            return None
        commands = list(arguments.positional)
        if arguments.keywords is not None and (arguments.keywords.entries or arguments.keywords.uncertain):
            commands.append(arguments.keywords)
        if len(commands) == 1 and type(commands[0]) is Array:
            commands = list(commands[0].items)
        options = commands[-1] if commands and type(commands[-1]) is Hash else None
        if arguments.block is None and options is None:
            raise interpreter.error(
                "Vagrant::Errors::TriggersNoBlockGiven",
                "There was an error parsing the Vagrantfile: No config was given for the trigger(s).",
            )
        for _ in range(len(commands) - (options is not None)):
            trigger = Trigger(self.recorder, self.root)
            if arguments.block is not None:
                interpreter.call_block(
                    arguments.block, [trigger, Class("VagrantPlugins::Kernel_V2::VagrantConfigTrigger")]
                )
            if options is not None:
                trigger.set_options(interpreter, options, arguments)
        self.noted(interpreter, name, arguments)
        return NIL

    def fresh(self) -> Settings:
        """Return an empty object of the same class."""
        return Triggers(self.recorder, self.root)


class Trigger(Settings):
    """One trigger."""

    __slots__ = ()

    def __init__(self, recorder: Recorder, root: object) -> None:
        super().__init__(recorder, root, "trigger", TRIGGER)

    def special(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value | None:
        """Answer ``ruby { … }``, which keeps its block; ``ruby`` as an attribute takes no argument."""
        return None

    def call_method(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value:
        """Keep the block of ``ruby`` unrun."""
        if name == "ruby" and arguments.block is not None:
            return arguments.block
        return super().call_method(interpreter, name, arguments)


class Pushes(Settings):
    """``config.push``: the blocks of ``define`` run when the configuration is finalized."""

    __slots__ = ("defined",)
    class_name = "VagrantPlugins::Kernel_V2::PushConfig"

    def __init__(self, recorder: Recorder, root: object) -> None:
        super().__init__(recorder, root, "push", frozenset(("name",)))

    def reset(self) -> None:
        """Forget everything."""
        super().reset()
        self.defined: list[tuple[str, Proc | Unknown]] = []

    def special(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value | None:
        """Answer ``define``."""
        if name != "define":
            return None
        take_options(self.recorder, arguments, 1)
        positional = expect(interpreter, arguments, 1, 1, keywords=True)
        strategy: Value = positional[0]
        if arguments.keywords is not None:
            strategy = arguments.keywords.symbol("strategy") or strategy
        kind = to_symbol(interpreter, strategy)
        block = arguments.block
        if block is not None:
            made = (kind.name if type(kind) is Symbol else "", block)
            self.log.add(lambda _: self.defined.append(made), interpreter.guards)
        self.noted(interpreter, name, arguments)
        return NIL

    def merged(self, interpreter: Interpreter, other: Settings) -> Settings:
        """Return both merged."""
        result = super().merged(interpreter, other)
        if isinstance(result, Pushes) and isinstance(other, Pushes):
            result.defined = self.defined + other.defined
        return result

    def finish(self, interpreter: Interpreter) -> None:
        """Run the blocks."""
        for strategy, block in self.defined:
            known = PUSHES.get(strategy)
            made = (
                AnySettings(self.recorder, self.root, strategy)
                if known is None
                else Settings(self.recorder, self.root, strategy, known, {"include": (1, 1), "exclude": (1, 1)})
            )
            interpreter.call_block(block, [made, Dummy()])

    def fresh(self) -> Settings:
        """Return an empty object of the same class."""
        return Pushes(self.recorder, self.root)
