"""The commands that mean something to the evaluation: they change variables, leave, or run other commands."""

from __future__ import annotations

LEAVING = {"exit": "exit", "return": "return", "break": "break", "continue": "continue", "throw": "exit"}
PREFIXES = frozenset(
    ("sudo", "exec", "command", "builtin", "nohup", "env", "nice", "start", "call", "time", "doas", "timeout",
     "winpty", "ionice", "stdbuf", "start-process", "chrt")
)  # fmt: skip
"""Commands that run the command behind them."""
SHELLS = frozenset(
    ("eval", "sh", "bash", "zsh", "dash", "su", "xargs", "cmd", "cmd.exe", "powershell", "powershell.exe", "pwsh",
     "iex", "invoke-expression", "parallel")
)  # fmt: skip
"""Commands that run a text which is not followed."""
ELSEWHERE = frozenset(("ssh", "vagrant", "docker", "invoke-command", "scp"))
"""What they run, they run on another machine, or not by these scripts' words."""
SETTING = frozenset(("read", "mapfile", "readarray", "getopts"))
BUILTINS = frozenset(
    (*LEAVING, *PREFIXES, *SHELLS, *ELSEWHERE, *SETTING, "shift", "set", "unset", "alias", "set-alias", "new-alias",
     "source", ".", "let", "goto")
)  # fmt: skip
