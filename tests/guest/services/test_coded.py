"""Settings that are programs: gunicorn's, Puma's, Unicorn's, Jupyter's."""

from __future__ import annotations

import pytest

from tests.guest.services.bench import opens, serve

G, P, U = "/app/gunicorn.conf.py", "/app/config/puma.rb", "/app/unicorn.rb"
J = "/root/.jupyter/jupyter_notebook_config.py"
CASES = [
    ("gunicorn a:b", {G: "bind = '0.0.0.0:8001'\nworkers = 2\n"}, "0.0.0.0@8001"),
    ("gunicorn a:b", {G: "workers = 2\n"}, "127.0.0.1@8000"),
    ("PORT=9 gunicorn a:b", {G: "workers = 2\n"}, "0.0.0.0@9"),
    ("PORT=9 gunicorn a:b", {G: "bind = '127.0.0.1:8001'\n"}, "127.0.0.1@8001"),
    ("gunicorn a:b", {G: "import os\nbind = ':' + os.environ.get('PORT', '8002')\n"}, "0.0.0.0@8002"),
    ("gunicorn a:b", {G: "bind = ['127.0.0.1:8003', '0.0.0.0:8004']\n"}, "127.0.0.1@8003 0.0.0.0@8004"),
    ("gunicorn a:b", {G: "bind = 'unix:/x.sock'\n"}, "-"),
    ("gunicorn a:b", {G: "bind = address()\n"}, "?@?"),
    ("gunicorn a:b", {G: "this is no Python\n"}, "?@?"),
    ("gunicorn -c /etc/g.py a:b", {"/etc/g.py": "bind = '10.0.0.1:80'\n"}, "10.0.0.1@80"),
    ("gunicorn -c /etc/g.py a:b", {G: "bind = '10.0.0.1:80'\n"}, "?@?"),
    ("gunicorn -c /etc/g.py -b 127.0.0.1:81 a:b", {"/etc/g.py": "bind = '10.0.0.1:80'\n"}, "127.0.0.1@81"),
    ("puma", {P: "port 3000\n"}, "0.0.0.0@3000"),
    ("puma", {P: "# port 3000\nthreads 1, 5\n"}, "0.0.0.0@9292"),
    ("puma", {P: "port ENV.fetch('PORT') { 3000 }\n"}, "0.0.0.0@3000"),
    ("PORT=7 puma", {P: "port        ENV.fetch(\"PORT\") { 3000 }\n"}, "0.0.0.0@7"),
    ("puma", {P: "port ENV['PORT'] || 3001\n"}, "0.0.0.0@3001"),
    ("puma", {P: "port 3000, '127.0.0.1'\n"}, "127.0.0.1@3000"),
    ("puma", {P: "bind 'tcp://127.0.0.1:9000'\n"}, "127.0.0.1@9000"),
    ("puma", {P: "bind 'unix:///x.sock'\n"}, "-"),
    ("puma -b tcp://0.0.0.0:5000", {P: "bind 'tcp://127.0.0.1:9000'\n"}, "0.0.0.0@5000"),
    ("puma -C /etc/p.rb", {"/etc/p.rb": "bind \"tcp://0.0.0.0:80\"\n"}, "0.0.0.0@80"),
    ("unicorn -c unicorn.rb", {U: "worker_processes 2\nlisten 8081\n"}, "0.0.0.0@8081"),
    ("unicorn -c unicorn.rb", {U: "listen '127.0.0.1:8081', :tcp_nopush => true\n"}, "127.0.0.1@8081"),
    ("unicorn -c unicorn.rb", {U: "listen '/tmp/x.sock', :backlog => 64\n"}, "-"),
    ("unicorn -c unicorn.rb", {U: "worker_processes 2\n"}, "0.0.0.0@8080"),
    ("unicorn", {U: "listen 8081\n"}, "0.0.0.0@8080"),
    ("jupyter notebook", {J: "c.NotebookApp.ip = '*'\nc.NotebookApp.port = 9999\n"}, "0.0.0.0+::@9999"),
    ("jupyter notebook", {J: "#c.NotebookApp.ip = '*'\n"}, "localhost@8888"),
    ("jupyter notebook --port 80", {J: "c.NotebookApp.ip = '0.0.0.0'\n"}, "0.0.0.0@80"),
    ("jupyter notebook", {J: "c = get_config()\nc.ServerApp.ip = pick()\n"}, "?@8888"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "files", "opened"), CASES)
def test_a_file(line: str, files: dict[str, str], opened: str) -> None:
    assert opens(serve(line, files, ["pip:gunicorn", "gem:puma", "gem:unicorn", "pip:jupyter"])) == opened
