"""What batch files of Windows run."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vmlint.basics.text import Source
from vmlint.languages.shell import run
from vmlint.model.value import Unknown


def commands(text: str, environment: dict[str, str] | None = None) -> list[tuple[bool, list[object]]]:
    script = run(Source("x.bat", text), "batch", environment or {})
    return [
        (
            command.origin.certain,
            [word.value.reason if isinstance(word.value, Unknown) else word.value for word in command.words[1:]],
        )
        for command in script.commands
        if command.words[0].value == "V"
    ]


CERTAIN = {
    "quotes": ('V a "b c" "" "d\\"e" C:\\x\\ "C:\\Program Files\\x\\"', ["a", "b c", "", 'd"e', "C:\\x\\", "C:\\Program Files\\x\\"]),
    "carets": ("V a^&b ^%x c^\r\n  d ^\n e", ["a&b", "%x", "c", "d", "e"]),
    "variables": ('set A=1\nset "B=x y"\nset C=%A%%B%\nV %A% "%B%" "%C%" %A%2 100%%', ["1", "x y", "1x y", "12", "100%"]),
    "a value keeps its blanks": ('set A= x \nV "[%A%]"', ["[ x ]"]),
    "a quoted value": ('set P="C:\\a b\\c.exe"\nset Q="d"\nV %P% %Q%', ["C:\\a b\\c.exe", "d"]),
    "a value of several words": ("set O=--nic1 nat\nV %O%", ["--nic1", "nat"]),
    "the case of names": ("set Vm=a\nV %vM%", ["a"]),
    "delayed": ("setlocal EnableDelayedExpansion\nset A=1\nV !A! %A%", ["1", "1"]),
    "not delayed": ("set A=1\nV !A!", ["!A!"]),
    "replaced": ("set A=a-b-c\nV %A:-=_%", ["a_b_c"]),
    "arithmetic": ('set /a A=1+2*3\nset /a "B=A*2", C=B%%4\nset /A D+=5\nV %A% %B% %C% %D%', ["7", "14", "2", "5"]),
    "redirections": ("V a >nul 2>&1\nV b 2> err.txt c", ["a"]),
    "rem and colons": ("rem V x\n:: V y\n@rem V z\nV a", ["a"]),
    "at sign": ("@V a", ["a"]),
    "chains": ("V a & echo b\ncd x && V c", ["a"]),
    "if": ('set A=x\nif "%A%"=="x" (V yes) else (V no)\nif not "%A%"=="x" V no', ["yes"]),
    "if without case": ('if /i "AbC"=="aBc" V yes', ["yes"]),
    "if by number": ("set N=3\nif %N% GEQ 3 V yes\nif %N% LSS 3 V no", ["yes"]),
    "if defined": ("set A=1\nif defined A V yes\nif not defined A V no", ["yes"]),
    "if with carets": ('if "a"=="a" ^\n V yes', ["yes"]),
    "goto over": ("goto next\nV no\n:next\nV yes", ["yes"]),
    "goto eof": ("V a\ngoto :eof\nV no", ["a"]),
    "exit": ("V a\nexit /b 0\nV no", ["a"]),
    "start": ('start "" /wait V a', ["a"]),
    "call of a program": ("call V a", ["a"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CERTAIN)
def test_words(name: str) -> None:
    text, expected = CERTAIN[name]
    assert commands(text)[0] == (True, expected)


MANY = [
    ("for %%i in (a b,c;d) do V %%i x%%i", ["a xa", "b xb", "c xc", "d xd"]),
    ("for /L %%n in (1,2,5) do V %%n", ["1", "3", "5"]),
    ("for /l %%n in (3 -1 1) do (\n  V %%n\n)", ["3", "2", "1"]),
    ("for %%a in (1 2) do for %%b in (x y) do V %%a%%b", ["1x", "1y", "2x", "2y"]),
    ("set L=a b\nfor %%i in (%L%) do V %%~i", ["a", "b"]),
    ('call :f a "b c"\ncall :f d\ngoto :eof\n:f\nV %1 %~2\nexit /b', ["a b c", "d"]),
    ("call :f 1\nV end\nexit /b\n:f\nV %1\ngoto :eof", ["1", "end"]),
    ('if "%1"=="" goto usage\nV a\ngoto :eof\n:usage\necho x\n', ["a"]),
    ("(\n  V a\n  V b\n) > log.txt\nV c", ["a", "b", "c"]),
    ("V a | find \"x\"\nV b || exit /b 1\nV c", ["a", "b", "c"]),
    (")\nV a", ["a"]),
    ("V a\r\nV b\r\n", ["a", "b"]),
    ("\ufeffV a", ["a"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MANY, ids=[text[:40] for text, _ in MANY])
def test_commands(text: str, expected: list[str]) -> None:
    assert [(certain, " ".join(map(str, words))) for certain, words in commands(text)] == [
        (True, each) for each in expected
    ]


UNDECIDED = [
    ("V %1", [(True, ["an argument of the script"])]),
    ("V %X%", [(True, ["nothing sets `X` (--env X=… states it)"])]),
    ("set /p A=which? \nV %A%", [(True, ["what somebody types"])]),
    ("if exist x (V a) else (V b)", [(False, ["a"]), (False, ["b"])]),
    ("if errorlevel 1 V a\nV b", [(False, ["a"]), (True, ["b"])]),
    ("for /f %%i in ('x') do V %%i", [(False, ["what `for` reads while the script runs"])]),
    ("for %%f in (*.txt) do V %%f", [(False, ["a pattern of file names"])]),
    ("if exist x goto later\nV a\n:later\nV b", [(False, ["a"]), (True, ["b"])]),
    ("if exist x exit /b\nV a", [(True, ["a"])]),
    ("V %~dp0x", [(True, ["`%~dp0` is a part of a path"])]),
]


@pytest.mark.parametrize(("text", "expected"), UNDECIDED, ids=[text for text, _ in UNDECIDED])
def test_what_cannot_be_decided(text: str, expected: list[tuple[bool, list[object]]]) -> None:
    assert commands(text) == expected


def test_a_jump_backwards_ends_it() -> None:
    script = run(Source("x.bat", ":again\nV a\ngoto again\nV b"), "batch", {})
    assert [command.words[1].value for command in script.commands] == ["a"]
    assert [(note.reason, note.span.text, note.hides) for note in script.notes] == [
        ("a jump backwards: what follows it is not followed", "goto again", True)
    ]


def test_the_environment_has_names_without_case() -> None:
    assert commands("V %a%", {"A": "1"}) == [(True, ["1"])]


@pytest.mark.parametrize("text", ["(" * 50_000, "if a==a " * 20_000, "for %%i in (1) do " * 20_000, '"' * 30_001, "^\n" * 30_000,
                                  ":a\n" * 20_000 + "goto a", "%" * 50_001, "call :a\n:a\n" * 500])  # fmt: skip
def test_no_text_is_too_much(text: str) -> None:
    run(Source("x.bat", text), "batch", {})


@settings(max_examples=300, deadline=None)
@given(st.text('aifors 1\n\t"%!^()&|<>=,;:/\\@~*?', max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    script = run(Source("x.bat", text), "batch", {})
    assert all(0 <= problem.start <= problem.end <= len(text) for problem in script.problems)
    for command in script.commands:
        assert all(word.span is not None and word.span.end <= len(text) for word in command.words)
