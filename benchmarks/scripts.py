"""How long a script, a dump or a settings file takes by its size: the curve has to be a line up to 10 MB.

python benchmarks/scripts.py            # the table of benchmarks/README.md
python benchmarks/scripts.py --quick    # up to 1 MB
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time

SIZES = (100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)
QUICK = 1_000_000


def posix(number: int) -> str:
    """One machine of a shell script, with what such scripts have; there are 40, made again and again."""
    return (
        f"# machine {number}\nVM=dev{number % 40}\nPORT=$((8000 + {number} % 40))\n"
        'VBoxManage createvm --name "$VM" --register\n'
        'VBoxManage modifyvm "$VM" --nic1 nat --memory 1024 --cpus 2 \\\n'
        '    --natpf1 "web,tcp,127.0.0.1,$PORT,,80"\n'
        'for i in 2 3; do VBoxManage modifyvm "$VM" --nic$i intnet --intnet$i "lan$i"; done\n'
        'if [ "$VM" = nothing ]; then echo "$VM"; fi\n'
    )


def batch(number: int) -> str:
    """The same for batch."""
    return (
        f"rem machine {number}\r\nset VM=dev{number % 40}\r\n"
        'VBoxManage createvm --name "%VM%" --register\r\n'
        f'VBoxManage modifyvm "%VM%" --nic1 nat --memory 1024 ^\r\n  --natpf1 "web,tcp,,{8000 + number % 40},,80"\r\n'
        'for %%i in (2 3) do VBoxManage modifyvm "%VM%" --nic%%i intnet --intnet%%i "lan%%i"\r\n'
        'if "%VM%"=="nothing" (echo %VM%)\r\n'
    )


def powershell(number: int) -> str:
    """The same for PowerShell."""
    return (
        f'# machine {number}\n$vm = "dev{number % 40}"\n& VBoxManage createvm --name $vm --register\n'
        f'& VBoxManage modifyvm $vm --nic1 nat --memory 1024 `\n  --natpf1 "web,tcp,,{8000 + number % 40},,80"\n'
        'foreach ($i in 2..3) { & VBoxManage modifyvm $vm "--nic$i" intnet "--intnet$i" "lan$i" }\n'
        'if ($vm -eq "nothing") { Write-Host $vm }\n'
    )


def dump(number: int) -> str:
    """One machine of ``showvminfo --machinereadable``."""
    return (
        f'name="dev{number % 40}"\nostype="Debian (64-bit)"\nUUID="c3e8a6f0-1f3a-4d4e-8b7d-{number:012x}"\n'
        'VMState="running"\nnatnet1="nat"\nmacaddress1="080027AABBCC"\ncableconnected1="on"\nnic1="nat"\n'
        f'nictype1="82540EM"\nForwarding(0)="ssh,tcp,,{2200 + number % 40},,22"\n'
        f'Forwarding(1)="web,tcp,,{8000 + number % 40},,80"\n'
        'nic2="none"\nnic3="none"\nnic4="none"\nhidpointing="ps2mouse"\nuart1="off"\n'
    )


def settings(number: int) -> str:
    """One thing of a settings file: a NAT rule of the first 200, then what has no say in the network."""
    if number > 200:
        return f'<ExtraDataItem name="GUI/LastGuestSizeHint{number}" value="1024,768"/>\n'
    return (
        f'<Forwarding name="rule{number}" proto="1" hostip="127.0.{number >> 8 & 255}.{number & 255}" '
        f'hostport="{1024 + number % 60000}" guestport="80"/>\n'
    )


HEAD = (
    '<?xml version="1.0"?>\n<VirtualBox xmlns="http://www.virtualbox.org/" version="1.19-linux"><Machine name="dev">'
    '<Hardware><Network><Adapter slot="0" enabled="true"><NAT>\n'
)
KINDS = {
    "sh": (posix, "x.sh", "", ""),
    "batch": (batch, "x.bat", "", ""),
    "PowerShell": (powershell, "x.ps1", "", ""),
    "showvminfo": (dump, "x.txt", "", ""),
    ".vbox": (settings, "x.vbox", HEAD, "</NAT></Adapter></Network></Hardware></Machine></VirtualBox>\n"),
}


def text_of(kind: str, size: int) -> tuple[str, str]:
    """Return the name and the text of a file of about SIZE bytes."""
    make, name, head, tail = KINDS[kind]
    parts, length, number = [head], 0, 0
    while length < size:
        number += 1
        parts.append(make(number))
        length += len(parts[-1])
    return name, "".join((*parts, tail))


def measure(path: str) -> tuple[float, float]:
    """Return seconds and megabytes that ``inspect`` of a file takes in a process of its own."""
    started = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    command = [sys.executable, "-m", "vmlint", "check", "-q", "--fail-on", "never", "--output", os.devnull, path]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return time.perf_counter() - started, max(used, before) / 1024


def main(arguments: list[str]) -> None:
    """Print the table."""
    sizes = [size for size in SIZES if size <= QUICK or "--quick" not in arguments]
    print("| kind | " + " | ".join(f"{size / 1e6:g} MB" for size in sizes) + " | seconds a MB, first and last |")
    print("|---|" + "---|" * (len(sizes) + 1))
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            cells, rates = [], []
            for size in sizes:
                name, text = text_of(kind, size)
                path = os.path.join(folder, name)
                with open(path, "w", encoding="utf-8", newline="") as stream:
                    stream.write(text)
                seconds, _ = measure(path)
                cells.append(f"{seconds:.2f} s")
                rates.append(seconds / (size / 1e6))
            print(f"| {kind} | " + " | ".join(cells) + f" | {rates[0]:.2f}, {rates[-1]:.2f} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
