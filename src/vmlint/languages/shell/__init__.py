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

**Unknown**: what another program prints (but ``seq``, ``echo``, ``which``), the clock, input, patterns of file names,
files that are sourced, text that is evaluated.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.basics.text import Source
    from vmlint.languages.shell.outcome import Script

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
