"""Programs that change the machine in other ways."""

from __future__ import annotations

from tests.guest.programs.world import World, run


def test_settings_of_the_kernel_are_kept():
    world = World({"/etc/sysctl.conf": "# x\nnet.ipv4.ip_forward = 1\nnet.ipv6.conf.all.disable_ipv6=1\n"})
    run(world, "sysctl -w net.ipv4.conf.eth0.route_localnet=1")
    run(world, "sysctl -p")
    assert [each[:3] for each in world.guest.extra["sysctl"]] == [
        ("net.ipv4.conf.eth0.route_localnet", "1", True),
        ("net.ipv4.ip_forward", "1", True),
        ("net.ipv6.conf.all.disable_ipv6", "1", True),
    ]
    run(World(), "sysctl -p")


def test_addresses_are_kept():
    world = World()
    run(world, "ip addr add 192.168.56.9/24 dev eth1")
    run(world, "ifconfig eth2 10.9.8.7 netmask 255.255.255.0 up")
    run(world, "ip addr show eth1")
    run(world, "ifconfig eth1")
    assert [each[:3] for each in world.guest.extra["addresses"]] == [
        ("192.168.56.9", "eth1", True),
        ("10.9.8.7", "eth2", True),
    ]


def test_the_table_of_cron_is_a_file():
    world = World()
    run(world, "crontab -u web -", stdin="@reboot /srv/run.sh\n0 * * * * date\n")
    assert world.text("/var/spool/cron/crontabs/web").text.startswith("@reboot /srv/run.sh\n")
    assert run(world, "crontab -l -u web").printed.text.startswith("@reboot")
    assert run(world, "crontab -l").status is False
    run(world, "crontab -r -u web")
    assert not world.files


def test_servers_are_stopped_by_name():
    world = World()
    run(world, "pkill -f gunicorn")
    run(world, "killall -HUP nginx")
    run(world, "killall -9 node")
    assert world.acted == [("kill", "gunicorn"), ("kill", "node")]


def test_a_restart_may_end_what_is_sure():
    for line in ("reboot", "shutdown -r now", "init 6", "systemctl reboot", "shutdown -h +0"):
        world = World()
        run(world, line)
        assert world.may_be_over, line
    for line in ("shutdown -c", "init q", "shutdown -r +5"):
        world = World()
        run(world, line)
        assert not world.may_be_over, line


def test_firewalls_change_nothing_here():
    world = World()
    assert run(world, "ufw allow 80").taken
    assert run(world, "iptables -A INPUT -p tcp --dport 80 -j DROP").status
    assert not world.notes


def test_who_sleeps_for_ever_never_ends():
    assert run(World(), "sleep infinity").endless
    assert not run(World(), "sleep 5").endless
