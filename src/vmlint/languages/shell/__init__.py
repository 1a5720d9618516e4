"""Shell scripts as far as somebody has to follow them who only wants the commands: sh and bash, batch, PowerShell.

Each dialect has a reader of its own (``posix``, ``batch``, ``powershell``); all give the statements of ``tree``, which
``evaluate`` follows without running anything.

**What comes out**: every command that is no part of the language itself, in the order in which it would run: its words
(each with its place, or unknown with the reason), whether it certainly runs, and the rounds of the loops around it.

**Formats.** Quoting, escapes, comments and continuation lines are those of the dialect. Here-documents and
here-strings are text, never commands. A script saved on Windows may end its lines in CR LF in any dialect.

**Defaults, and what absence means.** The environment is what the caller says it is, by default empty: a variable that
nobody sets is empty *on an assumption*, which its value carries. A script is started without arguments, so that
``${1:-dev}`` is ``dev`` on an assumption; a bare ``$1`` is unknown, for such a script wants to be called with one.

**Order.** Commands run one after the other; those that are no question (``VBoxManage modifyvm``) are taken to succeed,
so that ``a && b`` runs both and what stands after ``||`` is possible. A condition that cannot be decided runs both of
its branches: the commands inside are possible, and a variable that they set is unknown afterwards. A branch that
leaves the script (``|| exit 1``) is taken not to be entered. Functions are followed where they are called.

**With effects**: ``follow_script`` (package ``effects``) follows sh and bash for somebody who answers for all that is
outside: streams, here-documents, status, ``set -e``, files that are sourced.

**Unknown** without that: what another program prints (but ``seq``, ``echo``, ``which``), the clock, input, patterns of
file names, files that are sourced, text that is evaluated.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.basics.text import Source
    from vmlint.basics.woven import Woven
    from vmlint.languages.shell.effects.following import End
    from vmlint.languages.shell.outcome import Script
    from vmlint.languages.shell.outside import Outside
    from vmlint.model.value import Assumption, Spanned, Step

POSIX, BATCH, POWERSHELL = "sh", "batch", "powershell"
DIALECTS = (POSIX, BATCH, POWERSHELL)


def run(source: Source, dialect: str, environment: dict[str, str] | None = None) -> Script:
    """Return the commands that the script SOURCE would run, in an ENVIRONMENT of which nothing else is set."""
    return run_blocks(source, dialect, environment or {}, source.text, [(0, len(source.text))])


def run_blocks(
    source: Source, dialect: str, environment: dict[str, str], text: str, blocks: list[tuple[int, int]]
) -> Script:
    """Return the commands of parts of SOURCE, one after the other: each the start and the end of a block.

    TEXT is as long as that of SOURCE, and may have blanks where there are no commands.
    """
    from vmlint.languages.shell.evaluate import Evaluation

    evaluation = Evaluation(source, dialect, environment, text)
    for start, end in blocks:
        evaluation.follow(start, end)
    return evaluation.script()


def follow_script(
    text: Woven,
    path: str,
    outside: Outside,
    *,
    interpreter: str = "bash",
    arguments: tuple[Spanned, ...] = (),
    environment: dict[str, Spanned] | None = None,
    cwd: Spanned,
    user: str | None = "root",
    certain: bool = True,
    steps: tuple[Step, ...] = (),
    assumptions: tuple[Assumption, ...] = (),
    stdin: Woven | None = None,
    captured: bool = False,
    background: bool = False,
) -> End:
    """Follow the script TEXT with its effects on OUTSIDE, and return how it ends.

    PATH is ``$0`` and the script's name. INTERPRETER: a shell with its options (``sh``, ``/bin/bash -eux``).
    ENVIRONMENT: all that is exported. CERTAIN, STEPS and ASSUMPTIONS are those of who starts it, and those of every
    effect. CAPTURED: what it prints is wanted. Effects have places in files of the project, where there are such.
    """
    from vmlint.languages.shell.effects.following import follow

    return follow(
        text, path, outside, interpreter, arguments, environment or {}, cwd, user, certain=certain, steps=steps,
        assumptions=assumptions, stdin=stdin, captured=captured, background=background,
    )  # fmt: skip
