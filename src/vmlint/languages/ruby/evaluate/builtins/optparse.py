"""OptionParser: ``vagrant up`` is given no options, so parsing finds none."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.objects import answering, not_known, object_of
from vmlint.languages.ruby.evaluate.builtins.support import Methods, Unknowable
from vmlint.languages.ruby.evaluate.values import NIL, Array, RubyObject, String

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Class, Value

METHODS = Methods()
CLASS_METHODS = Methods()


@CLASS_METHODS("new", tolerant=True)
def new(interpreter: Interpreter, receiver: Class, *_given: Value, block: Block) -> Value:
    """OptionParser.new."""
    made = RubyObject(receiver)
    if block is not None:
        interpreter.call_block(block, [made])
    return made


answering(
    METHODS, NIL, "on", "on_tail", "on_head", "separator", "banner=", "version=", "program_name=", "release=", "define"
)
not_known(
    METHODS, "the help of an OptionParser is not modelled", "to_s", "help", "banner", "summarize", "ver", "version"
)


@METHODS("parse!", "parse", "permute!", "permute", "order!", "order")
def parse(
    interpreter: Interpreter, receiver: Value, arguments_given: Value | None = None, *, arguments: Arguments
) -> Value:
    """OptionParser#parse: the words that are no options."""
    object_of(interpreter, receiver)
    words = arguments_given
    if words is None:
        from vmlint.languages.ruby.evaluate.builtins.library import constant

        words = constant(interpreter, "ARGV")
    if not isinstance(words, Array) or any(
        isinstance(word, String) and word.text.startswith("-") for word in words.items
    ):
        raise Unknowable(interpreter.unknown("options for an OptionParser are not modelled"))
    if arguments.keywords is not None and arguments.keywords.entries and arguments.keywords.symbol("into") is None:
        raise Unknowable(interpreter.unknown("this use of OptionParser is not modelled"))
    return words
