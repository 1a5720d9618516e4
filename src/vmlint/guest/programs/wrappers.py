"""Programs that run other programs: sudo, su, shells, env, nohup, timeout, xargs, ssh, flock."""

from __future__ import annotations

import posixpath
import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.text import Span
from vmlint.basics.woven import GAP, Woven, gap, made, of_span
from vmlint.languages.shell.outside import Answer, Call
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.guest.runner import Runner

NAMES = {
    "sudo": "sudo", "doas": "sudo", "su": "su", "runuser": "su", "gosu": "as_user", "su-exec": "as_user",
    "setuidgid": "as_user", "chpst": "chpst", "sh": "shell", "bash": "shell", "dash": "shell", "ash": "shell",
    "zsh": "shell", "ksh": "shell", "rbash": "shell", "nohup": "plain", "setsid": "plain", "unbuffer": "plain",
    "chronic": "plain", "catchsegv": "plain", "eatmydata": "plain", "env": "env", "time": "plain", "nice": "plain",
    "ionice": "plain", "chrt": "plain", "taskset": "taskset", "stdbuf": "plain", "timeout": "timeout",
    "xargs": "xargs", "ssh": "ssh", "flock": "flock", "parallel": "parallel", "command": "plain", "exec": "plain",
    "builtin": "plain", "strace": "plain", "dbus-run-session": "plain", "xvfb-run": "plain", "linux32": "plain",
    "script": "script", "watch": "endless",
}  # fmt: skip
_VALUED = {
    "sudo": "ughpCrtURDT", "doas": "uC", "nice": "n", "ionice": "cnp", "stdbuf": "ioe", "timeout": "sk", "time": "fo",
    "exec": "a", "strace": "oeps", "xvfb-run": "nsfpwe", "chrt": "", "env": "uCS", "xargs": "IiLlnPsdaE",
    "setsid": "", "unbuffer": "", "flock": "wEc",
}  # fmt: skip
_ASSIGNED = later(r"([A-Za-z_]\w*)=", re.ASCII)
_NETWORK = later(r"https?://[^\s\"'<>]+")
_SILENT = Answer()
TAKEN = Answer(taken=True)
FROM_NETWORK = "runs a script from the network"


# Words


def text_of(word: Spanned) -> Woven:
    """Return the text of a word, with the place of its characters where they stand as they are in it."""
    text, span = word.text, word.span
    reason = "it is not known"
    if isinstance(word.value, Unknown):
        reason, text = word.value.reason, word.value.partial
    if not text:
        return Woven() if word.known else gap(reason, span)
    if span is not None and text:
        at = span.source.text.find(text, span.start, span.end)
        if at >= 0:
            return of_span(Span(span.source, at, at + len(text)))
    found = Woven()
    for number, known in enumerate(text.split(GAP)):
        found = found + (gap(reason, span) if number else Woven()) + made(known, span)
    return found


def with_values(call: Call, **values: object) -> Call:
    """Return CALL with other VALUES."""
    return Call(**{**{name: getattr(call, name) for name in call._fields}, **values})


def _flags(name: str, words: tuple[Spanned, ...]) -> tuple[list[tuple[str, Spanned | None]], tuple[Spanned, ...]]:
    """Return the options in front of the first operand, each with its value, and what follows them."""
    valued = _VALUED.get(name, "")
    found: list[tuple[str, Spanned | None]] = []
    at = 0
    while at < len(words):
        text = words[at].text
        if text == "--":
            at += 1
            break
        if text is None or not text.startswith("-") or text == "-":
            break
        at += 1
        if text.startswith("--"):
            flag, _, value = text.partition("=")
            found.append((flag, Spanned(value, words[at - 1].span, ()) if value else None))
            continue
        for number, letter in enumerate(text[1:], 2):
            if letter in valued:
                rest = text[number:]
                if rest:
                    found.append((f"-{letter}", Spanned(rest, words[at - 1].span, ())))
                else:
                    found.append((f"-{letter}", words[at] if at < len(words) else None))
                    at += 1
                break
            found.append((f"-{letter}", None))
    return found, words[at:]


def _value(flags: list[tuple[str, Spanned | None]], *names: str) -> Spanned | None:
    return next((value for name, value in reversed(flags) if name in names), None)


def _has(flags: list[tuple[str, Spanned | None]], *names: str) -> bool:
    return any(name in names for name, _ in flags)


def _assigned(words: tuple[Spanned, ...], environment: dict[str, Spanned]) -> tuple[Spanned, ...]:
    """Take ``NAME=value`` in front of a command into ENVIRONMENT; return what follows."""
    at = 0
    while at < len(words):
        match = _ASSIGNED.match(words[at].text or "")
        if match is None:
            break
        word = words[at]
        environment[match[1]] = Spanned((word.text or "")[match.end() :], word.span, word.assumptions, word.origins)
        at += 1
    return words[at:]


def home_of(user: str | None) -> Spanned:
    """Return the home of a user."""
    if user is None:
        return Spanned(Unknown("who runs it is not known"), None, ())
    return Spanned("/root" if user == "root" else f"/home/{user}", None, ())


def run_words(runner: Runner, call: Call, words: tuple[Spanned, ...], **values: object) -> Answer:
    """Run WORDS as CALL runs, with other VALUES."""
    return runner.run(with_values(call, words=words, **values)) if words else _SILENT


# Other users


def sudo(runner: Runner, call: Call) -> Answer:
    """Run a command as root, or as another user."""
    flags, rest = _flags(str(call.words[0].value).rpartition("/")[2], call.words[1:])
    said = _value(flags, "-u", "--user")
    user = "root" if said is None else said.text
    environment = dict(call.environment) if _has(flags, "-E", "--preserve-env") else {}
    for word in call.words[1:]:
        if (word.text or "").startswith("--preserve-env="):
            names = (word.text or "").partition("=")[2].split(",")
            environment.update({name: call.environment[name] for name in names if name in call.environment})
    rest = _assigned(rest, environment)
    login = _has(flags, "-i", "--login")
    values: dict[str, object] = {"user": user, "environment": environment}
    if login:
        values["cwd"] = home_of(user)
    if _has(flags, "-b", "--background"):
        values["background"] = True
    if rest:
        return run_words(runner, call, rest, **values)
    if (login or _has(flags, "-s", "--shell")) and call.stdin is not None:
        return run_stdin(runner, with_values(call, **values), "bash", ())
    return _SILENT


class _Su:
    """What the words of ``su`` say."""

    def __init__(self, words: tuple[Spanned, ...]) -> None:
        self.command: Spanned | None = None
        self.shell = "bash"
        self.login = self.keeps = False
        self.operands: list[Spanned] = []
        waiting = iter(words)
        for word in waiting:
            if self.operands or word.text is None or not word.text.startswith("-"):
                self.operand(word, waiting)
            else:
                self.option(word, word.text, waiting)

    def operand(self, word: Spanned, waiting: Iterator[Spanned]) -> None:
        """Take what is no option; options may stand behind the user."""
        text = word.text
        if text is not None and text.startswith("-") and len(self.operands) == 1 and self.command is None:
            self.option(word, text, waiting)
        else:
            self.operands.append(word)

    def option(self, word: Spanned, text: str, waiting: Iterator[Spanned]) -> None:
        """Take an option, with its value."""
        if text in ("-c", "--command", "--session-command", "-lc"):
            self.command = next(waiting, None)
            self.login = self.login or text == "-lc"
        elif text.startswith("--command="):
            self.command = Spanned(text[10:], word.span, word.assumptions)
        elif text in ("-s", "--shell"):
            value = next(waiting, None)
            if value is not None and value.text:
                self.shell = value.text.rpartition("/")[2]
        elif text in ("-u", "--user"):
            self.operands.append(next(waiting, None) or Spanned(Unknown("the user"), word.span, ()))
        elif text in ("-g", "-G", "--group", "-w"):
            next(waiting, None)
        elif text in ("-m", "-p", "--preserve-environment"):
            self.keeps = True
        else:
            self.login = self.login or text in ("-", "--login") or (text[1] != "-" and "l" in text)


def su(runner: Runner, call: Call) -> Answer:
    """Run a command, a script or what comes in as another user."""
    said = _Su(call.words[1:])
    user = said.operands[0].text if said.operands else "root"
    environment = {} if said.login and not said.keeps else dict(call.environment)
    values: dict[str, object] = {"user": user, "environment": environment}
    if said.login:
        values["cwd"] = home_of(user)
    inside = with_values(call, **values)
    arguments = tuple(said.operands[1:])
    if str(call.words[0].value).endswith("runuser") and said.command is None and _ran_with_user(call):
        return run_words(runner, inside, arguments)
    if said.shell in ("false", "nologin"):
        return Answer(False)
    if said.command is not None:
        return run_text(runner, inside, said.shell, said.command, arguments)
    if arguments:
        return _script(runner, inside, said.shell, arguments)
    return run_stdin(runner, inside, said.shell, ()) if call.stdin is not None else _SILENT


def _ran_with_user(call: Call) -> bool:
    return any(word.text in ("-u", "--user") for word in call.words)


def as_user(runner: Runner, call: Call) -> Answer:
    """``gosu USER COMMAND``."""
    user = call.words[1].text if len(call.words) > 1 else None
    return run_words(runner, call, call.words[2:], user=None if user is None else user.partition(":")[0])


def chpst(runner: Runner, call: Call) -> Answer:
    """``chpst -u USER COMMAND``."""
    flags, rest = _flags("chpst", call.words[1:])
    at = 1 if _has(flags, "-u") and rest else 0
    user = (rest[0].text or "").partition(":")[0] if at else call.user
    return run_words(runner, call, rest[at:], user=user)


# Shells


def shell(runner: Runner, call: Call) -> Answer:
    """Run a script, a text (``-c``) or what comes in."""
    name = str(call.words[0].value).rpartition("/")[2]
    options: list[str] = []
    words = call.words[1:]
    at, text, from_stdin = 0, False, False
    while at < len(words):
        word = words[at].text
        if word == "-":  # as `--`: `curl … | sh -`
            at += 1
            break
        if word is None or not word.startswith(("-", "+")) or len(word) < 2:
            break
        at += 1
        if word == "--":
            break
        if word in ("--version", "--help"):
            return TAKEN
        if word.startswith("--"):
            at += word in ("--rcfile", "--init-file")
            continue
        text = text or "c" in word[1:]
        from_stdin = from_stdin or "s" in word[1:]
        options.append(word.replace("c", "").replace("s", ""))
        if word.endswith(("o", "O")) and at < len(words):
            options.append(str(words[at].value))
            at += 1
    with_options = " ".join([name, *(each for each in options if each not in ("-", "+"))])
    rest = words[at:]
    if text:
        return run_text(runner, call, with_options, rest[0], rest[1:]) if rest else Answer(False)
    if rest and not from_stdin:
        return _script(runner, call, with_options, rest)
    return run_stdin(runner, call, with_options, rest) if call.stdin is not None else _SILENT


def run_text(runner: Runner, call: Call, interpreter: str, text: Spanned, arguments: tuple[Spanned, ...]) -> Answer:
    """Follow a text that a shell is given with ``-c``."""
    woven = text_of(text)
    if not woven.text.strip(GAP):
        return _unknown(runner, call, woven, text)
    # The first argument behind the text is its name.
    return runner.follow(woven, _inside(call), interpreter, arguments[1:], with_values(call, stdin=call.stdin))


def _script(runner: Runner, call: Call, interpreter: str, words: tuple[Spanned, ...]) -> Answer:
    """Follow the script that a shell is given."""
    path = words[0].text
    if path is None or GAP in path:
        return _unknown(runner, call, text_of(words[0]), words[0])
    cwd = call.cwd.text
    if not path.startswith("/"):
        if cwd is None:
            return _unknown(runner, call, gap("which folder it is started in is not known", call.origin.span), words[0])
        path = posixpath.join(cwd, path)
    return runner.script(path, words[1:], call, interpreter)


def run_stdin(runner: Runner, call: Call, interpreter: str, arguments: tuple[Spanned, ...]) -> Answer:
    """Follow what a shell reads: a here-document, a pipe."""
    woven = call.stdin or Woven()
    if woven.text and not woven.text.strip(GAP + " \t\r\n"):
        return _unknown(runner, call, woven, call.words[0])
    return runner.follow(woven, _inside(call), interpreter, arguments, with_values(call, stdin=None))


def _inside(call: Call) -> str:
    span = call.origin.span
    return "script" if span is None else span.path


def _unknown(runner: Runner, call: Call, woven: Woven, word: Spanned) -> Answer:
    """Answer for a text that nobody knows; the well-known ones from the network are in a table."""
    reason = woven.reason
    span = call.origin.span or word.span
    address = _NETWORK.search(reason)
    if address is not None:
        from importlib.util import find_spec

        if find_spec("vmlint.guest.programs.installers") is not None:
            from importlib import import_module

            found = import_module("vmlint.guest.programs.installers").known(runner, address[0], call)
            if isinstance(found, Answer):
                return found
    if span is not None:
        network = address is not None or "network" in reason
        runner.unfollowed(FROM_NETWORK if network else f"runs a text that is not known: {reason}", span)
    return TAKEN


def ssh(runner: Runner, call: Call) -> Answer:
    """Run a command in the machine itself, where that is the host; elsewhere nothing is done to this one."""
    host: str | None = None
    rest: list[Spanned] = []
    waiting = iter(call.words[1:])
    for word in waiting:
        text = word.text or ""
        if host is None and text.startswith("-"):
            if len(text) == 2 and text[1] in "bcDEeFIiJLlmOopQRSWw":
                next(waiting, None)
        elif host is None:
            host = text
        else:
            rest.append(word)
    user, _, name = (host or "").rpartition("@")
    if name not in ("localhost", "127.0.0.1", "::1"):
        return Answer(None, taken=True, printed=gap("what another machine prints", call.origin.span))
    values = with_values(call, user=user or call.user, cwd=home_of(user or call.user), environment={})
    if rest:
        words = tuple(rest)
        return run_text(runner, values, "bash", words[0], ()) if len(words) == 1 else run_words(runner, values, words)
    return run_stdin(runner, values, "bash", ()) if call.stdin is not None else _SILENT


# The same user


def plain(runner: Runner, call: Call) -> Answer:
    """Run the command behind options."""
    name = str(call.words[0].value).rpartition("/")[2]
    flags, rest = _flags(name, call.words[1:])
    if name == "command" and _has(flags, "-v", "-V"):
        return TAKEN
    if name == "setsid" and _has(flags, "-f", "--fork"):
        return run_words(runner, call, rest, background=True)
    if name == "nice" and rest and (rest[0].text or "").lstrip("-+").isdigit():
        rest = rest[1:]
    return run_words(runner, call, rest)


def taskset(runner: Runner, call: Call) -> Answer:
    """Run the command behind a mask."""
    _, rest = _flags("taskset", call.words[1:])
    return run_words(runner, call, rest[1:])


def env(runner: Runner, call: Call) -> Answer:
    """Run a command with other variables; without one print them."""
    flags, rest = _flags("env", call.words[1:])
    environment = {} if _has(flags, "-i", "--ignore-environment") else dict(call.environment)
    for name, value in flags:
        if name in ("-u", "--unset") and value is not None:
            environment.pop(str(value.value), None)
    if rest and rest[0].text == "-":
        environment, rest = {}, rest[1:]
    rest = _assigned(rest, environment)
    split = _value(flags, "-S", "--split-string")
    if split is not None and split.text:
        rest = (*(Spanned(each, split.span, split.assumptions) for each in split.text.split()), *rest)
    if not rest:
        return Answer(printed=gap("the variables of the machine", call.origin.span))
    return run_words(runner, call, rest, environment=environment)


def timeout(runner: Runner, call: Call) -> Answer:
    """Run a command that is stopped after a while."""
    _, rest = _flags("timeout", call.words[1:])
    return _for_a_while(runner, call, rest[1:])


def _for_a_while(runner: Runner, call: Call, words: tuple[Spanned, ...]) -> Answer:
    listening = dict(runner.guest.listening)
    answer = run_words(runner, call, words, background=True)
    new = [key for key, each in runner.guest.listening.items() if listening.get(key) is not each]
    if new and any(runner.guest.listening[key].start.by == "script" for key in new):
        # It is stopped, and listens no longer.
        for key in new:
            if runner.guest.listening[key].start.by == "script":
                del runner.guest.listening[key]
        return TAKEN
    return answer


def xargs(runner: Runner, call: Call) -> Answer:
    """Run a command with the words that come in."""
    flags, rest = _flags("xargs", call.words[1:])
    rest = rest or (Spanned("echo", call.words[0].span, ()),)
    stdin = call.stdin or Woven()
    span = call.origin.span
    if not stdin.known:
        given: list[Spanned] = [Spanned(Unknown(stdin.reason or "what comes in is not known"), span, ())]
    else:
        given = [Spanned(each, span, ()) for each in stdin.text.replace("\0", "\n").split()[:500]]
        if not given and _has(flags, "-r", "--no-run-if-empty"):
            return _SILENT
    mark = _value(flags, "-I", "-i", "--replace")
    call = with_values(call, stdin=None)
    if mark is None and not _has(flags, "-I", "-i"):
        return run_words(runner, call, (*rest, *given))
    sign = "{}" if mark is None else str(mark.value)
    answer = _SILENT
    lines = given if not stdin.known else [Spanned(each, span, ()) for each in stdin.text.splitlines()[:500] if each]
    for line in lines:
        words = tuple(_filled(word, sign, line) for word in rest)
        answer = run_words(runner, call, words)
    return answer


def _filled(word: Spanned, sign: str, line: Spanned) -> Spanned:
    text = word.text
    if text is None or sign not in text:
        return word
    value = line.value if line.text is None else text.replace(sign, line.text)
    return Spanned(value, word.span, word.assumptions, word.origins)


def flock(runner: Runner, call: Call) -> Answer:
    """``flock FILE COMMAND`` or ``flock FILE -c TEXT``."""
    flags, rest = _flags("flock", call.words[1:])
    rest = rest[1:]
    text = _value(flags, "-c", "--command")
    if text is None and rest and rest[0].text in ("-c", "--command"):
        text = rest[1] if len(rest) > 1 else None
    return run_text(runner, call, "sh", text, ()) if text is not None else run_words(runner, call, rest)


def script(runner: Runner, call: Call) -> Answer:
    """``script -c TEXT FILE``."""
    words = call.words
    for at, word in enumerate(words[:-1]):
        if word.text is not None and word.text.startswith("-") and word.text.endswith("c"):
            return run_text(runner, call, "sh", words[at + 1], ())
    return TAKEN


def endless(runner: Runner, call: Call) -> Answer:
    """It runs a command again and again, and never ends."""
    return Answer(None, endless=not call.background, taken=call.background)


def parallel(runner: Runner, call: Call) -> Answer:
    """What runs at once is not followed."""
    if call.origin.span is not None:
        runner.unfollowed("runs commands by parallel", call.origin.span)
    return TAKEN
