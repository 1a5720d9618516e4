"""Scripts of the host: what they hand to vagrant happens in the machine that they name."""

from __future__ import annotations

import pytest

from tests.support.guests import disk, upbringings
from vmlint.guest.byhand.host import is_of_host
from vmlint.guest.together import insides_of

TWO = """Vagrant.configure("2") do |config|
  config.vm.box = "ubuntu/jammy64"
  config.vm.define "web" do |c|
    c.vm.provision "shell", inline: "apt-get install -y nginx"
  end
  config.vm.define "db"
end
"""
ONE = TWO.replace('  config.vm.define "db"\n', "")


def found(script: str, vagrantfile: str = TWO, **files: str) -> dict[str, list[tuple[str, object]]]:
    texts = {"run.sh": script, **{name.replace("_", "."): text for name, text in files.items()}}
    return {
        each.machine: sorted((one.service, one.port) for one in each.listeners if one.start == "manual")
        for each in insides_of(upbringings(vagrantfile), disk(texts), ())
    }


@pytest.mark.parametrize(
    ("script", "web", "db"),
    [
        ("vagrant ssh web -c 'python3 -m http.server 9000'\n", [("http.server", 9000)], []),
        ("vagrant up\nvagrant ssh -c 'python3 -m http.server 9000' db\n", [], [("http.server", 9000)]),
        ("vagrant ssh db -- -t 'python3 -m http.server 9000'\n", [], [("http.server", 9000)]),
        ('vagrant ssh db --command="python3 -m http.server 9000"\n', [], [("http.server", 9000)]),
        ("for n in web db; do vagrant ssh $n -c 'nohup python3 -m http.server 9000 &'; done\n",
         [("http.server", 9000)], [("http.server", 9000)]),
        ("vagrant up && python3 -m http.server 9000\n", [], []),
        ("vagrant ssh -c 'python3 -m http.server 9000'\n", [], []),
        ("vagrant ssh other -c 'python3 -m http.server 9000'\n", [], []),
        ("vagrant ssh web\npython3 -m http.server 9000\n", [], []),
    ],
)  # fmt: skip
def test_a_command_runs_in_the_machine_that_is_named(
    script: str, web: list[tuple[str, object]], db: list[tuple[str, object]]
) -> None:
    assert found(script) == {"web": web, "db": db}


def test_without_a_name_the_only_machine_is_meant() -> None:
    assert found("vagrant ssh -c 'python3 -m http.server 9000'\n", ONE) == {"web": [("http.server", 9000)]}
    assert found("vagrant up\npython3 -m http.server 9000\n", ONE) == {"web": []}
    assert found("python3 -m http.server 9000\n", ONE) == {"web": [("http.server", 9000)]}


@pytest.mark.parametrize(
    ("copy", "there"),
    [
        ("vagrant upload site.conf /tmp/s web", True),
        ("vagrant scp site.conf web:/tmp/s", True),
        ("vagrant scp other.conf web:/tmp/s", False),
        ("vagrant scp site.conf db:/tmp/s", False),
        ("vagrant upload site.conf /tmp/s db", False),
    ],
)
def test_a_file_is_copied_into_it(copy: str, there: bool) -> None:
    script = f"{copy}\nvagrant ssh web -c 'redis-server /tmp/s'\n"
    made = found(script, site_conf="port 7100\n")
    assert (("redis", 7100) in made["web"]) is there
    assert made["db"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vagrant up\n", True),
        ("set -e\n  if vagrant ssh web -c x; then\n", True),
        ("echo a && vagrant halt\n", True),
        ("# vagrant up\n", False),
        ("echo 'vagrant up'\n", False),
        ("chown vagrant up\n", False),
        ("useradd vagrant\n", False),
    ],
)
def test_whose_script_it_is(text: str, expected: bool) -> None:
    assert is_of_host(text) is expected
