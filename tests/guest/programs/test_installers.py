"""Which packages the managers of languages install, and what well-known scripts from the network leave."""

from __future__ import annotations

import pytest

from tests.guest.programs.world import World, call, run
from vmlint.guest.programs import installers, python_packages

FILES = {
    "/vagrant/requirements.txt": "Flask==1.0.2  # web\n\n# no\ngunicorn>=19\n-r more.txt\ngit+https://h/x\nuwsgi[x]==2.0 ; python_version > '3'\n",
    "/vagrant/more.txt": "redis~=3.0\n",
    "/vagrant/package.json": '{"dependencies": {"express": "^4.16.0", "x": "*"}, "devDependencies": {"vite": "2.0.1"}}',
    "/vagrant/Gemfile": "source 'https://rubygems.org'\ngem 'rails', '~> 5.0'\ngem \"puma\"\ngem 'thin', '1.7.2', group: :test\n",
    "/vagrant/l/Gemfile": "gem 'rails'\ngem 'own'\n",
    "/vagrant/l/Gemfile.lock": "GEM\n  specs:\n    puma (3.12.0)\n    rails (5.2.3)\n      puma (~> 3)\n",
    "/vagrant/Pipfile": "[packages]\nflask = \"==1.0\"\ngunicorn = \"*\"\n[requires]\npython_version = \"3.7\"\n",
    "/vagrant/pyproject.toml": "[tool.poetry.dependencies]\npython = \"^3.8\"\ndjango = \"3.0\"\n",
}  # fmt: skip
INSTALLS = {
    "pip install flask==1.0 gunicorn": [("flask", "1.0", "pip"), ("gunicorn", None, "pip")],
    "pip3 install -U 'django>=2,<3' 'uvicorn[standard]==0.11'": [("django", None, "pip"), ("uvicorn", "0.11", "pip")],
    "pip install -r requirements.txt": [("redis", None, "pip"), ("Flask", "1.0.2", "pip"), ("gunicorn", None, "pip"), ("uwsgi", "2.0", "pip")],
    "pip install -e . /vagrant/x git+https://h/y": [],
    "pip freeze": [],
    "pipenv install": [("flask", "1.0", "pip"), ("gunicorn", None, "pip")],
    "pipenv install flask": [("flask", None, "pip")],
    "poetry install": [("django", "3.0", "pip")],
    "npm install -g pm2@4.2.0 http-server": [("pm2", "4.2.0", "npm"), ("http-server", None, "npm")],
    "npm i --global @vue/cli": [("@vue/cli", None, "npm")],
    "npm install pm2": [("pm2", None, "npm-local")],
    "npm install": [("express", "4.16.0", "npm-local"), ("x", None, "npm-local"), ("vite", "2.0.1", "npm-local")],
    "npm --prefix /vagrant ci": [("express", "4.16.0", "npm-local"), ("x", None, "npm-local"), ("vite", "2.0.1", "npm-local")],
    "yarn global add serve": [("serve", None, "npm")],
    "yarn add serve": [("serve", None, "npm-local")],
    "gem install rails -v 5.2.3 --no-ri": [("rails", "5.2.3", "gem")],
    "gem install --no-document puma thin:1.7.2": [("puma", None, "gem"), ("thin", "1.7.2", "gem")],
    "bundle install": [("rails", "5.0", "gem"), ("puma", None, "gem"), ("thin", "1.7.2", "gem")],
    "bundle install --gemfile l/Gemfile": [("puma", "3.12.0", "gem"), ("rails", "5.2.3", "gem"), ("own", None, "gem")],
    "nvm install 14": [("nodejs", "14", "source")],
    "cargo install miniserve": [("miniserve", None, "cargo")],
    "go get github.com/x/caddy@v2": [("caddy", None, "go")],
}  # fmt: skip


@pytest.mark.parametrize("line", INSTALLS)
def test_what_is_installed(line):
    world = World(FILES)
    answer = installers_answer(world, line)
    assert [each[:3] for each in world.installed] == INSTALLS[line]
    assert answer.status


def installers_answer(world, line):
    made = call(line, cwd="/vagrant")
    module = next(each for each in (python_packages, installers) if made.words[0].text in each.NAMES)
    return getattr(module, module.NAMES[made.words[0].text])(world, made)


@pytest.mark.parametrize("line", ["pip install -r none.txt", "npm install", "bundle install", "pipenv install"])
def test_what_needs_a_file_that_is_not_there_fails(line):
    assert installers_answer(World(), line).status is False


def test_a_module_of_python():
    world = World()
    python_packages.module_pip(world, call("python -m pip install --user flask"))
    assert world.installed == [("flask", None, "pip", True)]


KNOWN = {
    "https://get.docker.com/": [("docker-ce", None, "apt")],
    "https://deb.nodesource.com/setup_8.x": [],
    "https://raw.githubusercontent.com/nvm-sh/nvm/v0.35.3/install.sh": [("nvm", None, "source")],
    "https://get.rvm.io": [("rvm", None, "source")],
    "https://sh.rustup.rs": [("cargo", None, "source"), ("rustc", None, "source")],
    "https://getcomposer.org/installer": [("composer", None, "source")],
}


@pytest.mark.parametrize("url", KNOWN)
def test_well_known_scripts_from_the_network(url):
    world = World()
    assert installers.known(world, url, call("bash")).status
    assert [each[:3] for each in world.installed] == KNOWN[url]


def test_other_scripts_are_not_known():
    assert installers.known(World(), "https://raw.githubusercontent.com/someone/x/install.sh", call("bash")) is None


def test_docker_by_the_packager_of_the_machine():
    world = World(release=("centos", "7"))
    installers.known(world, "https://get.docker.com", call("sh"))
    assert world.installed == [("docker-ce", None, "yum", True)]


def test_a_name_that_nobody_knows_is_noted():
    world = World()
    assert run(world, "gem install @U puma").taken
    assert world.notes
