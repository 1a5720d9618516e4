"""The two ends of a connection: servers that answer whatever they hear, and clients that say what they see."""

from __future__ import annotations

import errno
import selectors
import socket
from contextlib import ExitStack, suppress

from .namespaces import inside

_NO_WAY = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL)


def socket_for(protocol, address, port):
    """Return a socket of the address's family, and the address as the kernel takes it."""
    kind = socket.SOCK_DGRAM if protocol == "udp" else socket.SOCK_STREAM
    family, kind, _, _, target = socket.getaddrinfo(address, port, type=kind, flags=socket.AI_NUMERICHOST)[0]
    return socket.socket(family, kind), target


def listen(protocol, address, port, *, v6only=False):
    """Return a socket that listens; OSError where the kernel refuses."""
    sock, target = socket_for(protocol, address, port)
    if protocol == "tcp":
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if v6only:
        sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    try:
        sock.bind(target)
    except OSError:
        sock.close()
        raise
    if protocol == "tcp":
        sock.listen(64)
    return sock


def serve(sockets, stop):
    """Answer whoever sends something to one of SOCKETS, until STOP can be read."""
    with selectors.DefaultSelector() as ready, ExitStack() as stack:
        for sock in [*sockets, stop]:
            stack.enter_context(sock)
            sock.setblocking(False)
            accepts = sock is not stop and sock.type == socket.SOCK_STREAM
            ready.register(sock, selectors.EVENT_READ, "connections" if accepts else "data")
        while True:
            for key, _ in ready.select():
                if key.fileobj is stop:
                    return
                with suppress(OSError):
                    _answer(ready, stack, key.fileobj, key.data)


def _answer(ready, stack, sock, what):
    if what == "connections":
        ready.register(stack.enter_context(sock.accept()[0]), selectors.EVENT_READ, "data")
    elif sock.type == socket.SOCK_DGRAM:
        sock.sendto(b"pong", sock.recvfrom(2048)[1])
    else:
        ready.unregister(sock)
        with sock:
            sock.recv(2048)
            sock.sendall(b"pong")


def see(namespace, protocol, address, port, patience):
    """Return what a client sees that sends one line and waits PATIENCE seconds for an answer."""
    connected = False
    with ExitStack() as stack:
        try:
            with inside(namespace):
                sock, target = socket_for(protocol, address, port)
            stack.enter_context(sock)
            sock.settimeout(patience)
            sock.connect(target)
            connected = protocol == "tcp"
            sock.sendall(b"ping\n")
            return "served" if sock.recv(2048) else "reset"
        except ConnectionRefusedError:
            return "refused"
        except (ConnectionResetError, BrokenPipeError):
            return "reset"
        except TimeoutError:
            return "hang" if connected else "timeout"
        except OSError as error:
            return "unreachable" if error.errno in _NO_WAY else f"error {errno.errorcode[error.errno]}"
