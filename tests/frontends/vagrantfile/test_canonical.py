"""A rendered Vagrantfile is to Vagrant what the file was: the same machines, networks, provisioners, commands."""

from __future__ import annotations

import pathlib
import shutil

import pytest

from vmlint.basics.text import Source
from vmlint.generate.rendering import Rendered, UnrenderableError, render_file
from vmlint.languages.ruby.evaluate.world import World

from ...support import vagrant_facts, vagrant_oracle

FIXTURES = pathlib.Path(__file__).resolve().parents[3] / "fixtures" / "vagrant"
NAMES = sorted(path.name for path in FIXTURES.iterdir())


def rendered(folder: pathlib.Path, text: str | None = None) -> Rendered:
    path = folder / "Vagrantfile"
    if text is None:
        text = path.read_bytes().decode("utf-8", "surrogateescape")
    return render_file(Source(str(path), text), World(), str(folder), str(folder))


def render_in_place(name: str, root: pathlib.Path) -> Rendered | None:
    """Render the copy of a fixture below ROOT and return what came out; None where Vagrant refuses the file."""
    folder = root / name
    shutil.copytree(FIXTURES / name, folder)
    try:
        made = rendered(folder)
    except UnrenderableError:
        return None
    (folder / "Vagrantfile").write_bytes(made.text.encode("utf-8", "surrogateescape"))
    return made


@pytest.mark.parametrize("name", NAMES)
def test_nothing_changes_for_vagrant_as_we_know_it(name: str, tmp_path: pathlib.Path) -> None:
    before = vagrant_facts.ours(FIXTURES / name)
    made = render_in_place(name, tmp_path)
    assert (made is None) == (before["loads"] is False)
    if made is None:
        return
    if not made.losses:
        assert vagrant_facts.ours(tmp_path / name) == before
    again = rendered(tmp_path / name)
    assert again.text == made.text
    assert not again.losses, "what was lost is a comment now, and lost no more"


def test_most_fixtures_are_carried_over_whole(tmp_path: pathlib.Path) -> None:
    made = [render_in_place(name, tmp_path) for name in NAMES]
    whole = [each for each in made if each is not None and not each.losses]
    assert len(whole) > 60


def everything(facts: dict) -> list[dict]:
    """Return all that the configuration of each machine holds: of folders what is said, not what is denied."""
    machines = [machine["whole"] for machine in facts["machines"]]
    for machine in machines:
        machine["folders"] = [
            [name, {option: value for option, value in given.items() if value not in (None, False)}]
            for name, given in machine["folders"]
        ]
    return machines


@pytest.mark.oracle
def test_nothing_changes_for_vagrant(tmp_path: pathlib.Path) -> None:
    missing = vagrant_oracle.missing()
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")
    made = {name: render_in_place(name, tmp_path) for name in NAMES}
    whole = [name for name, each in made.items() if each is not None and not each.losses]
    after = vagrant_oracle.ask(tmp_path, whole, whole=True)
    before = vagrant_oracle.ask(FIXTURES, whole, whole=True)
    for name in whole:
        assert vagrant_facts.theirs(after[name]) == vagrant_facts.theirs(before[name])
    assert {name: everything(after[name]) for name in whole} == {name: everything(before[name]) for name in whole}
    lossy = [name for name, each in made.items() if each is not None and each.losses]
    assert all(facts["loads"] for facts in vagrant_oracle.ask(tmp_path, lossy).values())


def test_what_is_lost_is_named_with_its_place(tmp_path: pathlib.Path) -> None:
    text = """\
    Vagrant.configure("2") do |config|
      config.vm.box = `hostname`
      config.vm.define "web" do |web|
        web.vm.network "private_network", ip: "10.0.0.#{rand(9)}"
        web.trigger.after(:up) { |t| t.info = "up" }
      end
      config.vm.define "db" do |db|
        db.vm.provision "shell", inline: "echo \\"\\#{1}\\"", env: { "A" => ENV["A"] }
      end
    end
    """
    (tmp_path / "Vagrantfile").write_text(text)
    made = rendered(tmp_path)
    found = [(loss.kind, loss.span.line) for loss in made.losses]
    assert found == [("setting", 2), ("code", 2), ("network", 4), ("trigger", 5), ("condition", 8)]
    assert made.text.count("# not carried over: ") == 5
    web = made.text[made.text.index('define "web"') : made.text.index('define "db"')]
    assert "# not carried over: network, Vagrantfile:4: " in web
    assert "# not carried over: trigger, Vagrantfile:5: " in web
    assert rendered(tmp_path, made.text).text == made.text


def test_plugins_settings_are_kept_as_they_were_called(tmp_path: pathlib.Path) -> None:
    (tmp_path / "Vagrantfile").write_text(
        """\
    Vagrant.require_version ">= 1.8"
    Vagrant.configure("2") do |config|
      config.vm.box = "x"
      config.hostmanager.enabled = size = true
      config.vm.provider :libvirt do |lv|
        lv.storage :file, size: "#{20 + 2}G"
        lv.graphics.port(1).and[:x] = 2
      end
      config.vm.provider("vmware_desktop") { |v| v.vmx["memsize"] = "1024" }
      config.vm.provision "docker" do |d|
        d.pull_images "a", "b"
        d.run "web", args: "-p 80:80"
        d.run "db"
      end
      config.vm.disk :disk, size: "1GB", primary: true
    end
    """
    )
    made = rendered(tmp_path)
    assert made.losses == ()
    for line in (
        'Vagrant.require_version ">= 1.8"',
        "config.hostmanager.enabled = true",
        'lv.storage :file, size: "22G"',
        "lv.graphics.port(1).and[:x] = 2",
        'provider.vmx["memsize"] = "1024"',
        'docker.pull_images "a", "b"',
        'docker.run "web", args: "-p 80:80"',
        'docker.run "db"',
        'config.vm.disk :disk, size: "1GB", primary: true',
    ):
        assert f"{line}\n" in made.text
    assert rendered(tmp_path, made.text).text == made.text


def test_paths_of_this_machine_are_not_written_out(tmp_path: pathlib.Path) -> None:
    (tmp_path / "Vagrantfile").write_text(
        'Vagrant.configure("2") do |config|\n  config.vm.synced_folder File.expand_path("src", __dir__), "/src"\nend\n'
    )
    made = rendered(tmp_path)
    assert 'config.vm.synced_folder "#{__dir__}/src", "/src"\n' in made.text
    assert rendered(tmp_path, made.text).text == made.text


def test_paths_above_the_file_are_not_written_out_either(tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "machines" / "web"
    folder.mkdir(parents=True)
    text = """\
    Vagrant.configure("2") do |config|
      config.vm.provision "shell", path: File.expand_path("../../setup.sh", __dir__)
      config.vm.provision "shell", inline: "ls #{__dir__}\nls #{File.dirname(__dir__)}\n"
    end
    """
    path = str(folder / "Vagrantfile")
    made = render_file(Source(path, text), World(), str(tmp_path), str(folder))
    assert str(tmp_path) not in made.text
    assert 'path: "#{File.expand_path("../..", __dir__)}/setup.sh"' in made.text
    assert render_file(Source(path, made.text), World(), str(tmp_path), str(folder)).text == made.text


def test_a_loss_in_a_text_that_is_no_file_has_no_place() -> None:
    from vmlint.basics.text import Span
    from vmlint.frontends.vagrantfile.canonical.parts import Loss

    loss = Loss("code", "`x`", "it is not followed", Span(Source("", "x"), 0, 1))
    assert loss.text_in("/project") == loss.text == Loss("code", "`x`", "it is not followed", None).text
