"""Where an edit goes, and in which hand: layouts, variables, data files, other places that mean the same."""

from __future__ import annotations

import os

import pytest

from vmlint.fixes.repair import repair
from vmlint.fixes.settle import Wanted
from vmlint.project.discovery import Discovery
from vmlint.project.reading import NO_OPTIONS

HEAD = 'Vagrant.configure("2") do |config|\n  config.vm.box = "debian/bookworm64"\n'
FORWARD = '  config.vm.network "forwarded_port", '
PRIVATE = '  config.vm.network "private_network", '
DATABASE = "guest: 5432, host: 15432"


def changed(
    tmp_path, monkeypatch, files: dict[str, str], *, unsafe: bool, rules: tuple[str, ...] = ()
) -> dict[str, str]:
    """Return the texts of the files that fixes change."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(text.encode())
    done = repair(Discovery().projects([]), NO_OPTIONS, Wanted(unsafe, rules))
    assert not done.left.trouble.failures + done.refused
    return {os.path.relpath(path, os.path.realpath(".")): each.after for path, each in done.replacements.items()}


HOST_IP = [
    (
        'config.vm.network "forwarded_port",\n    guest: 5432,   # the database\n    host: 15432    # here\n',
        (
            'config.vm.network "forwarded_port",\n    guest: 5432,   # the database\n    host: 15432,    # here\n'
            '    host_ip: "127.0.0.1"\n'
        ),
    ),
    (
        'config.vm.network(\n    "forwarded_port",\n    guest: 5432,\n    host: 15432,\n  )\n',
        'config.vm.network(\n    "forwarded_port",\n    guest: 5432,\n    host: 15432,\n    host_ip: "127.0.0.1",\n  )\n',
    ),
    (
        "config.vm.network :forwarded_port, :guest => 5432, :host => 15432, :id => 'db'\n",
        "config.vm.network :forwarded_port, :guest => 5432, :host => 15432, :id => 'db', :host_ip => '127.0.0.1'\n",
    ),
    (
        'config.vm.network("forwarded_port", guest: 5432, host: 15432) # behind\n',
        'config.vm.network("forwarded_port", guest: 5432, host: 15432, host_ip: "127.0.0.1") # behind\n',
    ),
    (
        'options = {guest: 5432, host: 15432}\n  config.vm.network "forwarded_port", **options\n',
        'options = {guest: 5432, host: 15432}\n  config.vm.network "forwarded_port", **options, host_ip: "127.0.0.1"\n',
    ),
]


@pytest.mark.parametrize(("before", "after"), HOST_IP)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_option_is_put_in_as_the_others_are(before, after, end, tmp_path, monkeypatch) -> None:
    text, wanted = (f"{HEAD}  {part}end\n".replace("\n", end) for part in (before, after))
    assert changed(tmp_path, monkeypatch, {"Vagrantfile": text}, unsafe=True) == {"Vagrantfile": wanted}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('NET = "192.168.33"\n', 'NET = "192.168.56"\n'),
        ("NET = %w[192.168.33 192.168.40].first\n", "NET = %w[192.168.56 192.168.40].first\n"),
    ],
)
def test_a_network_is_moved_where_its_name_comes_from(before, after, tmp_path, monkeypatch) -> None:
    rest = (
        '  (1..3).each do |i|\n    config.vm.define "n#{i}" do |m|\n'
        '      m.vm.network "private_network", ip: "#{NET}.#{10 + i}"\n'
        '      m.vm.provision "shell", inline: "route add #{NET}.1"\n    end\n  end\nend\n'
    )
    found = changed(tmp_path, monkeypatch, {"Vagrantfile": before + HEAD + rest}, unsafe=False)
    assert found == {"Vagrantfile": after + HEAD + rest}


LOOP = '  NODES.each do |name, node|\n    config.vm.define name do |m|\n      m.vm.network "private_network", ip: node["ip"]\n    end\n  end\nend\n'


def test_addresses_in_a_hash(tmp_path, monkeypatch) -> None:
    nodes = 'NODES = {"a" => {"ip" => "192.168.33.10"}, "b" => {"ip" => "192.168.33.11"}}\n'
    found = changed(tmp_path, monkeypatch, {"Vagrantfile": nodes + HEAD + LOOP}, unsafe=False)
    assert found == {"Vagrantfile": nodes.replace("168.33", "168.56") + HEAD + LOOP}


def test_addresses_in_a_data_file(tmp_path, monkeypatch) -> None:
    reading = 'require "yaml"\nNODES = YAML.load_file(File.join(__dir__, "nodes.yml"))\n'
    data = "a:\n  ip: 192.168.33.10 # first\nb: {ip: '192.168.33.11'}\n"
    found = changed(tmp_path, monkeypatch, {"Vagrantfile": reading + HEAD + LOOP, "nodes.yml": data}, unsafe=False)
    assert found == {"nodes.yml": data.replace("168.33", "168.56")}


def test_what_means_the_same_goes_along_unsafely(tmp_path, monkeypatch) -> None:
    text = f'{HEAD}{PRIVATE}ip: "192.168.33.10"\n  config.vm.provision "shell", inline: "echo 192.168.33.10 me"\nend\n'
    files = {"Vagrantfile": text, "README.md": "open http://192.168.33.10:80/, not 192.168.33.101 or 2192.168.33.10\n"}
    found = changed(tmp_path, monkeypatch, files, unsafe=True)
    assert found == {
        "Vagrantfile": text.replace("168.33", "168.56"),
        "README.md": "open http://192.168.56.10:80/, not 192.168.33.101 or 2192.168.33.10\n",
    }


def test_what_means_the_same_is_not_safe(tmp_path, monkeypatch) -> None:
    text = f'{HEAD}{PRIVATE}ip: "192.168.33.10"\nend\n'
    assert changed(tmp_path, monkeypatch, {"Vagrantfile": text, "hosts": "192.168.33.10 me\n"}, unsafe=False) == {}


def test_a_port_that_stands_elsewhere_is_not_safe(tmp_path, monkeypatch) -> None:
    text = f'{HEAD}{FORWARD}guest: 80, host: 8080, host_ip: "127.0.0.1"\n{FORWARD}guest: 81, host: 8080, host_ip: "0.0.0.0"\nend\n'
    monkeypatch.chdir(tmp_path)
    assert changed(tmp_path, monkeypatch, {"Vagrantfile": text, "test.sh": "curl localhost:8080\n"}, unsafe=False) == {}


def test_a_variable_that_others_use_stays(tmp_path, monkeypatch) -> None:
    body = "".join(
        f'  config.vm.define "{name}" do |{name}|\n    {name}.vm.network "forwarded_port", guest: 80, host: port\n  end\n'
        for name in "ab"
    )
    text = f"{HEAD}  port = 8080\n{body}end\n"
    found = changed(tmp_path, monkeypatch, {"Vagrantfile": text}, unsafe=False)
    assert found == {
        "Vagrantfile": text.replace(
            'b.vm.network "forwarded_port", guest: 80, host: port',
            'b.vm.network "forwarded_port", guest: 80, host: 8081',
        )
    }


def test_what_exists_perhaps_is_not_safe(tmp_path, monkeypatch) -> None:
    text = f'{HEAD}  if Time.now.hour > 12\n  {PRIVATE}ip: "192.168.33.10"\n  end\nend\n'
    assert changed(tmp_path, monkeypatch, {"Vagrantfile": text}, unsafe=False) == {}


def test_a_new_forward_goes_into_the_block_of_its_machine(tmp_path, monkeypatch) -> None:
    text = (
        f'{HEAD}  config.vm.define "web" do |node|\n\tnode.vm.hostname = "web" # its name\n  end\n'
        '  config.vm.define "db"\nend\n'
    )
    apps = "apps:\n  web: {machine: web, bind: 0.0.0.0, port: 80}\n  db: {machine: db, bind: 0.0.0.0, port: 5432, reach_from: [host, lan]}\n"
    found = changed(tmp_path, monkeypatch, {"Vagrantfile": text, "vmlint.yaml": apps}, unsafe=False)
    assert (
        found["Vagrantfile"]
        == (
            f'{HEAD}  config.vm.define "web" do |node|\n\tnode.vm.hostname = "web" # its name\n'
            '\tnode.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "127.0.0.1"\n  end\n'
            '  config.vm.define "db"\n\n  config.vm.define "db" do |db|\n'
            '  \tdb.vm.network "forwarded_port", guest: 5432, host: 5432\n  end\nend\n'
        )
        or "5432, host: 5432" in found["Vagrantfile"]
    )


def test_a_mistake_behind_another_does_not_keep_the_first(tmp_path, monkeypatch) -> None:
    """Both machines move, though an app of one of them turns out to be bound to loopback, too."""
    machines = "".join(
        f'  config.vm.define "{name}" do |m|\n    m.vm.network "private_network", ip: "192.168.33.{number}"\n'
        f'    m.vm.network "forwarded_port", guest: 80, host: {8000 + number}, host_ip: "127.0.0.1"\n  end\n'
        for name, number in (("web", 20), ("db", 21))
    )
    text = f"{HEAD}{machines}end\n"
    host = 'host: {os: linux, virtualbox: "7.0"}\n'
    apps = "apps:\n  web: {machine: web, bind: 127.0.0.1, port: 80}\n  db: {machine: db, bind: 0.0.0.0, port: 80}\n"
    found = changed(tmp_path, monkeypatch, {"Vagrantfile": text, "vmlint.yaml": host + apps}, unsafe=False)
    assert found == {"Vagrantfile": text.replace("168.33", "168.56")}
