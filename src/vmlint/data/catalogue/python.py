"""Servers that are written in Python, and those of its frameworks. Sources: with each entry; the pip packages' own code."""

from __future__ import annotations

from vmlint.data.catalogue import ALL, ALL4, LOOP, NAME, NONE, Service, always, http, tcp, words

_GUNICORN = (
    "-b,--bind=host:port -c,--config=config -D,--daemon=daemon -w,--workers=value -k,--worker-class=value"
    " --threads=value --worker-connections=value --max-requests=value --max-requests-jitter=value -t,--timeout=value"
    " --graceful-timeout=value --keep-alive=value --limit-request-line=value --limit-request-fields=value"
    " --limit-request-field_size=value --reload --reload-engine=value --reload-extra-file=value --spew --check-config=ends"
    " --print-config=ends --preload --no-sendfile --chdir=chdir -e,--env=value -p,--pid=value --worker-tmp-dir=value"
    " -u,--user=value -g,--group=value -m,--umask=value --initgroups --forwarded-allow-ips=value --access-logfile=value"
    " --disable-redirect-access-to-syslog --access-logformat=value --error-logfile,--log-file=value --log-level=value"
    " --capture-output --logger-class=value --log-config=value --log-config-json=value --log-syslog-to=value --log-syslog"
    " --log-syslog-prefix=value --log-syslog-facility=value -R,--enable-stdio-inheritance --statsd-host=value"
    " --statsd-prefix=value -n,--name=value --pythonpath=value --paste,--paster=value --proxy-protocol"
    " --proxy-allow-from=value --keyfile=value --certfile=value --ssl-version=value --cert-reqs=value --ca-certs=value"
    " --suppress-ragged-eofs --do-handshake-on-connect --ciphers=value --paste-global=value --backlog=value --reuse-port"
    " --strip-header-spaces -v,--version=ends -h,--help=ends"
)
_UVICORN = (
    "--host=host --port=port --uds=off --fd=off --reload --no-reload --reload-dir=value --reload-include=value"
    " --reload-exclude=value --reload-delay=value --workers=value --loop=value --http=value --ws=value --ws-max-size=value"
    " --ws-ping-interval=value --ws-ping-timeout=value --lifespan=value --interface=value --env-file=value"
    " --log-config=value --log-level=value --access-log --no-access-log --use-colors --no-use-colors --proxy-headers"
    " --no-proxy-headers --server-header --no-server-header --date-header --no-date-header --forwarded-allow-ips=value"
    " --root-path=value --limit-concurrency=value --backlog=value --limit-max-requests=value --timeout-keep-alive=value"
    " --timeout-graceful-shutdown=value --ssl-keyfile=value --ssl-certfile=value --ssl-keyfile-password=value"
    " --ssl-version=value --ssl-cert-reqs=value --ssl-ca-certs=value --ssl-ciphers=value --header=value --version=ends"
    " --app-dir=value --factory --h11-max-incomplete-event-size=value --help=ends"
)
_FASTAPI = (
    "--host=host --port=port --reload --no-reload --root-path=value --app=value --workers=value -e,--entrypoint=value"
    " --proxy-headers --no-proxy-headers --forwarded-allow-ips=value --reload-dir=value --help=ends"
)
_RUNSERVER = (
    "-6,--ipv6=ipv6 --nothreading --noreload --nostatic --insecure --skip-checks --version=ends -v,--verbosity=value"
    " --settings=value --pythonpath=value --traceback --no-color --force-color -h,--help=ends"
)
_JUPYTER = (
    "--ip=host --port=port --no-browser --allow-root --debug --notebook-dir=value --port-retries=value --config=config"
    " --NotebookApp.ip=host --ServerApp.ip=host --NotebookApp.port=port --ServerApp.port=port --certfile=value"
    " --keyfile=value --NotebookApp.token=value --NotebookApp.password=value --ServerApp.token=value --transport=value"
    " --ServerApp.password=value --LabApp.token=value --NotebookApp.notebook_dir=value --ServerApp.root_dir=value -y"
    " --pylab=value --ServerApp.allow_origin=value --NotebookApp.allow_origin=value --NotebookApp.base_url=value"
    " --ServerApp.base_url=value --sock=off -h,--help=ends --version=ends --generate-config=ends --show-config=ends"
)

SERVICES = (
    Service(
        "flask",
        commands=words("flask run"),
        modules=("flask run",),
        packages={
            "pip": ("flask", "Flask"),
            "deb": ("python3-flask", "python-flask"),
            "rpm": ("python3-flask", "python-flask"),
        },
        flags=(
            "-h,--host=host -p,--port=port --cert=value --key=value --reload --no-reload --debugger --no-debugger"
            " --with-threads --without-threads --eager-loading --lazy-loading --extra-files=value --exclude-patterns=value"
            " --debug --no-debug -A,--app=value -e,--env-file=value --help=ends"
        ),
        environment={"FLASK_RUN_HOST": "host", "FLASK_RUN_PORT": "port"},
        defaults=always(http(5000, LOOP)),
        source="pip flask 3.1.3 flask/cli.py:891, flask/app.py:644",
    ),
    Service("werkzeug", defaults=always(http(None, NONE)), source="pip werkzeug 3.1.9"),
    Service(
        "django",
        commands=words(
            "manage.py runserver | django-admin runserver | django-admin.py runserver | manage.py runserver_plus"
            " | manage.py testserver"
        ),
        modules=("django runserver",),
        packages={"pip": ("django", "Django"), "deb": ("python-django", "python3-django")},
        flags=_RUNSERVER,
        positional="host:port",
        defaults=always(http(8000, LOOP)),
        source="pip django 5.2.19 core/management/commands/runserver.py",
    ),
    Service(
        "uvicorn",
        commands=words("uvicorn"),
        modules=("uvicorn",),
        packages={"pip": ("uvicorn", r"uvicorn[*"), "deb": ("uvicorn", "python3-uvicorn")},
        images=("tiangolo/uvicorn-gunicorn*",),
        flags=_UVICORN,
        environment={"UVICORN_HOST": "host", "UVICORN_PORT": "port", "UVICORN_UDS": "off", "UVICORN_FD": "off"},
        defaults=always(http(8000, LOOP)),
        source="pip uvicorn 0.54.0 uvicorn/main.py:64",
    ),
    Service(
        "fastapi",
        commands=words("fastapi dev | fastapi run"),
        modules=("fastapi dev", "fastapi run"),
        packages={"pip": ("fastapi", r"fastapi[*", "fastapi-cli")},
        flags=_FASTAPI,
        environment={"PORT": "port"},
        defaults=always(http(8000, LOOP)),
        source="pip fastapi-cli 0.0.34 cli.py (run: 0.0.0.0, cli.py:435)",
    ),
    Service(
        "gunicorn",
        commands=words("gunicorn | gunicorn_paster | gunicorn_django | gunicorn3"),
        modules=("gunicorn", "gunicorn.app.wsgiapp"),
        packages={"pip": ("gunicorn", r"gunicorn[*"), "deb": ("gunicorn", "gunicorn3")},
        units=("gunicorn",),
        flags=_GUNICORN,
        environment={"GUNICORN_CMD_ARGS": "arguments", "PORT": "port on all"},
        files={"": ("gunicorn.conf.py",)},
        defaults=always(http(8000, LOOP)),
        source="pip gunicorn 27.0.1 gunicorn/config.py class Bind",
    ),
    Service(
        "hypercorn",
        commands=words("hypercorn"),
        modules=("hypercorn",),
        packages={"pip": ("hypercorn",)},
        flags=(
            "-b,--bind=host:port --insecure-bind=value --quic-bind=value -c,--config=config -w,--workers=value"
            " -k,--worker-class=value --access-log=value --access-logfile=value --access-logformat=value --backlog=value"
            " --ca-certs=value --certfile=value --cert-reqs=value --ciphers=value --debug --error-log=value"
            " --error-logfile,--log-file=value --graceful-timeout=value -g,--group=value --keep-alive=value"
            " --keyfile=value --log-config=value --log-level=value -p,--pid=value --reload --root-path=value"
            " --server-name=value --statsd-host=value --statsd-prefix=value -m,--umask=value -u,--user=value"
            " --websocket-ping-interval=value --max-requests=value --max-requests-jitter=value --help=ends --version=ends"
        ),
        defaults=always(http(8000, LOOP)),
        source="pip hypercorn 0.18.0 config.py:58",
    ),
    Service(
        "daphne",
        commands=words("daphne"),
        modules=("daphne",),
        packages={"pip": ("daphne",), "deb": ("daphne",)},
        flags=(
            "-b,--bind=host -p,--port=port -u,--unix-socket=off --fd=off -e,--endpoint=unclear -v,--verbosity=value"
            " -t,--http-timeout=value --access-log=value --log-fmt=value --ping-interval=value --ping-timeout=value"
            " --application-close-timeout=value --root-path=value --proxy-headers --proxy-headers-host=value"
            " --proxy-headers-port=value -s,--server-name=value --no-server-name --websocket_timeout=value"
            " --websocket_connect_timeout=value -h,--help=ends"
        ),
        defaults=always(http(8000, LOOP)),
        source="pip daphne 4.2.3 cli.py:15",
    ),
    Service(
        "waitress",
        commands=words("waitress-serve"),
        modules=("waitress",),
        packages={"pip": ("waitress",), "deb": ("python3-waitress",)},
        flags=(
            "--host=host --port=port --listen=host:port --unix-socket=off --unix-socket-perms=value --url-scheme=value"
            " --url-prefix=value --ident=value --threads=value --backlog=value --recv-bytes=value --send-bytes=value"
            " --call --app=value --connection-limit=value --channel-timeout=value --trusted-proxy=value --help=ends"
        ),
        defaults=always(http(8080, ALL4)),
        source="pip waitress 3.0.2 adjustments.py:141",
    ),
    Service(
        "uwsgi",
        commands=words("uwsgi | uwsgi-core | uwsgi_python | uwsgi_python3"),
        packages={"pip": ("uwsgi", "uWSGI"), "deb": ("uwsgi",), "rpm": ("uwsgi",)},
        units=("uwsgi", "uwsgi-emperor"),
        started=("deb",),
        enabled=("deb",),
        flags=(
            "--http,--http-socket,--https,--socket,-s,--http11-socket,--uwsgi-socket,--fastcgi-socket=uwsgi"
            " -d,--daemonize,--daemonize2=daemon --ini,--yaml,--yml,--xml,-x,-y,--json,-j,--emperor=config"
        ),
        reader="uwsgi",
        files={"deb": ("/etc/uwsgi/apps-enabled/*",)},
        defaults=always(),
        source="Debian 12 pkg uwsgi-core 2.0.21 started in a network namespace, ss",
    ),
    Service(
        "mkdocs",
        commands=words("mkdocs serve"),
        modules=("mkdocs serve",),
        packages={"pip": ("mkdocs", "mkdocs-material"), "deb": ("mkdocs",)},
        flags=(
            "-a,--dev-addr=host:port -o,--open -s,--strict --no-strict -t,--theme=value --use-directory-urls"
            " --no-directory-urls --livereload --no-livereload --dirty --dirtyreload -c,--clean -f,--config-file=config"
            " -w,--watch=value --watch-theme -q,--quiet -v,--verbose --color --no-color -h,--help=ends"
        ),
        reader="plain",
        files={"": ("mkdocs.yml", "mkdocs.yaml")},
        defaults=always(http(8000, LOOP)),
        source="pip mkdocs 1.6.1 config/defaults.py:96",
    ),
    Service(
        "sphinx-autobuild",
        commands=words("sphinx-autobuild"),
        modules=("sphinx_autobuild",),
        packages={"pip": ("sphinx-autobuild",)},
        flags=("-H,--host=host -p,--port=port --open-browser --delay=value --watch=value --ignore=value --help=ends"),
        defaults=always(http(8000, LOOP)),
        source="pip sphinx-autobuild 2025.8.25 __main__.py",
    ),
    Service(
        "jupyter",
        commands=words(
            "jupyter notebook | jupyter lab | jupyter server | jupyter-notebook | jupyter-lab | jupyter-server"
            " | ipython notebook | jupyter nbclassic"
        ),
        modules=("notebook", "jupyterlab", "jupyter notebook", "jupyter lab", "jupyter server"),
        packages={"pip": ("jupyter", "notebook", "jupyterlab", "jupyter-server"), "deb": ("jupyter-notebook",)},
        images=("jupyter/*",),
        flags=_JUPYTER,
        environment={"JUPYTER_PORT": "port"},
        files={
            "": (
                "~/.jupyter/jupyter_notebook_config.*",
                "~/.jupyter/jupyter_server_config.*",
                "~/.jupyter/jupyter_lab_config.py",
                "jupyter_notebook_config.*",
                "jupyter_server_config.*",
                "/etc/jupyter/*",
                "/usr/local/etc/jupyter/*",
            )
        },
        defaults=always(http(8888, NAME)),
        login=True,
        code=True,
        source="pip jupyter_server 2.21.1 serverapp.py",
    ),
    Service(
        "jupyterhub",
        commands=words("jupyterhub"),
        packages={"pip": ("jupyterhub",)},
        flags=(
            "--ip=host --port=port -f,--config=config --no-ssl --url=unclear --debug -y --help=ends --generate-config=ends --upgrade-db=ends --show-config=ends"
        ),
        files={"": ("jupyterhub_config.py",)},
        defaults=always(http(8000, ALL)),
        login=True,
        code=True,
        source="jupyterhub.readthedocs.io reference/config (JupyterHub.bind_url http://:8000)",
    ),
    Service(
        "streamlit",
        commands=words("streamlit run | streamlit hello"),
        modules=("streamlit run", "streamlit hello"),
        packages={"pip": ("streamlit",)},
        flags=(
            "--server.address=host --server.port=port --server.headless=value --server.enableCORS=value"
            " --browser.gatherUsageStats=value --server.fileWatcherType=value --server.baseUrlPath=value"
            " --server.runOnSave=value --server.enableXsrfProtection=value --browser.serverAddress=value"
            " --browser.serverPort=value --theme.base=value --logger.level=value --server.maxUploadSize=value --help=ends"
        ),
        environment={"STREAMLIT_SERVER_ADDRESS": "host", "STREAMLIT_SERVER_PORT": "port"},
        files={"": (".streamlit/config.toml", "~/.streamlit/config.toml")},
        defaults=always(http(8501, ALL)),
        source="pip streamlit 1.67.0 config.py, starlette_server.py#_get_bind_address",
    ),
    Service(
        "gradio",
        commands=words("gradio"),
        packages={"pip": ("gradio",)},
        environment={"GRADIO_SERVER_NAME": "host", "GRADIO_SERVER_PORT": "port"},
        defaults=always(http(7860, LOOP)),
        source="pip gradio 6.31.0 http_server.py:31",
    ),
    Service(
        "livereload",
        packages={"pip": ("livereload",), "npm": ("livereload",)},
        commands=words("livereload"),
        flags=(
            "-p,--port=port --host,--bind,-b=host -e,--exts=value -d,--debug -w,--wait=value -u,--usepoll --help=ends"
        ),
        defaults=always(http(35729, ALL)),
        source="npm livereload 0.10.3 lib/livereload.js:23,106; pip livereload 2.7.1 server.py:309 (127.0.0.1:5500)",
    ),
    Service(
        "http.server",
        modules=("http.server", "SimpleHTTPServer", "CGIHTTPServer"),
        flags=(
            "-b,--bind=host -d,--directory=value --cgi -p,--protocol=value --tls-cert=value --tls-key=value"
            " --tls-password-file=value -h,--help=ends"
        ),
        positional="port",
        defaults=always(http(8000, ALL4)),
        source="CPython 3.11.7 started in a network namespace, ss",
    ),
    Service(
        "flower",
        commands=words("celery flower | flower"),
        modules=("celery flower", "flower"),
        packages={"pip": ("flower",)},
        flags=(
            "--address=host --port=port --broker,-b=value --broker_api,--broker-api=value --conf=config --basic_auth=value"
            " --basic-auth=value -A,--app=value --url_prefix=value --url-prefix=value --unix_socket=off --persistent=value"
            " --db=value --debug=value --logging=value -l,--loglevel=value --broker-url=value --max_tasks=value"
            " -C,--no-color -q,--quiet --workdir=value --help=ends"
        ),
        environment={"FLOWER_ADDRESS": "host", "FLOWER_PORT": "port"},
        defaults=always(http(5555, ALL)),
        source="pip flower 2.2.0 options.py:10",
    ),
    Service(
        "bottle",
        packages={"pip": ("bottle",), "deb": ("python3-bottle",)},
        commands=words("bottle.py"),
        modules=("bottle",),
        flags=(
            "-b,--bind=host:port -s,--server=value -p,--plugin=value -c,--conf=config -C,--param=value --debug --reload"
            " --version=ends -h,--help=ends"
        ),
        defaults=always(http(8080, LOOP)),
        source="pip bottle 0.13.4 bottle.py:3885",
    ),
    Service(
        "dash",
        packages={"pip": ("dash",)},
        environment={"HOST": "host", "PORT": "port"},
        defaults=always(http(8050, LOOP)),
        source="pip dash 2.17.1 dash.py:1984",
    ),
    Service(
        "aiohttp",
        packages={"pip": ("aiohttp",)},
        defaults=always(http(8080, ALL)),
        source="docs.aiohttp.org web_reference run_app (host 0.0.0.0 and ::, port 8080)",
    ),
    Service(
        "tornado",
        packages={"pip": ("tornado",)},
        defaults=always(http(None, ALL)),
        source="tornadoweb.org netutil.bind_sockets (address None: all interfaces)",
    ),
    Service(
        "cherrypy",
        commands=words("cherryd"),
        packages={"pip": ("cherrypy", "CherryPy")},
        flags=(
            "-c,--config=config -d=daemon -e,--environment=value -i,--import=value -p,--pidfile=value -P,--Path=value"
        ),
        defaults=always(http(8080, LOOP)),
        source="docs.cherrypy.dev _cpserver.Server (socket_host 127.0.0.1, socket_port 8080)",
    ),
    Service(
        "web.py",
        packages={"pip": ("web.py",)},
        defaults=always(http(8080, ALL4)),
        source="webpy.org/docs (0.0.0.0:8080)",
    ),
    Service(
        "pserve",
        commands=words("pserve | paster serve"),
        packages={"pip": ("pyramid",)},
        flags=("--reload --daemon=daemon -n,--app-name=value -s,--server=unclear --server-name=unclear -v -q"),
        files={"": ("*.ini",)},
        source="docs.pylonsproject.org pserve (bind and port stand in its ini)",
    ),
    Service("python", defaults=always(tcp(None, NONE)), source="docs.python.org socket: what the program binds"),
    Service(
        "socketserver", defaults=always(tcp(None, NONE)), source="docs.python.org socketserver: what the program binds"
    ),
    Service(
        "wsgiref",
        defaults=always(http(None, NONE)),
        source="docs.python.org wsgiref.simple_server: what the program binds",
    ),
    Service(
        "sanic",
        packages={"pip": ("sanic",)},
        commands=words("sanic"),
        flags=("-H,--host=host -p,--port=port -u,--unix=off --workers,-w=value --debug,-d --dev -r,--reload"),
        defaults=always(http(8000, LOOP)),
        source="sanic.dev running (127.0.0.1:8000)",
    ),
    Service(
        "connexion",
        packages={"pip": ("connexion",)},
        source="connexion.readthedocs.io (0.0.0.0:5000 before 3, 127.0.0.1:8000 since)",
    ),
    Service(
        "twisted",
        packages={"pip": ("twisted", "Twisted")},
        defaults=always(tcp(None, ALL4)),
        source="docs.twisted.org reactor.listenTCP (interface empty: all IPv4)",
    ),
    Service(
        "websockets",
        packages={"pip": ("websockets",)},
        defaults=always(http(None, ALL)),
        source="websockets.readthedocs.io serve (host None: all interfaces)",
    ),
    Service(
        "eventlet",
        packages={"pip": ("eventlet",)},
        defaults=always(http(None, NONE)),
        source="eventlet.readthedocs.io listen((host, port))",
    ),
    Service(
        "gevent",
        packages={"pip": ("gevent",)},
        defaults=always(http(None, NONE)),
        source="gevent.org pywsgi.WSGIServer((host, port))",
    ),
    Service(
        "grpc",
        packages={"pip": ("grpcio",)},
        defaults=always(tcp(None, NONE)),
        source="grpc.github.io add_insecure_port(address)",
    ),
    Service(
        "locust",
        commands=words("locust"),
        modules=("locust",),
        packages={"pip": ("locust", "locustio")},
        flags=(
            "--web-host=host -P,--web-port,--port=port -f,--locustfile=value -H,--host=value -u,--users=value"
            " -r,--spawn-rate=value -t,--run-time=value --headless=off --no-web=off --worker=off --slave=off --master"
            " --master-host=value --master-port=value --help=ends"
        ),
        defaults=always(http(8089, ALL)),
        source="docs.locust.io configuration (web-host: all interfaces, web-port 8089)",
    ),
    Service(
        "superset",
        commands=words("superset run"),
        packages={"pip": ("apache-superset", "superset")},
        flags=("-h,--host=host -p,--port=port --with-threads --reload --debugger --debug --help=ends"),
        environment={"FLASK_RUN_HOST": "host", "FLASK_RUN_PORT": "port"},
        defaults=always(http(5000, LOOP)),
        login=True,
        source="superset.apache.org installation (superset run is flask run)",
    ),
    Service(
        "airflow",
        commands=words("airflow webserver | airflow api-server | airflow standalone"),
        packages={"pip": ("apache-airflow", r"apache-airflow[*")},
        units=("airflow-webserver",),
        flags=(
            "-p,--port=port -H,--hostname,--host=host -D,--daemon=daemon -w,--workers=value -k,--workerclass=value"
            " -t,--worker_timeout=value -A,--access_logfile=value -E,--error_logfile=value --pid=value -d,--debug"
            " -l,--log-file=value --stdout=value --stderr=value -h,--help=ends"
        ),
        environment={
            "AIRFLOW__WEBSERVER__WEB_SERVER_PORT": "port",
            "AIRFLOW__WEBSERVER__WEB_SERVER_HOST": "host",
            "AIRFLOW__API__PORT": "port",
            "AIRFLOW__API__HOST": "host",
        },
        files={"": ("~/airflow/airflow.cfg",)},
        defaults=always(http(8080, ALL4)),
        login=True,
        source="airflow.apache.org configurations-ref (web_server_host 0.0.0.0, web_server_port 8080)",
    ),
    Service(
        "mlflow",
        commands=words("mlflow server | mlflow ui"),
        packages={"pip": ("mlflow",)},
        flags=(
            "-h,--host=host -p,--port=port --backend-store-uri=value --default-artifact-root=value -w,--workers=value"
            " --artifacts-destination=value --serve-artifacts --no-serve-artifacts --static-prefix=value"
            " --gunicorn-opts=unclear --app-name=value --dev --help=ends"
        ),
        environment={"MLFLOW_HOST": "host", "MLFLOW_PORT": "port"},
        defaults=always(http(5000, LOOP)),
        source="mlflow.org docs cli (host 127.0.0.1, port 5000)",
    ),
    Service(
        "tensorboard",
        commands=words("tensorboard"),
        packages={"pip": ("tensorboard",)},
        flags=(
            "--logdir=value --host=host --port=port --bind_all=all --path_prefix=value --reload_interval=value --help=ends"
        ),
        defaults=(("", (http(6006, NAME),)),),
        source="tensorboard --help (localhost since 2.0; --bind_all)",
    ),
    Service(
        "odoo",
        commands=words("odoo-bin | odoo | openerp-server | odoo.py"),
        packages={"deb": ("odoo",)},
        units=("odoo", "odoo-server", "openerp"),
        images=("odoo",),
        started=("deb",),
        enabled=("deb",),
        flags=(
            "-p,--http-port,--xmlrpc-port=port --http-interface,--xmlrpc-interface=host -c,--config=config --no-http=off"
            " -d,--database=value -i,--init=value -u,--update=value --addons-path=value --stop-after-init=ends"
            " -r,--db_user=value -w,--db_password=value --db_host=value --db_port=value --longpolling-port=value"
            " --gevent-port=value --workers=value --logfile=value --log-level=value --without-demo=value -s,--save"
            " --dev=value -h,--help=ends --version=ends"
        ),
        files={"": ("/etc/odoo/odoo.conf", "~/.odoorc", "/etc/odoo/openerp-server.conf", "/etc/odoo.conf")},
        defaults=always(http(8069, ALL4)),
        login=True,
        source="odoo.com documentation developer/reference/cli (http-port 8069, all interfaces)",
    ),
    Service(
        "buildbot",
        commands=words("buildbot start"),
        packages={"pip": ("buildbot",)},
        files={"": ("master.cfg",)},
        foreground=False,
        source="docs.buildbot.net (the port of www stands in master.cfg)",
    ),
    Service(
        "scrapyd",
        commands=words("scrapyd"),
        packages={"pip": ("scrapyd",)},
        files={"": ("scrapyd.conf", "/etc/scrapyd/*", "~/.scrapyd.conf")},
        defaults=(("<1.2", (http(6800, ALL4),)), (">=1.2", (http(6800, LOOP),))),
        code=True,
        source="scrapyd.readthedocs.io config bind_address (127.0.0.1 since 1.2)",
    ),
    Service(
        "pelican",
        commands=words("pelican --listen | pelican -l"),
        packages={"pip": ("pelican",)},
        flags=(
            "-b,--bind=host -p,--port=port -l,--listen -r,--autoreload -s,--settings=value -o,--output=value -t=value"
            " --theme-path=value -e,--extra-settings=value -D,--debug -v,--verbose --help=ends"
        ),
        defaults=always(http(8000, LOOP)),
        source="docs.getpelican.com settings (BIND 127.0.0.1, PORT 8000)",
    ),
    Service(
        "supervisor",
        commands=words("supervisord"),
        packages={"deb": ("supervisor",), "rpm": ("supervisor",), "pip": ("supervisor",)},
        units=("supervisor", "supervisord"),
        started=("deb",),
        enabled=("deb",),
        foreground=False,
        flags=("-n,--nodaemon=stays -c,--configuration=config -l,--logfile=value -u,--user=value -e,--loglevel=value"),
        reader="supervisor",
        files={"": ("/etc/supervisor/*", "/etc/supervisord.conf", "/etc/supervisord.d/*")},
        defaults=always(),
        code=True,
        source="Debian 12 pkg supervisor 4.2.5 supervisord.conf",
    ),
    Service(
        "salt-master",
        commands=words("salt-master"),
        packages={"deb": ("salt-master",), "rpm": ("salt-master",), "pip": ("salt",)},
        units=("salt-master",),
        started=("deb",),
        enabled=("deb",),
        flags=("-d,--daemon=daemon -c,--config-dir=config -l,--log-level=value -u,--user=value --help=ends"),
        files={"": ("/etc/salt/master", "/etc/salt/master.d/*")},
        defaults=always(tcp(4505, ALL4, "publish"), tcp(4506, ALL4, "return")),
        code=True,
        login=True,
        source="docs.saltproject.io ref/configuration/master (interface 0.0.0.0, 4505, 4506)",
    ),
    Service(
        "graphite",
        packages={"deb": ("graphite-carbon",), "pip": ("carbon",)},
        commands=words("carbon-cache.py start | carbon-cache start"),
        units=("carbon-cache",),
        foreground=False,
        files={"": ("/etc/carbon/carbon.conf", "/opt/graphite/conf/carbon.conf")},
        defaults=always(tcp(2003, ALL4, "line"), tcp(2004, ALL4, "pickle"), tcp(7002, ALL4, "query")),
        source="graphite.readthedocs.io carbon.conf (LINE_RECEIVER_INTERFACE 0.0.0.0:2003, pickle 2004, cache query 7002)",
    ),
)
