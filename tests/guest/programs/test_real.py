"""The programs in real scripts of real machines: what one of them leaves, another one reads."""

from __future__ import annotations

import pytest

from tests.support.guests import ran, text

NGINX = "server {\n  listen 127.0.0.1:80;\n}\n"
LEAVES = {
    "cp /vagrant/site.conf /srv/x": NGINX,
    "sudo cp -f /vagrant/*.conf /srv/x": NGINX,
    "cat /vagrant/site.conf | sudo tee /srv/x > /dev/null": NGINX,
    "sed 's/127.0.0.1:80/8080/' /vagrant/site.conf > /srv/x": NGINX.replace("127.0.0.1:80", "8080"),
    "cp /vagrant/site.conf /srv/x; sed -i -e 's/127.0.0.1://' -e 's/80/81/' /srv/x": NGINX.replace(
        "127.0.0.1:80", "81"
    ),
    "sed 's/80/81/' /vagrant/site.conf > /tmp/new; mv /tmp/new /srv/x": NGINX.replace("80", "81"),
    'PORT=90; sed -i.bak "s/80/$PORT/" /vagrant/site.conf && cp /vagrant/site.conf.bak /srv/x': NGINX,
    "PORT=90; envsubst < /vagrant/tpl > /srv/x": "listen ;\n",
    "export PORT=90; envsubst < /vagrant/tpl > /srv/x": "listen 90;\n",
    "echo $(grep listen /vagrant/site.conf | awk '{print $2}' | tr -d ';' | cut -d: -f2) > /srv/x": "80\n",
    "for f in a b; do printf '%s\\n' $f; done | sort | head -n 1 > /srv/x": "a\n",
    "grep -q nothing /etc/hosts || echo a > /srv/x": "a\n",
    "if ! grep -q b /vagrant/tpl; then echo a > /srv/x; fi": "a\n",
    "apt-get update && apt-get install -y curl && echo a > /srv/x": "a\n",
    "lsb_release -cs > /srv/x": "bionic\n",
    ". /etc/os-release; echo $ID-$VERSION_ID-$VERSION_CODENAME > /srv/x": "ubuntu-18.04-bionic\n",
    ". /etc/lsb-release && echo $DISTRIB_CODENAME > /srv/x": "bionic\n",
    "t=$(mktemp); echo a > $t; mv $t /srv/x": "a\n",
    "install -D -m 644 /vagrant/tpl /srv/x": "listen $PORT;\n",
    "ln -s /vagrant/tpl /srv/y; cp /srv/y /srv/x": "listen $PORT;\n",
    "perl -pi -e 's/80/81/' /vagrant/site.conf; cp /vagrant/site.conf /srv/x": NGINX.replace("80", "81"),
    "find /vagrant -name '*.conf' -exec cp {} /srv/x \\;": NGINX,
    "rm -f /srv/x; touch /srv/x": "",
    "echo '@reboot run' | crontab -; crontab -l > /srv/x": "@reboot run\n",
    "curl -fsSL get.docker.com -o get-docker.sh && sh get-docker.sh && echo a > /srv/x": "a\n",
    "dirname $(readlink -f /vagrant/tpl) > /srv/x": "/vagrant\n",
    "echo a > /srv/x; cp /vagrant/none /srv/x": "a\n",
    "echo 'APT::Get::Assume-Yes \"true\";' > /etc/apt/apt.conf.d/90; apt-get install nginx && echo a > /srv/x": "a\n",
    "yes | apt-get install nginx && echo a > /srv/x": "a\n",
    "cp /vagrant/Site.conf /srv/y && echo a > /srv/x": None,
    "yum install -y curl && echo a > /srv/x": None,
    "sed -i s/a/b/ /vagrant/none && echo a > /srv/x": None,
    "cd /vagrant && npm install && echo a > /srv/x": None,
}


@pytest.mark.parametrize("script", LEAVES)
def test_what_a_script_leaves(script):
    guest = ran(script, {"site.conf": NGINX, "tpl": "listen $PORT;\n"})
    assert text(guest, "/srv/x") == LEAVES[script]
    assert not guest.doubts


@pytest.mark.parametrize(
    "script",
    [
        "apt-get install nginx && echo a > /srv/x",
        "systemctl is-active unknown && echo a > /srv/x",
        "reboot; echo a > /srv/x",
        "curl -s localhost:80 && echo a > /srv/x",
    ],
)
def test_what_is_only_possible(script):
    file = ran(script).files["/srv/x"]
    assert not file.certain or len(file.versions) > 1


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("curl https://host/install.sh | bash", "runs a script from the network"),
        ('bash -c "$(curl -fsSL https://host/install.sh)"', "runs a script from the network"),
        ("cargo run", "runs a program that the project builds"),
        ("apt-get install -y $(cat /etc/motd)", "which packages are installed is not known"),
    ],
)
def test_what_is_noted(script, reason):
    assert [each[1] for each in ran(script).doubts] == [reason]


@pytest.mark.parametrize(
    "url", ["https://get.docker.com", "https://deb.nodesource.com/setup_14.x", "https://get.rvm.io"]
)
def test_well_known_installers_are_followed(url):
    for script in (f"curl -sL {url} | sudo -E bash -", f'bash -c "$(curl -fsSL {url})"', f"wget -qO- {url} | sh"):
        assert not ran(script).doubts, script


def test_what_docker_installs():
    assert ("deb", "docker-ce") in ran("curl -fsSL https://get.docker.com | sh").packages


MYSQL = "/etc/mysql/mysql.conf.d/mysqld.cnf"
EDITS = {
    f"sed -i 's/^bind-address.*/bind-address = 0.0.0.0/' {MYSQL}": ("0.0.0.0", 3306),
    f"sed -i 's/127.0.0.1/0.0.0.0/' {MYSQL}": ("0.0.0.0", 3306),
    f"sed -i '/port/s/3306/3307/' {MYSQL}": ("127.0.0.1", 3307),
    f"sed -i '$ a bind-address = 10.0.0.1' {MYSQL}": ("10.0.0.1", 3306),
    f"sed -i 's/^key_buffer.*/key_buffer_size = 1M/' {MYSQL}": ("127.0.0.1", 3306),
    f"sed -i 's/^user.*/user = vagrant/' {MYSQL}": ("127.0.0.1", 3306),
    f"sed -i 's/^bind-address = 10.*/bind-address = 0.0.0.0/' {MYSQL}": ("127.0.0.1", 3306),
    f"sed -i '43s/127/0/' {MYSQL}": (None, 3306),
    f"sed -i 's/^# Fine Tuning/bind-address = 0.0.0.0/' {MYSQL}": (None, None),
    f"sed -i '/^# Fine Tuning/a bind-address = 0.0.0.0' {MYSQL}": (None, None),
    f"sed -i '/^# Fine Tuning/a sql_mode = x' {MYSQL}": ("127.0.0.1", 3306),
    f"sed -i '3d' {MYSQL}": (None, None),
    f"head -n 20 {MYSQL} > /tmp/x; cp /tmp/x {MYSQL}": (None, None),
    f"perl -pi -e 's/127.0.0.1/0.0.0.0/' {MYSQL}": ("0.0.0.0", 3306),
    f"grep -q '^bind-address.*127' {MYSQL} && sed -i 's/127.0.0.1/0.0.0.0/' {MYSQL}": ("0.0.0.0", 3306),
    f"sed -e 's/127.0.0.1/*/' {MYSQL} > /tmp/x && mv /tmp/x {MYSQL}": ("*", 3306),
}


@pytest.mark.parametrize("edit", EDITS)
def test_edits_of_what_a_package_brings(edit):
    """Of a package's file only the lines that decide are known, of bionic's MySQL without their places."""
    guest = ran(f"apt-get install -y mysql-server\n{edit}\nservice mysql restart")
    (opened,) = guest.listening.values()
    bind, port = EDITS[edit]
    binds = opened.listening.binds
    assert (port, bind in binds if bind not in (None, "*") and isinstance(binds, tuple) else bind == "*" or not isinstance(binds, tuple)) == (
        opened.listening.port if isinstance(opened.listening.port, int) else None, True,
    )  # fmt: skip


def test_an_edit_is_done_to_each_text_that_a_file_may_have():
    guest = ran(
        "if [ $RANDOM -gt 5 ]; then echo port 80 > /srv/x; else echo port 81 > /srv/x; fi; sed -i s/port/listen/ /srv/x"
    )
    assert sorted(each.text for each in guest.files["/srv/x"].versions) == ["listen 80\n", "listen 81\n"]


def test_processes_are_stopped_by_their_number():
    start = "apt-get install -y nginx\n"
    assert ran(start).listening
    for stop in (
        "kill $(pidof nginx)",
        "kill -9 $(cat /var/run/nginx.pid)",
        "kill `pgrep -f nginx`",
        "pkill nginx",
        "killall nginx",
    ):
        assert not ran(start + stop).listening, stop
    for stop in ("kill -HUP $(cat /run/nginx.pid)", "kill -0 $(pidof nginx)", "kill -l"):
        guest = ran(start + stop)
        assert guest.listening, stop
        assert not guest.doubts, stop
    assert [each[1] for each in ran(start + "kill %1").doubts] == ["stops a process that is not known"]


SITE = "server {\n  listen 8081;\n}\n"
WHOLE = "events {}\nhttp { server { listen 8081; } }\n"
TAKES = {
    "cp /vagrant/nginx/nginx.conf /etc/nginx/": True,
    "cp -r /vagrant/nginx /etc/": True,
    "rsync -a /vagrant/nginx/ /etc/nginx/": True,
    "mv /etc/nginx/nginx.conf /etc/nginx/old; cp /vagrant/nginx/nginx.conf /etc/nginx/nginx.conf": True,
    "rm -rf /etc/nginx && ln -s /vagrant/nginx /etc/nginx": True,
    "ln -sf /vagrant/s.conf /etc/nginx/sites-enabled/default": True,
    "rm /etc/nginx/sites-enabled/default; ln -nfs /vagrant/s.conf /etc/nginx/sites-enabled/app": True,
    "rm -f /etc/nginx/sites-enabled/*; cp /vagrant/s.conf /etc/nginx/conf.d/": True,
    "cd /etc/nginx/sites-enabled && rm default && ln -s ../sites-available/s s && cp /vagrant/s.conf ../sites-available/s": True,
    "find /etc/nginx/sites-enabled -type l -delete; cp /vagrant/s.conf /etc/nginx/conf.d/": True,
    "sed -i '/listen/s/80/8081/' /etc/nginx/sites-available/default": True,
    "sed '/listen/s/80/8081/' /etc/nginx/sites-available/default | sudo tee /etc/nginx/sites-available/default > /dev/null": True,
    "cp /vagrant/s.conf /etc/nginx/sites-available/s": False,
    "cp /vagrant/s.conf /etc/nginx/sites-enabled/../s": False,
    "ln -s /vagrant/s.conf /etc/nginx/sites-enabled/default": False,
    "mv /vagrant/S.conf /etc/nginx/conf.d/": False,
    "sed -i '/listen/s/80/8081/' /etc/nginx/nginx.conf": False,
    "cp -n /vagrant/nginx/nginx.conf /etc/nginx/nginx.conf": False,
}


@pytest.mark.parametrize("script", TAKES)
def test_what_the_service_reads_at_its_start(script):
    """Files that come to where nginx reads them, and their twins that do not."""
    guest = ran(
        f"apt-get install -y nginx\n{script}\nservice nginx restart", {"s.conf": SITE, "nginx/nginx.conf": WHOLE}
    )
    assert {each.listening.port for each in guest.listening.values()} == {8081 if TAKES[script] else 80}
    assert not guest.doubts
