"""Feed vmlint mutated Vagrantfiles, scripts, documentation, dumps and settings, and look for what no file may do.

`python tools/hostile.py [--count N] [--seed N] [--kinds NAMES] [--keep FOLDER]` writes mutants of the seeds below to
files of their kind and runs commands on them in a process of its own, with 8 s of its time and 700 MB for each.
reach the terminal.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import re
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 8.0
# vmlint's own last net is drawn at 5 s; what it catches should have had a budget of its own.
MEGABYTES = 700
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")
VAGRANTFILE = """\
Vagrant.configure("2") do |config|
  config.vm.box = "debian/bookworm64"
  config.vm.define "web" do |web|
    web.vm.network "private_network", ip: "192.168.56.10"
    web.vm.network "forwarded_port", guest: 80, host: 8080
  end
end
"""
RUBY = """\
require "yaml"
VERSION = ENV.fetch("V", "2")
nodes = [{name: "web", ip: 10, ports: [80, 443]}, {name: "db", ip: 11, ports: [5432]}]
base = "192.168.56"; text = "x" * 3
module Net; PORT = 8080; def self.at(i) = "10.0.0.#{i}"; end
Vagrant.require_version ">= 2.0", "< 3"
Vagrant.configure(VERSION) do |config|
  config.vm.box = "debian/bookworm64"
  nodes.each_with_index do |node, i|
    config.vm.define node[:name], primary: i.zero? do |m|
      m.vm.hostname = "#{node[:name]}-#{i}.local"
      m.vm.network :private_network, ip: "#{base}.#{node[:ip]}", netmask: "255.255.255.0"
      node[:ports].each { |p| m.vm.network "forwarded_port", guest: p, host: p + 8000 + i, host_ip: "127.0.0.1" }
      m.vm.provider("virtualbox") do |v|
        v.name = "%s-%02d" % [node[:name], i]; v.memory = 512 * (i + 1)
        v.customize ["modifyvm", :id, "--natpf1", "r#{i},tcp,,#{9000 + i},,80", "--nic3", "intnet"]
      end
    end
  end
  (1..3).map { |i| [i, i ** 2] }.to_h.select { |k, v| v > 1 }.each do |k, v|
    config.vm.network "forwarded_port", guest: 3000 + k, host: Net::PORT + v, id: "n#{k}", auto_correct: true
  end
  hosts = %w[a b c].product([1, 2]).flatten.join(",").split(",").sort.uniq.first(2)
  case hosts.size when 1..3 then config.vm.synced_folder ".", "/vagrant" else raise "no #{hosts.inspect}" end
  config.vm.provision "shell", inline: <<~SHELL
    echo #{text.gsub(/x/, "y")} && apt-get install -y nginx
  SHELL
  unless ENV["CI"] && !Vagrant.has_plugin?("vagrant-vbguest") then config.vbguest.auto_update = false end
  begin; data = YAML.load("a: &a [1, 2]\\nb: *a") rescue {}; ensure; data ||= {}; end
  config.vm.usable_port_range = 2200..(2200 + data.fetch("a", []).sum)
  while text.size > 0 do text = text[1..-1].to_s end
  config.vm.network "public_network", bridge: "eth0", ip: "10.1.2.#{Integer("3") + "4".to_i}"
end
"""
POSIX = """\
#!/bin/bash
set -e
name=web; ports=(8080 8081)
for i in {1..3} a,b; do
  VBoxManage createvm --name "$name-$i" --register
  VBoxManage modifyvm "$name-$i" --nic1 nat --natpf1 "web,tcp,127.0.0.1,$((8080 + i)),,80"
done
if [ "$1" = "x" ] && [[ $name == w* ]]; then VBoxManage controlvm web natpf2 "a,tcp,,1,,2"; else shift 2; fi
case $name in web) VBoxManage modifyvm ${name:-x} --nic2 hostonly --hostonlyadapter2 vboxnet0;; *) ;; esac
f() { local v=$(seq 1 3); VBoxManage natnetwork add --netname "n${v%x}" --network 10.0.5.0/24 --enable; }
f "$@" <<END
text ${name//e/i} `echo $name | tr a b`
END
while read -r x; do VBoxManage modifyvm "$x" --nic3 intnet --intnet3 lab --nicpromisc3 allow-all; done < <(echo web)
VBoxManage natnetwork modify --netname n --loopback-4 "127.0.0.1=2" --port-forward-4 "r:tcp:[]:80:[10.0.5.4]:80"
VBoxManage dhcpserver add --netname HostInterfaceNetworking-vboxnet0 --ip 192.168.56.2 --lower-ip 192.168.56.3
"""
BATCH = """\
@echo off
setlocal enabledelayedexpansion
set NAME=web
set /a PORT=8080+1
for /l %%i in (1,1,3) do (
  VBoxManage modifyvm "%NAME%%%i" --nic1 nat --natpf1 "web,tcp,,!PORT!,,80"
)
if "%1"=="" (goto :end) else call :sub %NAME:~0,2% x
for %%f in (a b c) do VBoxManage modifyvm %%~nf --nic2 hostonly
if %PORT% gtr 80 VBoxManage controlvm %NAME% natpf1 delete web & echo ^%NAME% 2>nul | find "x"
:end
"""
POWERSHELL = """\
param([string]$Name = "web", [int[]]$Ports = @(80, 443))
$vb = "$env:ProgramFiles\\Oracle\\VirtualBox\\VBoxManage.exe"
foreach ($p in 1..3) {
  & $vb modifyvm "$Name$p" --nic1 nat --natpf1 "web$p,tcp,,$(8080 + $p),,80"
}
if ($Name -eq "web" -and (-not ($p -gt 3))) { VBoxManage modifyvm $Name --nic2 hostonly } else { exit 1 }
function New-Vm([int]$n) { VBoxManage createvm --name ("vm{0}" -f $n) `
  --register }
New-Vm -n 3; @{a = 1}.a | ForEach-Object { VBoxManage startvm $_ }
$x = @'
text
'@
switch ($Name) { "web" { VBoxManage modifyvm web --natnet1 "10.1/16" } default { } }
"""
MARKDOWN = """\
# Setup

Run `VBoxManage list vms`, then:

```console
$ VBoxManage modifyvm web --nic1 nat --natpf1 "web,tcp,,8080,,80"
# VBoxManage controlvm web poweroff
```

~~~ bat
C:\\> VBoxManage modifyvm web --nic2 hostonly
~~~

    VBoxManage natnetwork add --netname n --network 10.0.5.0/24
> ```powershell
> PS C:\\> & "VBoxManage" startvm web
> ```
"""
SHOWVMINFO = """\
name="web"
groups="/"
ostype="Debian (64-bit)"
VMState="running"
natnet1="nat"
macaddress1="080027AABBCC"
cableconnected1="on"
nic1="nat"
nictype1="82540EM"
Forwarding(0)="ssh,tcp,127.0.0.1,2222,,22"
Forwarding(1)="web,tcp,,8080,,80"
hostonlyadapter2="vboxnet0"
nic2="hostonly"
nic3="none"
"""
HUMAN = """\
Name:                        web
Groups:                      /
Guest OS:                    Debian (64-bit)
State:                       running (since 2024-01-01T00:00:00.000000000)
NIC 1:                       MAC: 080027AABBCC, Attachment: NAT, Cable connected: on, Promisc Policy: deny
NIC 1 Settings:  MTU: 0, Socket (send: 64, receive: 64), TCP Window (send:64, receive: 64)
NIC 1 Rule(0):   name = s, protocol = tcp, host ip = 127.0.0.1, host port = 2222, guest ip = , guest port = 22
NIC 2:                       MAC: 080027DDEEFF, Attachment: Host-only Interface 'vboxnet0', Cable connected: on
NIC 3:                       disabled
"""
LISTS = """\
NetworkName:    n
IP:             10.0.5.1
Network:        10.0.5.0/24
IPv6 Enabled:   No
DHCP Enabled:   Yes
Enabled:        Yes
Port-forwarding (ipv4)
        r:tcp:[]:80:[10.0.5.4]:80
loopback mappings (ipv4)
        127.0.0.1=2

Name:            vboxnet0
GUID:            786f6276-656e-4074-8000-0a0027000000
DHCP:            Disabled
IPAddress:       192.168.56.1
NetworkMask:     255.255.255.0
VBoxNetworkName: HostInterfaceNetworking-vboxnet0
"""
VBOX = """\
<?xml version="1.0"?>
<VirtualBox xmlns="http://www.virtualbox.org/" version="1.16-linux">
  <Machine uuid="{a}" name="web" OSType="Debian_64" snapshotFolder="Snapshots">
    <Hardware>
      <Network>
        <Adapter slot="0" enabled="true" MACAddress="080027AABBCC" type="82540EM">
          <NAT localhost-reachable="true">
            <Forwarding name="web" proto="1" hostport="8080" guestport="80"/>
          </NAT>
        </Adapter>
        <Adapter slot="1" enabled="true" cable="true"><HostOnlyInterface name="vboxnet0"/></Adapter>
      </Network>
    </Hardware>
    <!-- a comment --><![CDATA[text]]>
  </Machine>
</VirtualBox>
"""
NETWORKS = "* 10.0.0.0/8 192.168.0.0/16\n* fe80::/64\n# all\n* 0.0.0.0/0 ::/0\n"
SETTINGS = """\
apps:
  web: {machine: web, port: 80, bind: "0.0.0.0", reach_from: [host, lan], protocol: tcp, path: /}
  db: {port: 5432, bind: 127.0.0.1}
host:
  os: linux
  virtualbox: "7.0"
  lan: 192.168.1.5/24
assume:
  env: {PORT: "80", VAGRANT_VAGRANTFILE: Vagrantfile}
  plugins: [vagrant-hostmanager]
rules: {port-without-listener: off}
exclude: ["**/x", "!y"]
sources: [Vagrantfile, {path: a.vbox, machines: {web: web}}]
"""
BASELINE = (
    '{"schema": 1, "findings": [{"fingerprint": "a", "count": 1, "rule": "r", "path": "gone", "line": 3,'
    ' "message": "m"}]}'
)
IGNORED = "*.log\n/build/\n!keep\n**/x/**/y\n[a-z]*.tmp\nfoo\\ \n"
SEEDS = {
    "sh": ("run.sh", POSIX), "bat": ("run.bat", BATCH), "ps1": ("run.ps1", POWERSHELL), "md": ("README.md", MARKDOWN),
    "machine": ("web.txt", SHOWVMINFO), "human": ("human.txt", HUMAN), "lists": ("lists.txt", LISTS),
    "vbox": ("web.vbox", VBOX), "networks": ("networks.conf", NETWORKS), "settings": ("vmlint.yaml", SETTINGS),
    "baseline": ("baseline.json", BASELINE), "ignored": (".gitignore", IGNORED), "ruby": ("Vagrantfile", RUBY),
}  # fmt: skip
COMMANDS = {
    "settings": (["check"], ["reach"], ["settings"], ["render", "--as", "vboxmanage"], ["check", "--format", "json"]),
    "baseline": (["check", "--baseline", "baseline.json"],),
    "ignored": (["check", "."],),
    "ruby": (["check"], ["inspect"], ["reach"], ["fix", "--diff", "--unsafe-fixes"], ["render"]),
}
PLAIN = (["check", "{}"], ["check", "--format", "json", "{}"], ["inspect", "{}"], ["reach", "{}"],
         ["render", "--as", "vboxmanage", "{}"], ["fix", "--diff", "--unsafe-fixes", "{}"])  # fmt: skip
WORDS = (
    "²", "９", "٣", "9" * 5000, "-" + "9" * 400, "1e999", "NaN", "Infinity", ".nan", ".inf", "0x" + "f" * 5000,
    "0" * 5000 + "1", "\x1b[31m", "\x9b2J", "\x07", "\u2028", "\u202e", "\0", "\r", "\ud800", "\udcff", "{1..9}",
    "{a,b}", "{1..99999999}", "{" * 50, "(" * 500, "[" * 500, "$(" * 200, "${" * 200, "((", "[int]", "[[", "`",
    "```\n", "~~~\n", "\n$ # x\n", "$ # x", "VBoxManage ", "VBoxManage modifyvm web --nic", "shift ", "$((", "$[",
    "<<E\n", "\\\n", "^\n", "if(", "if ", "for i in ", "do\n", "done\n", "{", "}", "(", ")", "%", "%%", "!", "&&",
    "||", "|", ";", '"', "'", "\\", "${x:", "${x//a*a*/b}", "${x%%*a*a*a*a*b}", "~0,", "=~", "*", "?", "**/",
    "a?" * 30, "*a" * 40, "&a [*a]", "*a", "!!int ", "? ", "- ", ": ", "<<: ",
    "<!DOCTYPE a [<!ENTITY b '&c;&c;'>]>", "&b;", "&#0;", "]]>", "<!--", "<a>" * 300, "/0", "256.1.1.1",
    "1.2.3.4/33", "::1%eth0", "--natpf1", ",tcp,,99999,,1", "seq 1 999999999 ", "--nic999999999999999999999 nat ",
    "--natpf0 ", " * 10**9", "**99999", ".to_a", ".times", "(1..10**8)", ".each { |x| ", "loop { ", "while true\n",
    "\"x\" * 10**9", ".product(", ".permutation", ".combination(9)", " << text", "#{", "}", "%w[", "<<~X\n", "/(a+)+$/",
    ".inject(:*)", "def f(n) f(n) end; f(1)\n", "->(x) { ", "end\n", " rescue ", " if ", "=begin\n", "__END__\n",
    ".cycle", ".inspect", ".freeze", ".pack(\"C*\")", "99999999999999999999", "1e400", "Float::NAN",
    "Rule(99999999999999)", 'Forwarding(99999999999)="', 'slot="99999"', "--loopback-4 1.1.1.1=²",
)  # fmt: skip


class TooLong(BaseException):
    """A case took more than its time."""


def mutant(text: str, others: list[str], chance: random.Random) -> str:
    """Return TEXT changed in one to eight places."""
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((0, 1, 3, 10, 40)))
        kind = chance.randrange(7)
        if kind == 0:
            text = text[:start] + text[end:]
        elif kind == 1:
            text = text[:start] + chance.choice(WORDS) + text[start:]
        elif kind == 2:
            text = text[:start] + chance.choice(WORDS) + text[end:]
        elif kind == 3:
            times = chance.choice((2, 5, 20, 200, 2000))
            text = text[:start] + text[start:end] * times + text[end:]
        elif kind == 4:
            text = text[:start] + chance.choice(WORDS) * chance.choice((2, 20, 200)) + text[end:]
        elif kind == 5:
            digits = [found.span() for found in re.finditer(r"\d+", text)]
            if digits:
                first, last = chance.choice(digits)
                text = text[:first] + chance.choice(WORDS[:14]) + text[last:]
        else:
            other = chance.choice(others)
            cut = chance.randrange(len(other) + 1)
            text = text[:start] + other[cut : cut + chance.choice((5, 50, 500))] + text[end:]
        text = text[:1_000_000]
    return text


def alarm(_: int, __: object) -> None:
    raise TooLong


@contextmanager
def captured() -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    """Give standard output and error that are kept."""
    kept = io.BytesIO(), io.BytesIO()
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (io.TextIOWrapper(each, encoding="utf-8", write_through=True) for each in kept)
    try:
        yield kept
    finally:
        # Detached, or what they wrote to is closed with them.
        sys.stdout.detach()
        sys.stderr.detach()
        sys.stdout, sys.stderr = before


def judged(command: list[str]) -> str:
    """Run one command; return what is wrong with what it did, empty if nothing."""
    from vmlint.commands.cli import run

    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    with captured() as (out, err):
        try:
            status = run(command)
        except TooLong:
            import traceback

            return "too long: " + " < ".join(
                f"{at.name}:{at.lineno}" for at in traceback.extract_tb(sys.exc_info()[2])[-1:-4:-1]
            )
        except MemoryError:
            return "too much memory"
        except SystemExit as end:
            status = int(end.code or 0)
        except BaseException as error:
            return f"{type(error).__name__}: {error}"[:200]
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
    if status == 3:
        words = err.getvalue().decode("utf-8", "replace")
        return "exit 3: " + next((line for line in words.splitlines() if "internal error" in line), words[:200])[-200:]
    stopped = re.search(rb"(?:reading|checking|fixing|answering for) it takes more[^:]*", err.getvalue())
    if stopped:
        return f"the last net: {stopped[0].decode()}"
    written = err.getvalue() + (b"" if "--diff" in command or "render" in command else out.getvalue())
    if RAW.search(written.decode("utf-8", "surrogateescape")):
        return "raw characters on the terminal"
    return ""


def child(kind: str, text: str, folder: Path, name: str) -> list[tuple[str, str]]:
    """Write one mutant and run its commands."""
    for old in folder.iterdir():
        old.unlink()
    (folder / "Vagrantfile").write_text(VAGRANTFILE)
    (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    found = []
    for command in COMMANDS.get(kind, PLAIN):
        wrong = judged([word.format(name) if word == "{}" else word for word in command])
        if wrong:
            found.append((" ".join(command[:3]), wrong))
    return found


def worker(cases: list[tuple[int, str, str, str]], pipe: int) -> None:
    """Do the cases, one line of JSON for each."""
    signal.signal(signal.SIGPROF, alarm)
    import vmlint.commands.cli  # noqa: F401

    with tempfile.TemporaryDirectory() as made, os.fdopen(pipe, "w") as stream:
        os.chdir(made)
        for number, kind, name, text in cases:
            size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
            resource.setrlimit(resource.RLIMIT_AS, (size + MEGABYTES * 2**20, resource.RLIM_INFINITY))
            stream.write(json.dumps([number, child(kind, text, Path(made), name)]) + "\n")
            stream.flush()
        os.chdir("/")


def run_batch(cases: list[tuple[int, str, str, str]]) -> Iterator[tuple[int, list[list[str]]]]:
    """Run cases in a process of their own; yield what is wrong with each; a case that kills the process is one, too."""
    while cases:
        reading, writing = os.pipe()
        process = os.fork()
        if process == 0:
            os.close(reading)
            os.nice(10)
            status = 0
            try:
                worker(cases, writing)
            except BaseException as error:
                print(f"the worker: {type(error).__name__}: {error}", file=sys.__stderr__)
                status = 1
            os._exit(status)
        os.close(writing)
        done = 0
        with os.fdopen(reading) as stream:
            for line in stream:
                number, found = json.loads(line)
                done += 1
                yield number, found
        _, status = os.waitpid(process, 0)
        if done < len(cases):
            yield cases[done][0], [["all", f"the process ended with {status}"]]
            done += 1
        cases = cases[done:]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=1000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--kinds", default=",".join(SEEDS))
    options.add_argument("--keep", default="")
    given = options.parse_args()
    chance = random.Random(given.seed)
    others = [text for _, text in SEEDS.values()]
    kinds = given.kinds.split(",")
    cases = []
    for number in range(given.count):
        kind = kinds[number % len(kinds)]
        name, text = SEEDS[kind]
        cases.append((number, kind, name, mutant(text, others, chance)))
    counts: Counter[str] = Counter()
    began = time.monotonic()
    for at in range(0, len(cases), 50):
        batch = cases[at : at + 50]
        known = {number: (kind, name, text) for number, kind, name, text in batch}
        for number, found in run_batch(batch):
            kind, name, text = known[number]
            for command, wrong in found:
                key = f"{kind}: {wrong}"
                counts[key] += 1
                if counts[key] == 1:
                    print(f"{number} {command}: {key}", flush=True)
                    if given.keep:
                        Path(given.keep).mkdir(parents=True, exist_ok=True)
                        (Path(given.keep) / f"{given.seed}-{number}-{name}").write_bytes(
                            text.encode("utf-8", "surrogatepass")
                        )
    print(json.dumps(dict(counts.most_common()), indent=1, ensure_ascii=True))
    print(f"{len(cases)} cases, {sum(counts.values())} wrong, {time.monotonic() - began:.0f} s")
    return 1 if counts else 0


if __name__ == "__main__":
    sys.exit(main())
