"""The library: what `import vmlint` gives, on disk and in memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

import vmlint
from vmlint.generate.scaffold import Choices, plan, stack_named, stacks

CONFUSED = """\
Vagrant.configure("2") do |config|
  config.vm.box = "debian/bookworm64"
  config.vm.network "forwarded_port", guest: 5001, host: 8080, host_ip: "127.0.0.1"
end
"""
SETTINGS = "apps:\n  web: {bind: 0.0.0.0, port: 5000}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder, **files: str) -> None:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text)


def in_memory(**files: str) -> vmlint.Project:
    return vmlint.Project(files={name.replace("_", "."): text for name, text in files.items()})


def test_a_folder_is_linted(folder) -> None:
    write(folder, Vagrantfile=CONFUSED, vmlint_yaml=SETTINGS)
    report = vmlint.lint(folder)
    assert report.files == 1
    assert not report.is_clean
    (finding,) = report.errors
    assert isinstance(finding, vmlint.Diagnostic)
    assert finding.rule == "app-not-reachable"
    assert finding.severity is vmlint.Severity.ERROR
    assert (finding.span.path, finding.span.line) == ("vmlint.yaml", 2)
    assert "app-not-reachable" in str(report)
    done = subprocess.run(
        [sys.executable, "-m", "vmlint", "check", "--format", "json"], capture_output=True, text=True, check=False
    )
    assert json.loads(report.to_json()) == json.loads(done.stdout)


def test_memory_and_disk_agree(folder) -> None:
    project = in_memory(Vagrantfile=CONFUSED, vmlint_yaml=SETTINGS)
    made = vmlint.lint(project), vmlint.fix(project), vmlint.render(project)
    assert os.listdir() == [".git"]
    write(folder, Vagrantfile=CONFUSED, vmlint_yaml=SETTINGS)
    assert str(vmlint.lint(".")) == str(made[0])
    assert vmlint.fix(".").files == made[1].files
    assert vmlint.render(".") == made[2]


def test_fix_in_memory_then_on_disk(folder) -> None:
    write(folder, Vagrantfile=CONFUSED, vmlint_yaml=SETTINGS)
    fixed = vmlint.fix(folder)
    assert fixed.files == {"Vagrantfile": CONFUSED.replace("5001", "5000")}
    assert len(fixed.titles) == 1
    assert fixed.report.is_clean
    assert (folder / "Vagrantfile").read_text() == CONFUSED
    fixed.write()
    assert (folder / "Vagrantfile").read_text() == CONFUSED.replace("5001", "5000")
    assert vmlint.fix(folder).files == {}
    with pytest.raises(vmlint.ProjectError, match="has changed meanwhile"):
        fixed.write()


def test_fixes_by_rule_and_by_safety() -> None:
    project = in_memory(Vagrantfile=CONFUSED, vmlint_yaml=SETTINGS)
    assert vmlint.fix(project, rules=["host-port-collision"]).files == {}
    assert vmlint.fix(project, rules=["app-not-reachable"], unsafe=True).report.is_clean
    with pytest.raises(vmlint.ProjectError, match="no rule"):
        vmlint.fix(project, rules=["nonsense"])


def test_render_is_corrected() -> None:
    text = vmlint.render(in_memory(Vagrantfile=CONFUSED, vmlint_yaml=SETTINGS))
    assert "guest: 5000, host: 8080" in text
    assert "#   web: 127.0.0.1:8080 from the host\n" in text
    assert vmlint.render(in_memory(Vagrantfile=text, vmlint_yaml=SETTINGS)) == text


def test_render_refuses_losses() -> None:
    project = in_memory(Vagrantfile=CONFUSED.replace('"debian/bookworm64"', 'ENV["BOX"]'))
    with pytest.raises(vmlint.LossError, match="BOX") as caught:
        vmlint.render(project)
    (loss,) = caught.value.losses
    assert (loss.kind, loss.span.line) == ("condition", 2)
    assert "# not carried over: condition, Vagrantfile:2:" in vmlint.render(project, allow_loss=True)
    stated = vmlint.Project(
        files={"Vagrantfile": CONFUSED.replace('"debian/bookworm64"', 'ENV["BOX"]')}, environment={"BOX": "x"}
    )
    assert 'config.vm.box = "x"' in vmlint.render(stated)


def test_other_files_in_memory() -> None:
    text = CONFUSED.replace('"debian/bookworm64"', 'YAML.load_file(File.join(__dir__, "data/box.yml"))["box"]')
    project = vmlint.Project(files={"Vagrantfile": text, "data/box.yml": "box: x\n"})
    assert 'config.vm.box = "x"' in vmlint.render(project)
    (finding,) = vmlint.lint(vmlint.Project(files={"Vagrantfile": text})).errors
    assert finding.rule == "vagrant-load-error"


def test_select_and_ignore() -> None:
    files = {"Vagrantfile": CONFUSED, "vmlint.yaml": SETTINGS}
    assert vmlint.lint(vmlint.Project(files=files, ignore=["app-not-reachable"], select=["app-not-reachable"])).is_clean


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"vmlint.yaml": "apps: {}"}, "no Vagrantfile among"),
        ({"Vagrantfile": "", "vmlint.yaml": "appz: {}"}, "appz"),
        ({"../Vagrantfile": ""}, "outside the project"),
    ],
)
def test_what_is_no_project(files: dict[str, str], words: str) -> None:
    with pytest.raises(vmlint.ProjectError, match=words):
        vmlint.lint(vmlint.Project(files=files))


def test_what_cannot_be_read(folder) -> None:
    with pytest.raises(vmlint.ProjectError, match="No such file"):
        vmlint.lint("absent")
    write(folder, Vagrantfile="raise 'no'\n" + CONFUSED)
    with pytest.raises(vmlint.ProjectError, match="RuntimeError: no"):
        vmlint.render(".")


@pytest.mark.parametrize("stack", [stack.name for stack in stacks()])
def test_fix_changes_nothing_of_a_scaffold(stack: str) -> None:
    files = {name: data.decode() for name, data in plan(stack_named(stack), Choices("a")).files.items()}
    project = vmlint.Project(files=files)
    assert vmlint.lint(project).is_clean
    for unsafe in (False, True):
        assert vmlint.fix(project, unsafe=unsafe).files == {}
    text = vmlint.render(project)
    assert vmlint.lint(vmlint.Project(files={**files, "Vagrantfile": text})).is_clean


def test_the_public_names_are_there_and_typed() -> None:
    assert dir(vmlint) == sorted(vmlint.__all__)
    for name in vmlint.__all__:
        assert getattr(vmlint, name) is not None
    for function in (vmlint.lint, vmlint.fix, vmlint.render):
        assert function.__doc__
        assert set(function.__annotations__) >= {"project", "return"}
    with pytest.raises(AttributeError):
        vmlint.nothing  # noqa: B018


def test_the_import_is_cheap() -> None:
    program = "import sys, vmlint; print(sorted(name for name in sys.modules if name.startswith('vmlint')))"
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "['vmlint']\n"


def test_a_type_checker_sees_it(folder) -> None:
    pytest.importorskip("mypy")
    write(
        folder,
        use_py="import vmlint\nreveal_type(vmlint.lint('.'))\nreveal_type(vmlint.fix('.').files)\nvmlint.render(1)\n",
    )
    command = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "use.py"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert 'Revealed type is "vmlint.api.Report"' in done.stdout
    assert "builtins.dict[builtins.str, builtins.str]" in done.stdout or '"dict[str, str]"' in done.stdout
    assert done.stdout.count("error:") == 1
