"""Which files belong to which project, and what cannot be linted."""

from __future__ import annotations

import os

import pytest

from vmlint.project.discovery import Discovery

FILE = 'Vagrant.configure("2") { |config| config.vm.box = "x" }\n'


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """Return a function that writes files below a fresh checkout, and stands in its root."""
    root = tmp_path / "checkout"
    (root / ".git").mkdir(parents=True)
    monkeypatch.chdir(root)
    monkeypatch.setenv("HOME", str(tmp_path))

    def write(**files: str) -> None:
        for name, text in files.items():
            path = root / name.replace("__", "/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    write.root = root  # type: ignore[attr-defined]
    return write


def found(*paths: str, **options) -> list[tuple[str, ...]]:
    """Return the shown files of each project; a project about whole settings begins with a star."""
    discovery = Discovery(**options)
    projects = discovery.projects(list(paths))
    assert discovery.problems == []
    return [("*" if project.whole else "", *(file.shown for file in project.files)) for project in projects]


def problems(*paths: str, **options) -> list[str]:
    discovery = Discovery(**options)
    assert discovery.projects(list(paths)) == []
    return discovery.problems


def test_the_nearest_vagrantfile_upwards_else_all_below(tree, monkeypatch) -> None:
    tree(a__Vagrantfile=FILE, b__c__Vagrantfile=FILE, b__d__README="")
    assert found() == [("", "a/Vagrantfile"), ("", "b/c/Vagrantfile")]
    tree(Vagrantfile=FILE)
    monkeypatch.chdir(tree.root / "b" / "d")
    assert found() == [("", "../../Vagrantfile")]


def test_nothing_to_lint(tree) -> None:
    assert problems() == ["no Vagrantfile here, above or below"]


def test_the_project_of_vmlint_yaml(tree, monkeypatch) -> None:
    tree(
        **{"vmlint.yaml": "apps: {}\nsources: [one/Vagrantfile, two.rb]\n"},
        one__Vagrantfile=FILE,
        three__Vagrantfile=FILE,
    )
    (tree.root / "two.rb").write_text(FILE)
    whole = ("*", "one/Vagrantfile", "two.rb")
    assert found() == [whole]
    assert found("one/Vagrantfile") == [whole], "one of its sources means the topology"
    assert found("one/Vagrantfile", "two.rb", ".") == [whole, ("", "three/Vagrantfile")], "reported once"
    assert found("three/Vagrantfile") == [("", "three/Vagrantfile")], "a project of its own"
    assert found("vmlint.yaml") == [whole]
    assert found("one", isolated=True) == [("", "one/Vagrantfile")]


def test_sources_that_are_not_there(tree) -> None:
    tree(**{"vmlint.yaml": "sources: [Vagrantfile, gone, folder, ../outside, link]\n"}, Vagrantfile=FILE, folder__x="")
    (tree.root.parent / "outside").write_text(FILE)
    (tree.root / "link").symlink_to("../outside")
    (project,) = Discovery().projects([])
    assert [file.shown for file in project.files] == ["Vagrantfile"]
    assert [(missing.path.value, missing.reason) for missing in project.missing] == [
        ("gone", "does not exist"),
        ("folder", "is not a file"),
        ("../outside", "lies outside the project"),
        ("link", "lies outside the project"),
    ]


def test_settings_are_looked_for_up_to_the_root_only(tree, monkeypatch) -> None:
    (tree.root.parent / "vmlint.yaml").write_text("apps: {}\n")
    tree(a__b__Vagrantfile=FILE)
    (project,) = Discovery().projects(["a/b/Vagrantfile"])
    assert project.loaded.path is None
    tree(**{"vmlint.yaml": "host: {os: windows}\n"})
    (project,) = Discovery().projects(["a/b/Vagrantfile"])
    assert project.loaded.settings is not None
    assert project.loaded.settings.host.os == "windows"
    assert not project.whole


def test_the_home_is_no_root(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".git").mkdir()
    (tmp_path / "vmlint.yaml").write_text("host: {os: windows}\n")
    (tmp_path / "lab").mkdir()
    (tmp_path / "lab" / "Vagrantfile").write_text(FILE)
    monkeypatch.chdir(tmp_path / "lab")
    (project,) = Discovery().projects([])
    assert project.loaded.path is None
    assert project.root == str(tmp_path / "lab")


def test_a_misspelt_settings_file_gets_a_hint(tree) -> None:
    tree(Vagrantfile=FILE, **{"vmlint.yml": "apps: {}\n"})
    (project,) = Discovery().projects([])
    assert project.loaded.hint == "vmlint.yml is not read: the name is vmlint.yaml"
    tree(a__Vagrantfile=FILE, a__b__Vagrantfile=FILE, **{"a__vmlint.yml": ""})
    hints = [project.loaded.hint for project in Discovery().projects(["a/b/Vagrantfile", "Vagrantfile"])]
    assert [hint.split()[0] for hint in hints] == ["a/vmlint.yml", "vmlint.yml"]


def test_names_of_the_vagrantfile(tree) -> None:
    tree(vagrantfile=FILE, VagrantFile=FILE, other=FILE)
    assert found() == [("", "vagrantfile")], "no other spelling"
    tree(Vagrantfile=FILE)
    assert found() == [("", "Vagrantfile")]
    assert found(".") == [("", "Vagrantfile")], "Vagrant does not look at the second"
    tree(**{"vmlint.yaml": "apps: {}\n"})
    assert found(environment={"VAGRANT_VAGRANTFILE": "other"}) == [("*", "other")]


def test_gitignore_and_exclude(tree) -> None:
    tree(
        **{".gitignore": "ignored/\n/top\n*.tmp\n!keep.tmp\n", "vmlint.yaml": "exclude: ['vendor/**']\n"},
        ignored__Vagrantfile=FILE,
        a__ignored__Vagrantfile=FILE,
        a__top__Vagrantfile=FILE,
        top__Vagrantfile=FILE,
        vendor__x__Vagrantfile=FILE,
        node_modules__x__Vagrantfile=FILE,
        z__Vagrantfile=FILE,
    )
    (tree.root / "a" / ".gitignore").write_text("!top\n")
    assert found(".") == [("", "a/top/Vagrantfile"), ("", "z/Vagrantfile")]
    assert found("vendor/x/Vagrantfile") == [("", "vendor/x/Vagrantfile")], "explicit wins"
    assert found("vendor/x/Vagrantfile", force_exclude=True) == []
    assert found("a/ignored/Vagrantfile") == [("", "a/ignored/Vagrantfile")]


def test_links_to_folders_are_not_followed_and_links_out_are_refused(tree) -> None:
    tree(a__Vagrantfile=FILE)
    (tree.root / "loop").symlink_to(".")
    assert found(".") == [("", "a/Vagrantfile")]
    (tree.root.parent / "secret").write_text(FILE)
    (tree.root / "Vagrantfile").symlink_to("../secret")
    assert problems("Vagrantfile") == ["Vagrantfile: a symbolic link that leads out of the project"]
    (tree.root / "b").mkdir()
    (tree.root / "b" / "Vagrantfile").symlink_to("../a/Vagrantfile")
    assert found("b/Vagrantfile") == [("", "b/Vagrantfile")]


def test_what_is_no_file(tree) -> None:
    os.mkfifo(tree.root / "Vagrantfile")
    assert problems("Vagrantfile") == ["Vagrantfile: not a regular file"]
    assert problems(".") == ["Vagrantfile: not a regular file"]
    assert problems("/dev/zero") == ["/dev/zero: not a regular file"]
    assert problems("gone") == ["gone: No such file or directory"]
    assert problems("a\0b") == ["a\0b: no path holds a NUL character"]
    tree(**{"compose.yml": "", "x__Vagrantfile.yml": FILE})
    assert "not a Vagrantfile" in problems("compose.yml")[0]


def test_a_folder_named_vagrantfile_is_searched(tree) -> None:
    tree(Vagrantfile__Vagrantfile=FILE)
    assert found("Vagrantfile") == [("", "Vagrantfile/Vagrantfile")]


def test_standard_input(tree) -> None:
    tree(**{"vmlint.yaml": "apps: {}\n"}, a__Vagrantfile="old")
    (project,) = Discovery(read_input=lambda: b"new", input_name="a/Vagrantfile").projects(["-"])
    assert [(file.shown, file.text) for file in project.files] == [("a/Vagrantfile", "new")]
    assert not project.whole
    tree(Vagrantfile="old")
    (project,) = Discovery(read_input=lambda: b"new").projects(["-"])
    assert (project.whole, project.files[0].text) == (True, "new")
    assert problems("-", read_input=lambda: b"\0") == ["standard input: not a text"]


def test_order_is_that_of_names(tree) -> None:
    tree(b__Vagrantfile=FILE, a__z__Vagrantfile=FILE, Vagrantfile=FILE, a__Vagrantfile=FILE)
    names = [files[1] for files in found(".")]
    assert names == ["Vagrantfile", "a/Vagrantfile", "a/z/Vagrantfile", "b/Vagrantfile"]
