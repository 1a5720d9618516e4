"""Servers that are written in Ruby. Sources: with each entry."""

from __future__ import annotations

from vmlint.data.catalogue import ALL, ALL4, LOOP, NAME, NONE, Service, always, http, tcp, words

_RAILS = (
    "-b,--binding=host -p,--port=port -c,--config=value -u,--using=value -e,--environment=rails environment"
    " -P,--pid=value -d,--daemon,--no-daemon=daemon -C,--dev-caching,--no-dev-caching --early-hints,--no-early-hints"
    " --log-to-stdout,--no-log-to-stdout --debugger --help,-h=ends"
)
_RACKUP = (
    "-o,--host=host -p,--port=port -s,--server=server -E,--env=rack environment -D,--daemonize=daemon -P,--pid=value"
    " -I,--include=value -r,--require=value -O,--option=unclear -b=value -e,--eval=value -d,--debug -w,--warn -q,--quiet"
    " -h,-?,--help=ends --version=ends"
)

SERVICES = (
    Service(
        "rails",
        commands=words("rails server | rails s | script/server | script/rails server | script/rails s"),
        packages={"gem": ("rails",), "deb": ("rails", "ruby-rails")},
        flags=_RAILS,
        environment={"BINDING": "host", "PORT": "port", "HOST": "host*", "RAILS_ENV": "rails environment"},
        positional="server",
        reader="plain",
        files={"": ("config/puma.rb", "config/boot.rb")},
        defaults=(("<4.2", (http(3000, ALL4),)), (">=4.2", (http(3000, NAME),))),
        code=False,
        source="Debian 12 pkg ruby-railties 6.1.7.10 server_command.rb:220; rails 4.2 release notes (localhost since 4.2)",
    ),
    Service(
        "puma",
        commands=words("puma | pumactl start"),
        packages={"gem": ("puma",), "deb": ("puma",)},
        units=("puma",),
        flags=(
            "-b,--bind=uri -p,--port=port on host -C,--config=config -d,--daemon=daemon -e,--environment=value -t,--threads=value"
            " -w,--workers=value --preload -S,--state=value --control=value --control-url=value --control-token=value"
            " --dir=chdir -I,--include=value --pidfile=value -q,--quiet -v --log-requests -R,--restart-cmd=value"
            " --redirect-stdout=value --redirect-stderr=value --tag=value --early-hints --prune-bundler --debug"
            " -V,--version=ends -h,--help=ends --no-config"
        ),
        environment={"PORT": "port"},
        files={"": ("config/puma.rb", "config/puma/*.rb")},
        defaults=always(http(9292, ALL4)),
        source="Debian 12 pkg puma 5.6.5 configuration.rb:12",
    ),
    Service(
        "rackup",
        commands=words("rackup"),
        packages={"gem": ("rack", "rackup"), "deb": ("ruby-rack",)},
        flags=_RACKUP,
        environment={"RACK_ENV": "rack environment", "PORT": "port"},
        defaults=(("<1.6", (http(9292, ALL4),)), (">=1.6", (http(9292, NAME),))),
        source="Debian 12 pkg ruby-rack 2.2.22 server.rb:236; rack 1.6 changelog (localhost in development since 1.6)",
    ),
    Service(
        "webrick",
        packages={"gem": ("webrick",)},
        defaults=always(http(80, ALL)),
        source="Debian 12 pkg ruby-webrick 1.8.1 config.rb:31",
    ),
    Service("ruby", defaults=always(tcp(None, NONE)), source="docs.ruby-lang.org TCPServer: what the program binds"),
    Service(
        "sinatra",
        packages={"gem": ("sinatra",), "deb": ("ruby-sinatra",)},
        flags=("-p=port -o=host -e=rack environment -s=value -q -x -h=ends"),
        environment={"PORT": "port", "APP_ENV": "rack environment", "RACK_ENV": "rack environment"},
        defaults=always(http(4567, NAME)),
        source="Debian 12 pkg ruby-sinatra 3.0.5 base.rb:1856",
    ),
    Service(
        "jekyll",
        commands=words("jekyll serve | jekyll server | jekyll s"),
        packages={"gem": ("jekyll", "github-pages"), "deb": ("jekyll",)},
        images=("jekyll/jekyll", "jekyll/minimal", "jekyll/builder"),
        flags=(
            "-H,--host=host -P,--port=port -B,--detach=daemon -l,--livereload -L=value --livereload-port=value"
            " --livereload-ignore=value --livereload-min-delay=value --livereload-max-delay=value --config=config"
            " -s,--source=value -d,--destination=value --safe -p,--plugins=value --layouts=value --profile -o,--open-url"
            " --ssl-cert=value --ssl-key=value -b,--baseurl=value --show-dir-listing --skip-initial-build -D,--drafts"
            " --future --limit_posts=value -w,--watch,--no-watch --force_polling --lsi --unpublished --disable-disk-cache"
            " -q,--quiet -V,--verbose -I,--incremental --strict_front_matter -t,--trace --no-force_polling -h,--help=ends"
            " -v,--version=ends"
        ),
        reader="plain",
        files={"": ("_config.yml", "_config.yaml", "_config.toml")},
        defaults=(("<2.4", (http(4000, ALL4),)), (">=2.4", (http(4000, LOOP),))),
        source="Debian 12 pkg jekyll 4.3.1 configuration.rb:47; jekyllrb.com History (default host 127.0.0.1 since 2.4)",
    ),
    Service(
        "thin",
        commands=words("thin start"),
        packages={"gem": ("thin",), "deb": ("thin",)},
        units=("thin",),
        started=("deb",),
        enabled=("deb",),
        flags=(
            "-a,--address=host -p,--port=port -S,--socket=off -d,--daemonize=daemon -C,--config=config -c,--chdir=chdir"
            " -R,--rackup=value -e,--environment=value -A,--adapter=value -s,--servers=unclear -o,--only=unclear -l,--log=value"
            " -P,--pid=value -u,--user=value -g,--group=value --tag=value --ssl --ssl-key-file=value --ssl-cert-file=value"
            " --prefix=value --stats=value -t,--timeout=value --threaded --threadpool-size=value --max-conns=value"
            " --max-persistent-conns=value -r,--require=value -q,--quiet -D,--debug -V,--trace -h,--help=ends -v,--version=ends"
        ),
        files={"deb": ("/etc/thin*",)},
        defaults=always(http(3000, ALL4)),
        packaged={"deb": (("", ()),)},
        source="Debian 12 pkg thin 1.8.1 runner.rb:39",
    ),
    Service(
        "unicorn",
        commands=words("unicorn | unicorn_rails"),
        packages={"gem": ("unicorn",), "deb": ("unicorn",)},
        units=("unicorn",),
        flags=(
            "-l,--listen=host:port -p,--port=port -o,--host=host -c,--config-file=config -D,--daemonize=daemon -E,--env=value"
            " -N,--no-default-middleware -e,--eval=value -d,--debug -w,--warn -I,--include=value -r,--require=value"
            " -s,--server=value -P,--pid=value --path=value -h,--help=ends -v,--version=ends"
        ),
        files={"": ("/etc/default/unicorn",)},
        defaults=always(http(8080, ALL4)),
        source="Debian 12 pkg unicorn 6.0.0 const.rb:5",
    ),
    Service(
        "passenger",
        commands=words("passenger start"),
        packages={"gem": ("passenger",)},
        flags=(
            "-a,--address=host -p,--port=port -S,--socket=off -d,--daemonize=daemon -e,--environment=value --app-type=value"
            " --startup-file=value --log-file=value --pid-file=value --user=value --max-pool-size=value --min-instances=value"
            " --ssl --ssl-certificate=value --ssl-certificate-key=value -R,--rackup=value --help=ends"
        ),
        environment={"PASSENGER_PORT": "port", "PASSENGER_ADDRESS": "host", "PORT": "port"},
        files={"": ("Passengerfile.json",)},
        defaults=always(http(3000, ALL4)),
        source="phusionpassenger.com config/standalone/reference (address 0.0.0.0, port 3000)",
    ),
    Service(
        "middleman",
        commands=words("middleman server | middleman serve | middleman"),
        packages={"gem": ("middleman",)},
        flags=(
            "--bind-address,-b=host -p,--port=port -e,--environment=value --verbose --https --disable-watcher --server-name=value"
            " --watch-paths=value --force-polling -l,--latency=value --instrument --daemon,-d=daemon --help,-h=ends"
        ),
        files={"": ("config.rb",)},
        defaults=always(http(4567, ALL4)),
        source="middlemanapp.com (port 4567, all interfaces)",
    ),
    Service(
        "shotgun",
        commands=words("shotgun"),
        packages={"gem": ("shotgun",)},
        flags=(
            "-o,--host=host -p,--port=port -s,--server=value -E,--env=value -u,--url=value -P,--public=value -d,--debug"
            " -w,--warn -r,--require=value -I,--include=value -O,--browse -e,--eval=value -h,--help=ends --version=ends"
        ),
        defaults=always(http(9393, LOOP)),
        source="github.com rtomayko/shotgun bin/shotgun (host 127.0.0.1, port 9393)",
    ),
    Service(
        "nanoc",
        commands=words("nanoc view | nanoc live"),
        packages={"gem": ("nanoc",)},
        flags=("-o,--host=host -p,--port=port -H,--handler=value -L,--live-reload --help=ends"),
        defaults=always(http(3000, LOOP)),
        source="nanoc.app doc (view: 127.0.0.1:3000)",
    ),
    Service(
        "mailcatcher",
        commands=words("mailcatcher"),
        packages={"gem": ("mailcatcher",)},
        units=("mailcatcher",),
        images=("schickling/mailcatcher",),
        foreground=False,
        flags=(
            "--ip=host --smtp-ip=smtp host --smtp-port=smtp port --http-ip=http host --http-port=port --http-path=value"
            " -f,--foreground=stays --messages-limit=value --no-quit -b,--browse -v,--verbose -h,--help=ends --version=ends"
        ),
        defaults=always(http(1080, LOOP, "http"), tcp(1025, LOOP, "smtp")),
        source="mailcatcher.me (smtp 127.0.0.1:1025, http 127.0.0.1:1080)",
    ),
    Service(
        "puppetserver",
        packages={
            "deb": ("puppetserver", "puppetmaster", "puppetmaster-passenger", "puppet-master"),
            "rpm": ("puppetserver", "puppet-server"),
        },
        commands=words("puppet master | puppetserver foreground"),
        units=("puppetserver", "puppetmaster", "puppet-master"),
        started=("deb:puppetmaster*", "deb:puppet-master*"),
        enabled=("deb:puppetmaster*", "deb:puppet-master*"),
        flags=("--no-daemonize=stays --debug --verbose --masterport=port --dns_alt_names=value --help=ends"),
        foreground=False,
        files={
            "": (
                "/etc/puppetlabs/puppetserver/conf.d/webserver.conf",
                "/etc/puppet/puppet.conf",
                "/etc/puppetlabs/puppet/puppet.conf",
            )
        },
        defaults=always(tcp(8140, ALL)),
        login=True,
        source="puppet.com docs server config_file_webserver (ssl-host 0.0.0.0, ssl-port 8140)",
    ),
    Service(
        "td-agent",
        commands=words("td-agent | fluentd"),
        packages={"deb": ("td-agent",), "rpm": ("td-agent",), "gem": ("fluentd",)},
        units=("td-agent", "fluentd"),
        started=("deb",),
        enabled=("deb",),
        files={"": ("/etc/td-agent/td-agent.conf", "/etc/fluent/fluent.conf")},
        flags=("-c,--config=config -d,--daemon=daemon -o,--log=value -v -q --help=ends"),
        defaults=always(tcp(None, NONE)),
        source="docs.fluentd.org (what listens is its sources': 24224 forward, 8888 http in the packaged file)",
    ),
    Service(
        "dashing",
        commands=words("dashing start | smashing start"),
        packages={"gem": ("dashing", "smashing")},
        flags=("-a,--address=host -p,--port=port -d,--daemonize=daemon -e,--environment=value -h,--help=ends"),
        defaults=always(http(3030, ALL)),
        source="smashing.github.io (port 3030; it starts thin)",
    ),
)
