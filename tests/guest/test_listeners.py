"""From a guest to what is found: names, confidence, evidence, what a restart would change, who hands on."""

from __future__ import annotations

import pytest

from tests.support.guests import ROOT, disk, upbringings
from vmlint.guest.disk import Disk
from vmlint.guest.listeners import unique
from vmlint.guest.steps import inside
from vmlint.guest.together import insides_of
from vmlint.model.found import Found, Inside


def found(script: str, files: dict[str, str] | None = None, box: str = "ubuntu/bionic64") -> dict[str, Found]:
    """Return what is found in the machine in which SCRIPT has run, by name."""
    text = f'Vagrant.configure("2") do |config|\n  config.vm.box = "{box}"\n  config.vm.provision "shell", path: "script.sh"\nend\n'
    (upbringing,) = upbringings(text)
    assert ROOT
    return {each.name: each for each in inside(upbringing, disk({"script.sh": script, **(files or {})})).listeners}


def test_the_chain_of_a_server_in_the_foreground() -> None:
    one = found("pip3 install flask\ncd /vagrant\nflask run --host 127.0.0.1\n")["flask"]
    assert [(each.role, each.text) for each in one.evidence] == [
        ("install", "pip3 install flask"),
        ("start", "flask run --host 127.0.0.1"),
        ("bind", "127.0.0.1"),
        ("port", "default of flask run"),
    ]
    assert (one.binds, one.port, one.start, one.lasting, one.confidence) == (
        ("127.0.0.1",),
        5000,
        "provision",
        False,
        "high",
    )
    assert one.blocks is not None


def test_in_the_background_it_blocks_nothing() -> None:
    assert found("pip3 install flask\nflask run &\n")["flask"].blocks is None


@pytest.mark.parametrize(
    ("script", "confidence"),
    [
        ("apt-get install -y nginx\n", "high"),
        ("apt-get install -y nginx\ncurl https://example.com/x.sh | bash\n", "medium"),
        ("curl https://example.com/x.sh | bash\napt-get install -y nginx\n", "high"),
        ('if [ -n "$(date | grep Mon)" ]; then apt-get install -y nginx; fi\n', "medium"),
        ("pip install flask\nflask run --port $(cat /etc/port) &\n", "medium"),
        ("flask run &\n", "medium"),
    ],
)
def test_confidence(script: str, confidence: str) -> None:
    (one,) = found(script).values()
    assert one.confidence == confidence


def test_a_package_that_starts_itself_comes_at_boot() -> None:
    one = found("apt-get install -y redis-server\n")["redis"]
    assert (one.start, one.lasting, one.binds) == ("boot", True, ("127.0.0.1", "::1"))


def test_on_el_it_does_not() -> None:
    assert found("yum install -y redis\n", box="centos/7") == {}
    one = found("yum install -y redis\nsystemctl start redis\n", box="centos/7")["redis"]
    assert (one.start, one.lasting) == ("provision", False)
    one = found("yum install -y redis\nsystemctl enable --now redis\n", box="centos/7")["redis"]
    assert (one.start, one.lasting) == ("boot", True)


EDIT = "sed -i 's/^bind .*/bind 0.0.0.0/' /etc/redis/redis.conf\n"


def test_a_file_written_after_the_last_start() -> None:
    install = "apt-get install -y redis-server\n"
    one = found(install + EDIT)["redis"]
    assert one.binds == ("127.0.0.1", "::1")
    assert one.later is not None
    assert one.later.binds == ("0.0.0.0",)
    restarted = found(install + EDIT + "systemctl restart redis-server\n")["redis"]
    assert restarted.binds == ("0.0.0.0",)
    assert restarted.later is None


SITE = "server { listen 80; location / { proxy_pass http://127.0.0.1:5000; } }\n"


def test_who_hands_on_to_it() -> None:
    start = "pip install flask\ncd /vagrant && flask run &\n"
    proxy = "apt-get install -y nginx\ncp /vagrant/site /etc/nginx/sites-enabled/default\nsystemctl restart nginx\n"
    assert found(proxy + start, {"site": SITE})["flask"].behind == ("nginx",)
    assert found(proxy + start, {"site": SITE.replace("5000", "5001")})["flask"].behind == ()
    stopped = proxy + "systemctl stop nginx\n" + start
    assert found(stopped, {"site": SITE})["flask"].behind == ()


def test_the_second_on_a_socket_fails() -> None:
    assert set(found("apt-get install -y apache2\napt-get install -y nginx\n")) == {"apache"}
    assert set(found("apt-get install -y apache2\nservice apache2 stop\napt-get install -y nginx\n")) == {"nginx"}


def test_a_signal_to_nginx_is_no_second_one() -> None:
    assert set(found("apt-get install -y nginx\nnginx -s reload\n")) == {"nginx"}
    assert found("apt-get install -y nginx\nnginx -s stop\n") == {}


def test_what_only_asks_a_server_ends() -> None:
    script = "node_exporter --version\napt-get install -y nginx\n"
    assert set(found(script)) == {"nginx"}


def test_sshd_is_left_out() -> None:
    assert found("apt-get install -y openssh-server\nsystemctl restart ssh\n") == {}


def test_kubeadm_lets_the_kubelet_start_the_rest() -> None:
    install = "apt-get install -y kubelet kubeadm\n"
    assert found(install) == {}
    made = found(install + "kubeadm init --apiserver-advertise-address=10.0.0.5\n")
    ports = {(each.service, each.port): each.binds for each in made.values()}
    assert ports["kube-apiserver", 6443] == ("0.0.0.0", "::")
    assert ports["etcd", 2379] == ("127.0.0.1", "10.0.0.5")
    assert ports["kubelet", 10250] == ("0.0.0.0", "::")
    joined = {each.service for each in found(install + "kubeadm join 10.0.0.5:6443 --token x\n").values()}
    assert joined == {"kubelet", "kube-proxy"}


def test_a_unit_that_starts_others_is_not_in_its_own_way() -> None:
    script = "apt-get install -y kubelet kubeadm\nkubeadm init --apiserver-advertise-address=10.0.0.5\n"
    more = "\nsystemctl restart kubelet\nset -e\nsystemctl restart kubelet\napt-get install -y nginx\n"
    assert "nginx" in {each.service for each in found(script + more).values()}
    # Another server that holds one of their ports is.
    taken = "apt-get install -y nginx\nset -e\napt-get install -y apache2\nsystemctl restart apache2\n"
    assert {each.service for each in found(taken).values()} == {"nginx"}


def test_k3s_comes_by_its_installer() -> None:
    made = found("curl -sfL https://get.k3s.io | sh -s - --https-listen-port 7443\n")
    assert {each.port for each in made.values()} == {7443, 10250}
    assert found("curl -sfL https://get.k3s.io | K3S_URL=https://x:6443 sh -\n") == {}


def test_names_are_unique_in_a_project() -> None:
    one = next(iter(found("apt-get install -y nginx\n").values()))
    values = {name: getattr(one, name) for name in one._fields}

    def named(machine: str, port: int, name: str, behind: tuple[str, ...] = ()) -> Found:
        return Found(**{**values, "machine": machine, "port": port, "name": name, "behind": behind})

    insides = [
        Inside("a", (named("a", 80, "x"), named("a", 81, "y", ("x",))), (), None),
        Inside("b", (named("b", 80, "x"),), (), None),
    ]
    first, second = unique(insides)
    assert [each.name for each in first.listeners] == ["nginx-a-80", "nginx-a-81"]
    assert first.listeners[1].behind == ("nginx-a-80",)
    assert [each.name for each in second.listeners] == ["nginx-b"]
    assert [each.name for each in unique([Inside("a", (named("a", 80, "x"),), (), None)])[0].listeners] == ["nginx"]


TWO = """Vagrant.configure("2") do |config|
  config.vm.box = "ubuntu/bionic64"
  config.vm.define "one" do |one|
    one.vm.provision "shell", inline: "apt-get install -y kubelet kubeadm; kubeadm init; kubeadm token create --print-join-command > /vagrant/join.sh"
  end
  config.vm.define "two" do |two|
    FOLDER
    two.vm.provision "shell", inline: "apt-get install -y kubelet kubeadm; bash /vagrant/join.sh"
  end
end
"""


@pytest.mark.parametrize(
    ("folder", "services"),
    [("", {"kubelet", "kube-proxy"}), ('two.vm.synced_folder ".", "/vagrant", disabled: true', set())],
)
def test_what_one_machine_writes_into_a_synced_folder_the_next_one_sees(folder: str, services: set[str]) -> None:
    both = insides_of(upbringings(TWO.replace("FOLDER", folder)), Disk(ROOT), ())
    assert {each.service for each in both[1].listeners} == services


TOMCAT = "cd /opt\nwget http://x.org/apache-tomcat-8.5.4.tar.gz\ntar xzf apache-tomcat-8.5.4.tar.gz\n"
TOMCAT_STARTS = "/opt/apache-tomcat-8.5.4/bin/startup.sh\n"
ELASTIC = "cd /opt\nwget https://x.org/elasticsearch-{0}.tar.gz\ntar xf elasticsearch-{0}.tar.gz\nsudo -u vagrant /opt/elasticsearch-{0}/bin/elasticsearch -d\n"


@pytest.mark.parametrize(
    ("script", "opened"),
    [
        (TOMCAT + TOMCAT_STARTS, {8080: ("0.0.0.0", "::")}),
        (TOMCAT + "cp /vagrant/x.war apache-tomcat-8.5.4/webapps/\n" + TOMCAT_STARTS, {8080: ("0.0.0.0", "::")}),
        (TOMCAT + "cp /vagrant/server.xml apache-tomcat-8.5.4/conf/\n" + TOMCAT_STARTS, {9999: ("0.0.0.0", "::")}),
        (TOMCAT + "sed -i s/8080/9090/ apache-tomcat-8.5.4/conf/server.xml\n" + TOMCAT_STARTS, {None: None}),
        (ELASTIC.format("6.2.4"), {9200: ("127.0.0.1", "::1"), 9300: ("127.0.0.1", "::1")}),
        (ELASTIC.format("6.2.4").replace("sudo -u vagrant", ""), {}),
        (ELASTIC.format("1.7.1").replace("sudo -u vagrant", ""), {9200: ("0.0.0.0", "::"), 9300: ("0.0.0.0", "::")}),
        (ELASTIC.format("1.7.1"), {9200: ("0.0.0.0", "::"), 9300: ("0.0.0.0", "::")}),
    ],
)
def test_what_comes_out_of_an_archive(script: str, opened: dict[int | None, tuple[str, ...] | None]) -> None:
    server = '<Server port="8005"><Service><Connector port="9999" protocol="HTTP/1.1"/></Service></Server>'
    made = found(script, {"x.war": "x", "server.xml": server})
    shown = {
        each.port if isinstance(each.port, int) else None: each.binds if isinstance(each.binds, tuple) else None
        for each in made.values()
    }
    assert shown == opened


@pytest.mark.parametrize(
    ("script", "binds"),
    [
        ("sed -i s/127.0.0.1/0.0.0.0/ /etc/mysql/mysql.conf.d/mysqld.cnf\nservice mysql restart\n", ("0.0.0.0",)),
        (
            "if [ $RANDOM = 1 ]; then sed -i s/127.0.0.1/0.0.0.0/ /etc/mysql/mysql.conf.d/mysqld.cnf; service mysql restart; fi\n",
            None,
        ),
    ],
)
def test_a_start_that_may_have_other_settings_leaves_the_address_open(
    script: str, binds: tuple[str, ...] | None
) -> None:
    one = next(each for each in found(f"apt-get install -y mysql-server\n{script}").values() if each.port == 3306)
    assert (one.binds if isinstance(one.binds, tuple) else None) == binds
