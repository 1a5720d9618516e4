"""What answers at a place: the socket that the kernel picks, or why there is none."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.ip import ANY_V6
from vmlint.model.trace import Disposition

if TYPE_CHECKING:
    from vmlint.analysis.world import Node, Server, Socket
    from vmlint.basics.text import Span
    from vmlint.model.ip import Address

OTHER = {"tcp": "udp", "udp": "tcp"}


class Picked:
    """The socket that gets what is sent to an address and a port; ``doubt``: why that is not sure."""

    __slots__ = ("doubt", "socket")

    def __init__(self, socket: Socket | None, doubt: str = "") -> None:
        self.socket = socket
        self.doubt = doubt


def pick(node: Node, protocol: str, address: Address, port: int) -> Picked:
    """Return the socket of NODE that gets it: one bound to the very address before one bound to all."""
    best: Socket | None = None
    doubtful: Socket | None = None
    rivals: list[Socket] = []
    for socket in node.at(protocol, port):
        if not socket.accepts(address):
            continue
        if socket.doubt:
            doubtful = doubtful or socket
            continue
        rivals.append(socket)
        if best is None or (best.wildcard and not socket.wildcard):
            best = socket
    if doubtful is not None and (best is None or best.wildcard or doubtful.forward is not None):
        return Picked(doubtful, doubtful.doubt)
    if best is None and node.guesses and not node.at(protocol, port):
        return Picked(None, node.guesses)
    return Picked(best)


def why_nobody(
    node: Node, protocol: str, address: Address, port: int, shown: str = ""
) -> tuple[Disposition, str, Span | None]:
    """Return why nothing at NODE gets it: cause, in words, and the place that says so."""
    text = (shown or address.at(port)) + ("/udp" if protocol == "udp" else "")
    here = node.at(protocol, port)
    for socket in here:
        if socket.server is not None:
            words = f"{describe(socket)} only, not on {text}{_about_names(socket.server)}"
            return Disposition.WRONG_BIND_ADDRESS, words, socket.span
    for socket in node.at(OTHER.get(protocol, ""), port):
        if socket.server is not None:
            words = f"{describe(socket)} for {socket.protocol.upper()}, not for {protocol.upper()}"
            return Disposition.WRONG_TRANSPORT, words, socket.span
    for socket in here:
        forward = socket.forward
        if forward is not None:
            if address >= ANY_V6:
                words = f"the forward of {forward.machine} listens on IPv4 alone, not on {text}"
                return Disposition.FORWARD_IS_IPV4_ONLY, words, forward.span
            words = f"the forward of {forward.machine} listens on {socket.address.at(port)} only, not on {text}"
            return Disposition.NOT_FORWARDED, words, forward.span
    for socket in node.at(OTHER.get(protocol, ""), port):
        forward = socket.forward
        if forward is not None:
            words = f"the forward of {forward.machine} is for {forward.protocol.upper()}, not for {protocol.upper()}"
            return Disposition.WRONG_TRANSPORT, words, forward.span
    return Disposition.NO_LISTENER, f"nothing listens on {text}", None


def describe(socket: Socket) -> str:
    """Return ``web listens on 127.0.0.1:5000``."""
    server = socket.server
    if server is None:
        return f"something listens on {socket.address.at(socket.port)}"
    where = " and ".join(_bind_text(bind, server.port) for bind in server.binds)
    return f"{server.name} listens on {where}"


def _about_names(server: Server) -> str:
    """Say what a name means that a server is bound to, for it looks like something that everybody reaches."""
    names = [bind.lower() for bind in server.binds]
    if "localhost" in names:
        return "; `localhost` is a name for loopback, and may be ::1 alone"
    if "hostname" in names:
        return "; /etc/hosts maps the hostname to a loopback address, as 127.0.1.1"
    return ""


def _bind_text(bind: str, port: int) -> str:
    return f"[{bind}]:{port}" if ":" in bind and not bind.startswith("[") else f"{bind}:{port}"
