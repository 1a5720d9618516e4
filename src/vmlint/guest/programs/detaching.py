"""Programs that leave other programs behind: screen, tmux, start-stop-daemon, daemonize, at."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.guest.programs.wrappers import TAKEN, run_stdin, run_text, run_words, with_values
from vmlint.model.value import Spanned

if TYPE_CHECKING:
    from vmlint.guest.runner import Runner
    from vmlint.languages.shell.outside import Answer, Call

NAMES = {
    "screen": "screen", "tmux": "tmux", "byobu": "tmux", "start-stop-daemon": "start_stop_daemon",
    "daemonize": "daemonize", "daemon": "daemonize", "at": "at", "batch": "at",
}  # fmt: skip


def screen(runner: Runner, call: Call) -> Answer:
    """``screen -dmS NAME COMMAND``."""
    detached = False
    waiting = iter(range(1, len(call.words)))
    for at in waiting:
        text = call.words[at].text or ""
        if not text.startswith("-"):
            return run_words(runner, call, call.words[at:], background=detached or call.background)
        if text.startswith(("-X", "-x", "-r", "-ls", "-list", "-wipe", "-q")) and text != "-q":
            return _stuffed(runner, call)
        detached = detached or ("d" in text and ("m" in text or "-m" in (w.text or "" for w in call.words)))
        if text[-1] in "SctTshpe":
            next(waiting, None)
    return TAKEN


def _stuffed(runner: Runner, call: Call) -> Answer:
    """``screen -S NAME -X stuff "command^M"``."""
    words = call.words
    for at, word in enumerate(words[:-1]):
        if word.text == "stuff" and words[at + 1].text:
            text = re.sub(r"(?:\\n|\\r|\\015|\^M|\r|\n)+$", "", words[at + 1].text or "")
            line = Spanned(text, words[at + 1].span, words[at + 1].assumptions)
            return run_text(runner, with_values(call, background=True), "bash", line, ())
    return TAKEN


def tmux(runner: Runner, call: Call) -> Answer:
    """``tmux new-session -d 'command'``, ``tmux send-keys 'command' C-m``."""
    words = call.words[1:]
    at = 0
    while at < len(words) and (words[at].text or "").startswith("-"):
        at += 2 if (words[at].text or "")[-1] in "Lfc" else 1
    action = words[at].text if at < len(words) else None
    rest = words[at + 1 :]
    background = with_values(call, background=True)
    if action in ("send-keys", "send"):
        return _sent(runner, background, rest)
    if action not in ("new", "new-session", "neww", "new-window", "split-window", "splitw", "respawn-pane", "new-s"):
        return TAKEN
    skip = False
    for number, word in enumerate(rest):
        text = word.text or ""
        if skip:
            skip = False
        elif text.startswith("-"):
            skip = text[-1] in "snctFxyleP" and text[-1] not in "P"
        else:
            left = rest[number:]
            one = len(left) == 1
            return run_text(runner, background, "bash", left[0], ()) if one else run_words(runner, background, left)
    return TAKEN


def _sent(runner: Runner, call: Call, words: tuple[Spanned, ...]) -> Answer:
    """Type the words of ``send-keys`` into a shell."""
    answer, skip = TAKEN, False
    for word in words:
        text = word.text or ""
        if skip or text in ("C-m", "Enter", "ENTER", "C-c", "C-l", "KPEnter", ""):
            skip = False
        elif text.startswith("-") and len(text) <= 3:
            skip = text[-1] in "tN"
        else:
            answer = run_text(runner, call, "bash", word, ())
    return answer


def start_stop_daemon(runner: Runner, call: Call) -> Answer:
    """``start-stop-daemon --start --background --exec PROGRAM -- ARGUMENTS``."""
    program: Spanned | None = None
    user, cwd, background, starts = call.user, call.cwd, call.background, False
    rest: tuple[Spanned, ...] = ()
    waiting = iter(range(1, len(call.words)))
    for at in waiting:
        word = call.words[at]
        text = word.text or ""
        flag, equals, value = text.partition("=")
        if text == "--":
            rest = call.words[at + 1 :]
            break
        if flag in ("--start", "-S"):
            starts = True
        elif flag in ("--background", "-b"):
            background = True
        elif flag in ("-x", "--exec", "-a", "--startas", "-c", "--chuid", "-d", "--chdir", "-u", "--user"):
            said = Spanned(value, word.span, ()) if equals else None
            if said is None:
                number = next(waiting, None)
                said = None if number is None else call.words[number]
            if flag in ("-c", "--chuid", "-u", "--user"):
                user = None if said is None or said.text is None else said.text.partition(":")[0]
            elif flag in ("-d", "--chdir"):
                cwd = said or cwd
            elif program is None or flag in ("-a", "--startas"):
                program = said
        elif (
            flag in ("-p", "--pidfile", "-n", "--name", "-s", "--signal", "-g", "--group", "-N", "-k", "-R")
            and not equals
        ):
            next(waiting, None)
    if not starts or program is None:
        return TAKEN
    return run_words(runner, call, (program, *rest), user=user, cwd=cwd, background=background)


def daemonize(runner: Runner, call: Call) -> Answer:
    """``daemonize -u USER PROGRAM ARGUMENTS``."""
    words = call.words[1:]
    at = 0
    while at < len(words) and (words[at].text or "").startswith("-"):
        text = words[at].text or ""
        at += 2 if len(text) == 2 and text[1] in "acEeolpu" else 1
        if text == "--":
            break
    return run_words(runner, call, words[at:], background=True)


def at(runner: Runner, call: Call) -> Answer:
    """``echo COMMAND | at now``."""
    if call.stdin is None or any(word.text in ("-l", "-d", "-r", "-c", "-f") for word in call.words):
        return TAKEN
    return run_stdin(runner, with_values(call, background=True), "sh", ())
