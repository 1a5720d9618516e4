"""How machines come up, as a Vagrantfile says it: folders, steps in Vagrant's order, settings with their places."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from vmlint.basics.text import Source
from vmlint.basics.woven import GAP
from vmlint.frontends.vagrantfile import load
from vmlint.model.fragment import Surroundings
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from vmlint.basics.woven import Woven
    from vmlint.model.provisioning import Upbringing

ROOT = os.path.realpath("/nowhere")


def upbringings(body: str, head: str = "") -> tuple[Upbringing, ...]:
    text = f'{head}\nVagrant.configure("2") do |config|\n  config.vm.box = "b"\n{body}\nend\n'
    world = Surroundings({}, (), None, None, None, None, ROOT, ROOT, {})
    return load(Source("Vagrantfile", text), world).upbringings()


def one(body: str, head: str = "") -> Upbringing:
    (found,) = upbringings(body, head)
    return found


def exact(text: Woven) -> list[str]:
    """Return the parts of a text that stand in the file character by character, and see that they do."""
    found, at = [], 0
    for piece in text.pieces:
        if piece.exact:
            assert piece.span is not None
            assert piece.span.text == text.text[at : at + piece.length]
            found.append(piece.span.text)
        at += piece.length
    assert at == len(text.text)
    return found


def test_steps_of_a_machine_come_after_those_above_it() -> None:
    (web,) = upbringings(
        """
  config.vm.define "web" do |web|
    web.vm.provision "shell", inline: "two"
  end
  config.vm.provision "shell", inline: "one"
        """
    )
    assert [step.value("inline") for step in web.steps] == ["one", "two"]


def test_before_and_after_another_by_name_each_and_all() -> None:
    machine = one(
        """
  config.vm.provision "a", type: "shell", inline: "a"
  config.vm.provision "z", type: "shell", inline: "z", after: "a"
  config.vm.provision "b", type: "shell", inline: "b"
  config.vm.provision "y", type: "shell", inline: "y", before: "b"
  config.vm.provision "shell", inline: "each", before: :each
  config.vm.provision "shell", inline: "all", after: :all
        """
    )
    assert [step.value("inline") for step in machine.steps] == [
        "each", "a", "each", "z", "each", "y", "each", "b", "all"
    ]  # fmt: skip


def test_run() -> None:
    machine = one(
        """
  config.vm.provision "shell", inline: "a"
  config.vm.provision "shell", inline: "a", run: "always"
  config.vm.provision "shell", inline: "a", run: :never
  config.vm.provision "shell", inline: "a", run: `x`
        """
    )
    assert [step.run for step in machine.steps] == ["once", "always", "never", None]


def test_a_provisioner_under_an_undecided_condition_keeps_its_settings() -> None:
    machine = one('  config.vm.provision "shell", inline: "a", args: ["b"] if `x` == "y"')
    (step,) = machine.steps
    assert (step.value("inline"), step.value("args"), step.origin.certain) == ("a", ["b"], False)


def test_what_a_condition_adds_to_a_provisioner_is_not_certain() -> None:
    machine = one(
        """
  config.vm.provision "a", type: "shell", inline: "a"
  config.vm.provision "a", type: "shell", inline: "b" if `x` == "y"
        """
    )
    (step,) = machine.steps
    assert type(step.value("inline")) is Unknown
    assert step.origin.certain


def test_what_a_block_says_under_a_condition_of_its_own_is_unknown() -> None:
    machine = one(
        """
  if `x` == "y"
    config.vm.provision "shell" do |s|
      s.inline = "a"
      s.args = "b" if `z` == "y"
    end
  end
        """
    )
    (step,) = machine.steps
    assert step.value("inline") == "a"
    assert type(step.value("args")) is Unknown


def test_calls_of_a_block_in_order() -> None:
    machine = one(
        """
  config.vm.provision "docker", images: ["a"] do |d|
    d.pull_images "b", "c"
    d.run "web", image: "nginx", args: "-p 80:80"
    d.run "db"
    d.build_image "/vagrant/app", args: "-t app"
  end
        """
    )
    (step,) = machine.steps
    assert step.value("images") == ["a"]
    assert [(call.name, [word.value for word in call.words]) for call in step.calls] == [
        ("pull_images", ["b", "c"]), ("run", ["web"]), ("run", ["db"]), ("build_image", ["/vagrant/app"])
    ]  # fmt: skip
    args = step.calls[1].options["args"]
    assert args.span is not None
    assert (args.value, args.span.text) == ("-p 80:80", '"-p 80:80"')


def test_a_plugins_provisioner_and_the_docker_provider() -> None:
    machine = one(
        """
  config.vm.provision :docker_compose, yml: "/vagrant/docker-compose.yml", run: "always"
  config.vm.provider "docker" do |d|
    d.image = "nginx"
    d.ports = ["8080:80"]
  end
        """
    )
    (step,) = machine.steps
    assert (step.kind, step.value("yml"), step.run) == ("docker_compose", "/vagrant/docker-compose.yml", "always")
    assert machine.docker is not None
    assert (machine.docker["image"].value, machine.docker["ports"].value) == ("nginx", ["8080:80"])
    assert one("").docker is None


def folders(body: str) -> list[tuple[object, object]]:
    return [(folder.host.value, folder.guest.value) for folder in one(body).folders]


def test_folders() -> None:
    assert folders("") == [(ROOT, "/vagrant")]
    assert folders('config.vm.synced_folder ".", "/vagrant", disabled: true') == []
    assert folders('config.vm.synced_folder ".", "/srv/"') == [(ROOT, "/srv")]
    assert folders('config.vm.synced_folder "app", "/srv"') == [
        (os.path.join(ROOT, "app"), "/srv"), (ROOT, "/vagrant")
    ]  # fmt: skip


def test_shell_user_and_windows() -> None:
    machine = one('config.ssh.shell = "sh"\nconfig.ssh.username = "me"')
    assert (machine.shell, machine.user, machine.windows) == ("sh", "me", False)
    machine = one('config.vm.communicator = "winrm"')
    assert (machine.shell, machine.user, machine.windows) == ("bash -l", "vagrant", True)


def test_a_file_that_does_not_load_brings_nothing_up() -> None:
    assert upbringings("  nonsense(1)") == ()


def test_places_of_a_here_document() -> None:
    head = '$script = <<~SCRIPT\n  apt-get update\n    echo "a" > /b\n\n  run\nSCRIPT\n'
    text = one("config.vm.provision 'shell', inline: $script", head).steps[0].woven["inline"]
    assert text.text == 'apt-get update\n  echo "a" > /b\n\nrun\n'
    assert exact(text) == ["apt-get update", '  echo "a" > /b', "run"]


def test_places_of_a_here_document_with_values_in_it() -> None:
    head = "a = `x`\nb = 80\n$script = <<-SCRIPT\nlisten #{b} ok\nbind #{a} ok\nrun\nSCRIPT\n"
    step = one("config.vm.provision 'shell', inline: $script", head).steps[0]
    assert type(step.value("inline")) is Unknown
    text = step.woven["inline"]
    assert text.text == f"listen 80 ok\nbind {GAP} ok\nrun\n"
    assert exact(text) == ["listen ", "bind ", " ok", "run"]


def test_a_value_of_several_lines_moves_no_place() -> None:
    head = 'a = "x\\ny"\n$script = <<-SCRIPT\n  one #{a} two\n  three\nSCRIPT\n'
    text = one("config.vm.provision 'shell', inline: $script", head).steps[0].woven["inline"]
    assert text.text == "  one x\ny two\n  three\n"
    assert "  three" in exact(text)


def test_places_of_quoted_text() -> None:
    text = one('config.vm.provision "shell", inline: "echo a\\necho b"').steps[0].woven["inline"]
    assert exact(text) == ["echo a", "echo b"]
