"""Network namespaces without names: they end with the process that made them, however it ends."""

from __future__ import annotations

import ctypes
import fcntl
import os
import socket
import struct
import subprocess
import time
from contextlib import contextmanager

_LIBC = ctypes.CDLL(None, use_errno=True)
_NEW_NETWORK = 0x40000000
_GET_FLAGS, _RUNNING = 0x8913, 0x40

_KERNEL = {
    "ipv4/ip_forward": 0,
    "ipv4/conf/all/rp_filter": 0,
    "ipv4/conf/default/rp_filter": 0,
    "ipv4/icmp_ratelimit": 0,
    "ipv4/icmp_ratemask": 0,
    "ipv6/icmp/ratelimit": 0,
    "ipv6/conf/all/forwarding": 0,
    "ipv6/conf/default/accept_dad": 0,
    "ipv6/conf/all/disable_ipv6": 0,
}
# A neighbour that does not answer takes a kernel left alone three seconds to give up.
_NEIGHBOUR = {"retrans_time_ms": 100, "mcast_solicit": 3, "ucast_solicit": 3}


def _checked(result):
    if result:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


@contextmanager
def inside(namespace=None):
    """Put the calling thread, its sockets and the programs that it starts into a namespace, or into a new one."""
    before = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
    try:
        _checked(_LIBC.unshare(_NEW_NETWORK) if namespace is None else _LIBC.setns(namespace, _NEW_NETWORK))
        yield
    finally:
        _LIBC.setns(before, _NEW_NETWORK)
        os.close(before)


def new_namespace():
    """Return an open file that is a fresh namespace."""
    with inside():
        namespace = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
        _set(_KERNEL)
    return namespace


def _set(values):
    for name, value in values.items():
        with open(f"/proc/sys/net/{name}", "w") as file:
            file.write(str(value))


def configure(namespace, lines):
    """Run commands of ``ip`` there."""
    with inside(namespace):
        done = subprocess.run(["ip", "-batch", "-"], input="\n".join(lines) + "\n", capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"ip: {done.stderr.strip()}")


def wait_for(namespace, devices):
    """Shorten the wait for neighbours that do not answer, and wait until DEVICES run."""
    with inside(namespace), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        for device in devices:
            _set({f"{v}/neigh/{device}/{name}": value for v in ("ipv4", "ipv6") for name, value in _NEIGHBOUR.items()})
            request = struct.pack("16s16x", device.encode())
            while not struct.unpack("16xH14x", fcntl.ioctl(sock, _GET_FLAGS, request))[0] & _RUNNING:
                time.sleep(0.005)
