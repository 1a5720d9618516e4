"""The examples for other generators, run with the real tools."""

from __future__ import annotations

import importlib.util
import os
import pathlib
import subprocess
import sys

import pytest

import vmlint
from vmlint.generate.scaffold import Choices, plan, stack_named

EXAMPLES = pathlib.Path(__file__).resolve().parents[1] / "examples"
NASTY = 'x"; system("id") #{1}'


def run(tool: str, *arguments: str, home: pathlib.Path) -> subprocess.CompletedProcess[str]:
    if importlib.util.find_spec(tool) is None:
        pytest.skip(f"needs {tool}")
    environment = {**os.environ, "HOME": str(home), "PYTHONWARNINGS": "ignore"}
    return subprocess.run(
        [sys.executable, "-m", tool, *arguments],
        cwd=home,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def copier(folder: pathlib.Path, **data: str) -> subprocess.CompletedProcess[str]:
    pairs = [part for name, value in data.items() for part in ("--data", f"{name}={value}")]
    arguments = ["copy", "--trust", "--defaults", "--quiet", *pairs, str(EXAMPLES / "copier"), str(folder / "new")]
    return run("copier", *arguments, home=folder)


def cookiecutter(folder: pathlib.Path, **data: str) -> subprocess.CompletedProcess[str]:
    pairs = [f"{name}={value}" for name, value in data.items()]
    arguments = ["--no-input", "--output-dir", str(folder), str(EXAMPLES / "cookiecutter"), *pairs]
    return run("cookiecutter", *arguments, home=folder)


def said(folder: pathlib.Path) -> str:
    """Return what Vagrant would show after `up`."""
    text = vmlint.render(folder)
    return next(line for line in text.splitlines() if "post_up_message" in line).strip()


@pytest.mark.slow
def test_copier(tmp_path: pathlib.Path) -> None:
    done = copier(tmp_path, name=NASTY)
    assert done.returncode == 0, done.stderr
    assert vmlint.lint(tmp_path / "new").is_clean
    assert said(tmp_path / "new") == r'config.vm.post_up_message = "x\"; system(\"id\") \#{1}"'


@pytest.mark.slow
def test_copier_fails_where_the_app_would_not_be_reached(tmp_path: pathlib.Path) -> None:
    done = copier(tmp_path, bind="127.0.0.1")
    assert done.returncode != 0
    assert "app-binds-loopback" in done.stdout


@pytest.mark.slow
def test_cookiecutter(tmp_path: pathlib.Path) -> None:
    done = cookiecutter(tmp_path, name=NASTY)
    assert done.returncode == 0, done.stderr
    (made,) = (path for path in tmp_path.iterdir() if (path / "Vagrantfile").exists())
    assert vmlint.lint(made).is_clean
    assert said(made) == r'config.vm.post_up_message = "x\"; system(\"id\") \#{1}"'


@pytest.mark.slow
def test_cookiecutter_mends_and_gives_up(tmp_path: pathlib.Path) -> None:
    done = cookiecutter(tmp_path, name="mended", forwarded_port="8001")
    assert done.returncode == 0, done.stderr
    assert "vmlint: write `guest: 8000`" in done.stdout
    assert "guest: 8000, host: 8080" in (tmp_path / "mended" / "Vagrantfile").read_text()
    done = cookiecutter(tmp_path, name="given-up", bind="127.0.0.1")
    assert done.returncode != 0
    assert "app-binds-loopback" in done.stderr
    assert not (tmp_path / "given-up").exists()


def test_the_filters_are_those_of_the_stacks() -> None:
    import jinja2

    made = jinja2.Environment(extensions=["vmlint.jinja.Escaping"], autoescape=False)
    assert made.from_string("{{ 'a\"#{1}' | ruby }} {{ 'yes' | yaml }}").render() == r'"a\"\#{1}" "yes"'
    assert b"bookworm64" in plan(stack_named("flask"), Choices("a")).files["Vagrantfile"]
