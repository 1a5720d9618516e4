"""Servers of Node's world. Sources: with each entry; the npm packages' own code."""

from __future__ import annotations

from vmlint.data.catalogue import ALL, ALL4, LOOP, NAME, Service, always, http, words

_VITE = (
    "--host=host? --port=port --open=value? --cors --strictPort -c,--config=config --base=value -l,--logLevel=value"
    " --clearScreen --no-clearScreen -d,--debug=value? -f,--filter=value -m,--mode=value --force --profile --https"
    " --outDir=value -h,--help=ends -v,--version=ends"
)
_WEBPACK = (
    "--host=host --port=port --config,-c=config --hot --no-hot --hot-only --open=value? --inline --no-inline --progress"
    " --content-base=value --static=value --history-api-fallback --live-reload --no-live-reload --mode=value --env=value"
    " --color --colors -d --devtool=value --public=value --public-path=value --output-public-path=value --https --lazy"
    " --server-type=value --disable-host-check --allowed-hosts=value --compress --quiet --watch --watch-poll --socket=off"
    " --client-log-level=value --bonjour --ipc=off --no-client --no-open -p --help=ends --version=ends"
)
_EXPRESS_LIKE = "nodejs/node doc/api/net.md server.listen"

SERVICES = (
    Service(
        "node",
        packages={"deb": ("nodejs",), "rpm": ("nodejs",), "snap": ("node",)},
        defaults=always(http(None, ALL)),
        source=_EXPRESS_LIKE,
    ),
    Service(
        "express",
        packages={"npm": ("express",)},
        defaults=always(http(None, ALL)),
        source="npm express 5.3.0 lib/application.js:598",
    ),
    Service(
        "next",
        commands=words("next dev | next start | next"),
        packages={"npm": ("next",)},
        flags=(
            "-H,--hostname=host -p,--port=port --turbo --turbopack --webpack --experimental-https --inspect=value?"
            " --keepAliveTimeout=value -h,--help=ends -v,--version=ends"
        ),
        environment={"PORT": "port"},
        defaults=always(http(3000, ALL)),
        source="npm next 16.4.6 dist/bin/next, server/lib/start-server.js:251",
    ),
    Service(
        "nuxt",
        commands=words("nuxt dev | nuxi dev | nuxt start | nuxt preview | nuxi preview | nuxt"),
        packages={"npm": ("nuxt",)},
        flags=(
            "--host,-H,--hostname=host? --port,-p=port --open,-o --https --dotenv=value -c,--config-file=config --help=ends"
        ),
        environment={
            "NUXT_PORT": "port",
            "NITRO_PORT": "port",
            "PORT": "port",
            "NUXT_HOST": "host",
            "NITRO_HOST": "host",
            "HOST": "host",
        },
        reader="plain",
        files={"": ("nuxt.config.*",)},
        defaults=always(http(3000, NAME)),
        source="npm nuxt-cli 3.37.0; nuxt.com/docs/api/commands",
    ),
    Service(
        "vite",
        commands=words("vite preview | vite dev | vite serve | vite"),
        packages={"npm": ("vite",)},
        flags=_VITE,
        reader="plain",
        files={"": ("vite.config.*",)},
        defaults=(("<3", (http(3000, LOOP),)), (">=3", (http(5173, NAME),))),
        source="npm vite 8.3.8 node.js#resolveHostname; npm vite 2.9.18 resolveHostname: 127.0.0.1",
    ),
    Service(
        "astro",
        commands=words("astro dev | astro preview"),
        packages={"npm": ("astro",)},
        flags=(
            "--host=host? --port=port --open=value? --config=config --root=value --mode=value --help=ends --verbose"
        ),
        reader="plain",
        files={"": ("astro.config.*",)},
        defaults=(("<3", (http(3000, NAME),)), (">=3", (http(4321, NAME),))),
        source="npm astro 6.0.5 core/config/schemas/base.js:37; docs.astro.build upgrade-to/v3 (port was 3000)",
    ),
    Service(
        "webpack-dev-server",
        commands=words("webpack-dev-server | webpack serve | webpack-dev-server serve"),
        packages={"npm": ("webpack-dev-server",)},
        flags=_WEBPACK,
        environment={"WEBPACK_DEV_SERVER_BASE_PORT": "port"},
        reader="plain",
        files={"": ("webpack.config.*", "webpack.*.config.*", "config/webpack*")},
        defaults=(("<4", (http(8080, NAME),)), (">=4", (http(8080, ALL),))),
        source="npm webpack-dev-server 5.2.7 lib/Server.js:502,3652; 2.11.5 and 3.11.3 bin/options.js",
    ),
    Service(
        "react-scripts",
        commands=words("react-scripts start | react-app-rewired start | craco start"),
        packages={"npm": ("react-scripts",)},
        environment={"HOST": "host", "PORT": "port"},
        files={"": (".env", ".env.development", ".env.local", ".env.development.local")},
        defaults=always(http(3000, ALL4)),
        source="npm react-scripts 5.0.1 scripts/start.js:56",
    ),
    Service(
        "angular",
        commands=words("ng serve | ng s | ng dev"),
        packages={"npm": ("@angular/cli", "angular-cli")},
        flags=(
            "--host,-H=host --port,-p=port --open,-o --ssl=value? --proxy-config=value --configuration,-c=value --prod"
            " --disable-host-check --disableHostCheck --public-host=value --publicHost=value --watch=value? --live-reload=value?"
            " --poll=value --environment,-e=value --aot --base-href=value --source-map=value? --allowed-hosts=value"
            " --live-reload-port=value --hmr --verbose --progress=value? --help=ends"
        ),
        reader="plain",
        files={"": ("angular.json", ".angular-cli.json", "angular-cli.json", ".ember-cli")},
        defaults=always(http(4200, NAME)),
        source="npm @angular/build 21.2.27 dev-server/schema.json",
    ),
    Service(
        "vue",
        commands=words("vue-cli-service serve | vue serve"),
        packages={"npm": ("@vue/cli-service", "@vue/cli")},
        flags=(
            "--host=host --port,-p=port --open,-o --copy --mode=value --https --public=value --skip-plugins=value"
            " --stdin --help=ends"
        ),
        environment={"HOST": "host", "PORT": "port"},
        reader="plain",
        files={"": ("vue.config.*",)},
        defaults=always(http(8080, ALL4)),
        source="npm @vue/cli-service 5.0.9 lib/commands/serve.js:11",
    ),
    Service(
        "storybook",
        commands=words("storybook dev | start-storybook"),
        packages={"npm": ("storybook", "@storybook/react", "@storybook/cli")},
        flags=(
            "-h,--host=host -p,--port=port -c,--config-dir=value -s,--static-dir=value --ci --quiet --https --no-open"
            " --ssl-ca=value --ssl-cert=value --ssl-key=value --smoke-test=ends --docs --help=ends --version=ends"
        ),
        defaults=(("<8", (http(6006, ALL),)), (">=10.6", (http(6006, LOOP),))),
        source="npm storybook 10.6.7 core-server getListenHost (which release changed it is not known)",
    ),
    Service(
        "browser-sync",
        commands=words("browser-sync start | browser-sync"),
        packages={"npm": ("browser-sync",)},
        flags=(
            "--listen=host --port=port --host=value -s,--server=value? -p,--proxy=value -f,--files=value --serveStatic,--ss=value"
            " --index=value --no-open --no-notify --https --directory --xip --tunnel=value? --config,-c=config"
            " --ui-port=value --no-ui --logLevel=value --browser,-b=value --startPath=value --reload-delay=value --cors"
            " --help=ends --version=ends"
        ),
        files={"": ("bs-config.js",)},
        defaults=always(http(3000, ALL), http(3001, ALL, "ui")),
        source="npm browser-sync 3.0.4 default-config.js, server/index.js:27",
    ),
    Service(
        "http-server",
        commands=words("http-server | hs"),
        packages={"npm": ("http-server",)},
        flags=(
            "-a=host -p,--port=port -d -i -g,--gzip -b,--brotli -e,--ext=value -s,--silent --cors=value? -o=value? -c=value"
            " -U,--utc --log-ip -P,--proxy=value --proxy-options=value --username=value --password=value -S,--tls,--ssl"
            " -C,--cert=value -K,--key=value -r,--robots=value? --no-dotfiles --mimetypes=value -t=value --no-panic"
            " -h,--help=ends -v,--version=ends"
        ),
        environment={"PORT": "port"},
        defaults=always(http(8080, ALL4)),
        source="npm http-server 14.1.1 bin/http-server:69",
    ),
    Service(
        "live-server",
        commands=words("live-server"),
        packages={"npm": ("live-server",)},
        flags=(
            "--host=host --port,-p=port -q,--quiet -V --no-browser --open=value --browser=value --ignore=value --watch=value"
            " --ignorePattern=value --entry-file=value --mount=value --proxy=value --wait=value --htpasswd=value --cors"
            " --https=value --https-module=value --spa --no-css-inject --middleware=value -h,--help=ends -v,--version=ends"
        ),
        environment={"PORT": "port", "IP": "host"},
        files={"": ("~/.live-server.json",)},
        defaults=always(http(8080, ALL4)),
        source="npm live-server 1.2.2 index.js:134, live-server.js",
    ),
    Service(
        "json-server",
        commands=words("json-server"),
        packages={"npm": ("json-server",)},
        flags=(
            "-H,--host=host -p,--port=port -w,--watch=value? -r,--routes=value -m,--middlewares=value -s,--static=value"
            " --read-only,--ro --no-cors,--nc --no-gzip,--ng -S,--snapshots=value -d,--delay=value -i,--id=value"
            " --foreignKeySuffix,--fks=value -q,--quiet -c,--config=config -h,--help=ends -v,--version=ends"
        ),
        environment={},
        files={"": ("json-server.json",)},
        defaults=(("<0.14", (http(3000, ALL4),)), (">=0.14", (http(3000, NAME),))),
        source="npm json-server 0.17.4 lib/cli/index.js:16; 0.13.0 and 0.14.2 the same file",
    ),
    Service(
        "parcel",
        commands=words("parcel serve | parcel"),
        packages={"npm": ("parcel", "parcel-bundler")},
        flags=(
            "--host=host -p,--port=port --open=value? --https --cert=value --key=value --hmr-port=value --hmr-host=value"
            " --no-hmr --public-url=value --dist-dir=value -d=value --out-dir=value --no-cache --cache-dir=value"
            " --log-level=value --target=value --watch-for-stdin --lazy --no-source-maps --help=ends --version=ends"
        ),
        environment={"PORT": "port"},
        defaults=always(http(1234, ALL)),
        source="npm parcel 2.16.4 lib/cli.js:202",
    ),
    Service(
        "hexo",
        commands=words("hexo server | hexo s | hexo-server"),
        packages={"npm": ("hexo-cli", "hexo", "hexo-server")},
        flags=("-i,--ip=host -p,--port=port -s,--static -l,--log=value? -o,--open --draft --debug --cwd=value"),
        reader="plain",
        files={"": ("_config.yml",)},
        defaults=always(http(4000, ALL)),
        source="npm hexo-server 3.0.0 index.js",
    ),
    Service(
        "node-red",
        commands=words("node-red | node-red-start | node-red-pi"),
        packages={"npm": ("node-red",)},
        units=("nodered", "node-red"),
        images=("nodered/node-red*",),
        flags=(
            "-p,--port=port -s,--settings=config -u,--userDir=value --title=value -t -v,--verbose --safe -D,--define=value"
            " -?,-h,--help=ends --max-old-space-size=value"
        ),
        files={"": ("~/.node-red/settings.js", "settings.js")},
        defaults=always(http(1880, ALL4)),
        code=True,
        source="npm node-red 4.1.15 red.js:345,349",
    ),
    Service(
        "grunt",
        commands=words("grunt connect | grunt serve | grunt server"),
        packages={"npm": ("grunt", "grunt-contrib-connect")},
        reader="plain",
        files={"": ("Gruntfile.*", "gruntfile.*")},
        source="npm grunt-contrib-connect 5.0.1 tasks/connect.js:51,94 (0.0.0.0:8000); what a task does stands in its file",
    ),
    Service(
        "gulp",
        commands=words("gulp connect | gulp serve | gulp webserver"),
        packages={"npm": ("gulp-connect",)},
        files={"": ("gulpfile.*",)},
        source="npm gulp-connect 5.7.0 index.js:35 (localhost:8080); what a task does stands in its file",
    ),
    Service(
        "serve",
        commands=words("serve"),
        packages={"npm": ("serve",)},
        flags=(
            "-l,--listen=listen -p,--port=port -s,--single -d,--debug -c,--config=value -C,--cors -n,--no-clipboard"
            " -u,--no-compression -L,--no-request-logging --no-etag -S,--symlinks --no-port-switching --ssl-cert=value"
            " --ssl-key=value --ssl-pass=value --help,-h=ends -v,--version=ends"
        ),
        environment={"PORT": "port"},
        defaults=(("<10", (http(5000, ALL4),)), (">=14", (http(3000, ALL4),))),
        source="npm serve 14.2.7 build/main.js:292,527",
    ),
    Service(
        "ember",
        commands=words("ember serve | ember server | ember s"),
        packages={"npm": ("ember-cli",)},
        flags=(
            "--host,-H=host --port,-p=port --proxy,-pr,-pxy=value --watcher,-w=value --live-reload,-lr=value?"
            " --live-reload-port,-lrp=value --environment,-e=value --output-path=value --ssl=value? --help=ends"
        ),
        files={"": (".ember-cli",)},
        defaults=always(http(4200, ALL)),
        source="cli.emberjs.com (serve --host: listens on all interfaces by default, --port 4200)",
    ),
    Service(
        "gatsby",
        commands=words("gatsby develop | gatsby serve"),
        packages={"npm": ("gatsby", "gatsby-cli")},
        flags=("-H,--host=host -p,--port=port -o,--open -S,--https --prefix-paths --inspect=value? --help=ends"),
        environment={"GATSBY_HOST": "host", "PORT": "port"},
        defaults=always(http(8000, NAME)),
        source="gatsbyjs.com docs reference gatsby-cli (develop: localhost:8000; serve: 9000)",
    ),
    Service(
        "ghost",
        commands=words("ghost start | ghost run"),
        packages={"npm": ("ghost-cli",)},
        foreground=False,
        files={"": ("config.production.json", "config.development.json")},
        defaults=always(http(2368, LOOP)),
        source="ghost.org docs config (server.host 127.0.0.1, server.port 2368)",
    ),
    Service(
        "meteor",
        commands=words("meteor run | meteor"),
        packages={"npm": ("meteor",)},
        flags=("-p,--port=port host --settings,-s=value --production --release=value --allow-superuser --help=ends"),
        environment={},
        defaults=always(http(3000, ALL4)),
        source="docs.meteor.com cli (meteor run --port, by default 3000 on all interfaces)",
    ),
    Service(
        "ionic",
        commands=words("ionic serve"),
        packages={"npm": ("ionic", "@ionic/cli")},
        flags=(
            "--host,--address=host -p,--port=port --external=all --no-open -b,--nobrowser --lab,-l -c,--consolelogs"
            " -s,--serverlogs --no-livereload -r,--livereload-port=value --all,-a=all --no-interactive --help=ends"
        ),
        defaults=(("<5", (http(8100, ALL4),)), (">=5", (http(8100, NAME),))),
        source="ionicframework.com docs cli commands serve (localhost:8100; --external is 0.0.0.0)",
    ),
    Service(
        "maildev",
        commands=words("maildev"),
        packages={"npm": ("maildev",)},
        images=("maildev/maildev", "djfarrelly/maildev"),
        flags=(
            "-s,--smtp=smtp port -w,--web=port --ip=host --web-ip=host --mail-directory=value --outgoing-host=value"
            " --outgoing-port=value --outgoing-user=value --outgoing-pass=value --web-user=value --web-pass=value"
            " --incoming-user=value --incoming-pass=value -o,--open -v,--verbose --silent --disable-web=off -V=ends -h,--help=ends"
        ),
        defaults=always(http(1080, ALL), http(1025, ALL, "smtp")),
        source="github.com maildev/maildev README (ip ::, web 1080, smtp 1025)",
    ),
    Service(
        "verdaccio",
        commands=words("verdaccio"),
        packages={"npm": ("verdaccio",)},
        images=("verdaccio/verdaccio",),
        flags=("-l,--listen=host:port -c,--config=config --help=ends"),
        files={"": ("~/.config/verdaccio/config.yaml", "config.yaml")},
        defaults=always(http(4873, NAME)),
        source="verdaccio.org docs configuration (listen localhost:4873)",
    ),
    Service(
        "docsify",
        commands=words("docsify serve"),
        packages={"npm": ("docsify-cli",)},
        flags=("-p,--port=port -P,--livereload-port=value -i,--index-name=value -o,--open --help=ends"),
        defaults=always(http(3000, ALL)),
        source="github.com docsifyjs/docsify-cli README (port 3000)",
    ),
    Service(
        "strapi",
        commands=words("strapi develop | strapi start | strapi dev"),
        packages={"npm": ("@strapi/strapi", "strapi")},
        environment={"HOST": "host", "PORT": "port"},
        files={"": ("config/server.*", "config/environments/*")},
        defaults=always(http(1337, ALL4)),
        source="docs.strapi.io configurations/server (host 0.0.0.0, port 1337 in the generated config/server.js)",
    ),
    Service(
        "sails",
        commands=words("sails lift"),
        packages={"npm": ("sails",)},
        flags=("--port=port --host=host --prod --verbose --silent --help=ends"),
        environment={"PORT": "port"},
        files={"": ("config/local.js", "config/env/*")},
        defaults=always(http(1337, ALL)),
        source="sailsjs.com documentation reference/configuration/sails-config (port 1337, explicitHost unset)",
    ),
)
