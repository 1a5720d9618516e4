"""How servers are told where to listen: recognised for sure, or left alone."""

from __future__ import annotations

import pytest

from vmlint.basics.text import Source, Span
from vmlint.fixes.servers import bind_edit
from vmlint.model.address import parse_bind
from vmlint.model.topology import Bind

BOUND = [
    ("app.py", 'app.run(host="127.0.0.1", port=5000)', 'app.run(host="0.0.0.0", port=5000)'),
    ("app.py", "app.run(\n    debug=True,\n    host='localhost',\n)\n", "app.run(\n    debug=True,\n    host='0.0.0.0',\n)\n"),
    ("app.py", "app.run()", 'app.run(host="0.0.0.0")'),
    ("app.py", "app.run(port=5000)", 'app.run(host="0.0.0.0", port=5000)'),
    ("main.py", 'uvicorn.run("main:app", host="127.0.0.1", port=5000)', 'uvicorn.run("main:app", host="0.0.0.0", port=5000)'),
    ("wsgi.py", "serve(app, host='127.0.0.1', port=5000)", "serve(app, host='0.0.0.0', port=5000)"),
    ("s.py", 'HTTPServer(("127.0.0.1", 5000), Handler)', 'HTTPServer(("0.0.0.0", 5000), Handler)'),
    ("s.py", 'sock.bind(("localhost", PORT))', 'sock.bind(("0.0.0.0", PORT))'),
    ("s.py", 'HOST = "127.0.0.1"\napp.run(host=HOST)\n', 'HOST = "0.0.0.0"\napp.run(host=HOST)\n'),
    ("gunicorn.conf.py", 'bind = "127.0.0.1:5000"', 'bind = "0.0.0.0:5000"'),
    ("run.sh", "gunicorn -b 127.0.0.1:5000 app:app", "gunicorn -b 0.0.0.0:5000 app:app"),
    ("run.sh", "flask run --host=127.0.0.1", "flask run --host=0.0.0.0"),
    ("run.sh", "flask run --port 5000", "flask run --host=0.0.0.0 --port 5000"),
    ("run.sh", "python -m http.server 5000 --bind localhost\n", "python -m http.server 5000 --bind 0.0.0.0\n"),
    ("run.sh", "python manage.py runserver 127.0.0.1:5000", "python manage.py runserver 0.0.0.0:5000"),
    ("run.sh", "python manage.py runserver", "python manage.py runserver 0.0.0.0:5000"),
    ("Procfile", "web: bundle exec rails server -b 127.0.0.1 -p 5000", "web: bundle exec rails server -b 0.0.0.0 -p 5000"),
    ("server.js", "app.listen(5000, '127.0.0.1')", "app.listen(5000, '0.0.0.0')"),
    ("server.js", 'server.listen(process.env.PORT || 5000, "localhost", go)', 'server.listen(process.env.PORT || 5000, "0.0.0.0", go)'),
    ("server.js", "app.listen({ port: 5000, host: 'localhost' })", "app.listen({ port: 5000, host: '0.0.0.0' })"),
    ("vite.config.ts", "export default { server: { host: 'localhost' } }", "export default { server: { host: '0.0.0.0' } }"),
    ("app.rb", "set :bind, '127.0.0.1'", "set :bind, '0.0.0.0'"),
    ("puma.rb", "bind 'tcp://127.0.0.1:5000'", "bind 'tcp://0.0.0.0:5000'"),
    ("main.go", 'http.ListenAndServe("127.0.0.1:5000", nil)', 'http.ListenAndServe("0.0.0.0:5000", nil)'),
    ("postgresql.conf", "#port = 5432\nlisten_addresses = 'localhost'  # what\n", "#port = 5432\nlisten_addresses = '*'  # what\n"),
    ("redis.conf", "bind 127.0.0.1 ::1\n", "bind 0.0.0.0\n"),
    ("my.cnf", "[mysqld]\nbind-address = 127.0.0.1\n", "[mysqld]\nbind-address = 0.0.0.0\n"),
    ("mongod.conf", "net:\n  port: 27017\n  bindIp: 127.0.0.1\n", "net:\n  port: 27017\n  bindIp: 0.0.0.0\n"),
    ("site.conf", "server {\n  listen 127.0.0.1:5000;\n}\n", "server {\n  listen 0.0.0.0:5000;\n}\n"),
]  # fmt: skip
UNSURE = [
    ("app.py", 'app.run(host=os.environ["HOST"])'),
    ("app.py", 'app.run(host="192.168.56.10")'),
    ("app.py", 'app.run(host="127.0.0.1")\nother.run(host="127.0.0.1")\n'),
    ("app.py", 'db = connect(host="127.0.0.1")\n'),
    ("app.py", 'HOST = "127.0.0.1"\ndb = connect(HOST + "/x")\n'),
    ("app.py", '# app.run(host="127.0.0.1")\n'),
    ("run.sh", "psql --host localhost\n"),
    ("run.sh", "redis-cli --host 127.0.0.1\n"),
    ("run.sh", "gunicorn -b 127.0.0.1:9999 other:app\n"),
    ("site.conf", "proxy_pass http://127.0.0.1:5000;\n"),
    ("database.yml", "host: localhost\n"),
    ("notes.txt", "It listens on 127.0.0.1:5000."),
]


def edited(name: str, text: str) -> str | None:
    nowhere = Span(Source("vmlint.yaml", ""), 0, 0)
    binds = [Bind(parse_bind(each), nowhere) for each in ("127.0.0.1",)]
    edit = bind_edit(Source(name, text), binds, 5000)
    return None if edit is None else text[: edit.span.start] + edit.content + text[edit.span.end :]


@pytest.mark.parametrize(("name", "before", "after"), BOUND)
def test_recognised(name: str, before: str, after: str) -> None:
    assert edited(name, before) == after
    assert edited(name, after) is None


@pytest.mark.parametrize(("name", "text"), UNSURE)
def test_left_alone(name: str, text: str) -> None:
    assert edited(name, text) is None
