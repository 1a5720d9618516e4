"""The text of NAT rules: ``name,tcp,127.0.0.1,2222,,22`` of an adapter, ``name:tcp:[]:1022:[10.0.2.4]:22`` of a net.

The languages are those of grammars/natpf.lark and grammars/natnetwork_forward.lark; a test holds both against them.
These few lines take their place where start-up counts, and say of what is no rule where it goes wrong.
"""

from __future__ import annotations

from vmlint.basics.record import Record

PROTOCOLS = ("tcp", "udp")
FIELDS = ("name", "protocol", "host IP", "host port", "guest IP", "guest port")
SHAPE = "NAME,tcp|udp,[HOST IP],HOST PORT,[GUEST IP],GUEST PORT"
NETWORK_SHAPE = "NAME:tcp|udp:[HOST IP]:HOST PORT:[GUEST IP]:GUEST PORT"
_BLANKS = " \t\n\v\f\r"
_QUOTES = ('"', "'")


class Field(Record):
    """One field of a rule, blanks around it left out: its text, and where in the rule it stands."""

    __slots__ = ("text", "start", "end")
    text: str
    start: int
    end: int


class Mistake(Record):
    """What is wrong with a rule, and where in its text.

    ``fatal``: VirtualBox refuses it; ``mild``: VirtualBox takes it as it is.
    """

    __slots__ = ("message", "start", "end", "fatal", "mild")
    message: str
    start: int
    end: int
    fatal: bool
    mild: bool


class RuleText(Record):
    """A rule in its six fields."""

    __slots__ = ("name", "protocol", "host_ip", "host_port", "guest_ip", "guest_port")
    name: Field
    protocol: Field
    host_ip: Field
    host_port: Field
    guest_ip: Field
    guest_port: Field

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields in their order."""
        return self.name, self.protocol, self.host_ip, self.host_port, self.guest_ip, self.guest_port

    @property
    def known_as(self) -> str:
        """The name that VirtualBox gives a rule without one: ``tcp_8080_80``."""
        if self.name.text:
            return self.name.text
        return f"{self.protocol.text.lower()}_{self.host_port.text}_{self.guest_port.text}"


def parse_natpf(text: str) -> RuleText | Mistake:
    """Return the fields of an adapter's rule, or why it is none: it has five commas, no more and no less."""
    parts = text.split(",")
    if len(parts) != len(FIELDS):
        return _wrong_count(text, parts)
    fields, at = [], 0
    for part in parts:
        fields.append(_stripped(part, at))
        at += len(part) + 1
    return RuleText(*fields)


def _stripped(part: str, at: int) -> Field:
    bare = part.strip(_BLANKS)
    start = at + len(part) - len(part.lstrip(_BLANKS)) if bare else at
    return Field(bare, start, start + len(bare))


def _wrong_count(text: str, parts: list[str]) -> Mistake:
    commas = len(parts) - 1
    if commas < len(FIELDS) - 1:
        missing = f"after `{parts[-1].strip()}`" if parts[-1].strip() else "at its end"
        if commas == 0 and text.count(":") >= len(FIELDS) - 1:
            return Mistake(
                "the rule of an adapter has commas between its fields; colons are for NAT networks",
                0,
                len(text),
                True,
                False,
            )
        plural = "comma" if commas == 1 else "commas"
        message = f"the rule has {commas} {plural} instead of 5, so it ends {missing}"
        return Mistake(f"{message}: write {SHAPE}", 0, len(text), True, False)
    extra = sum(len(part) + 1 for part in parts[: len(FIELDS)]) - 1
    message = f"the rule has {commas} commas instead of 5 (a name can hold none): write {SHAPE}"
    return Mistake(message, extra, len(text), True, False)


def print_natpf(rule: RuleText) -> str:
    """Return the rule as VBoxManage takes it."""
    return ",".join(field.text for field in rule.fields)


def parse_network_forward(text: str) -> RuleText | Mistake:
    """Return the fields of a NAT network's forward, or why it is none; the brackets round the addresses are literal."""
    at, fields = 0, []
    for index, what in enumerate(FIELDS):
        in_brackets = what.endswith("IP")
        if in_brackets and text[at : at + 1] != "[":
            return Mistake(
                f"the {what} stands in brackets, `[]` where there is none: write {NETWORK_SHAPE}",
                at,
                len(text),
                True,
                False,
            )
        start = at + in_brackets
        end = text.find("]" if in_brackets else ":", start)
        if index == len(FIELDS) - 1:
            end = len(text)
        if end < 0:
            missing = "a `]`" if in_brackets else f"the {FIELDS[index + 1]}"
            return Mistake(f"the forward lacks {missing}: write {NETWORK_SHAPE}", at, len(text), True, False)
        fields.append(_stripped(text[start:end], start))
        at = end + 1
        if in_brackets:
            if text[at : at + 1] != ":":
                return Mistake(
                    f"behind the {what} in its brackets a `:` follows: write {NETWORK_SHAPE}",
                    at,
                    len(text),
                    True,
                    False,
                )
            at += 1
    return RuleText(*fields)


def print_network_forward(rule: RuleText) -> str:
    """Return the forward as ``natnetwork --port-forward-4`` takes it."""
    name, protocol, host_ip, host_port, guest_ip, guest_port = (field.text for field in rule.fields)
    return f"{name}:{protocol}:[{host_ip}]:{host_port}:[{guest_ip}]:{guest_port}"


def port_of(field: Field) -> int | None:
    """Return the port that a field names, None for what is none."""
    text = field.text
    if not text.isascii() or not text.isdigit() or len(text) > 9 or text[0] == "0":
        return None
    number = int(text)
    return number if 0 < number < 65536 else None


def mistakes_in(rule: RuleText) -> list[Mistake]:
    """Return what is wrong with the protocol and the ports of a rule that has all its fields."""
    found = []
    if rule.protocol.text.lower() not in PROTOCOLS:
        shown = f"`{rule.protocol.text}`" if rule.protocol.text else "nothing"
        found.append(_at(rule.protocol, f"the protocol is tcp or udp, not {shown}", fatal=True))
    if rule.name.text.startswith(_QUOTES):
        found.append(_at(rule.name, f"the quotes are part of the name: it is {rule.name.text}", mild=True))
    for field, what in ((rule.host_port, "host port"), (rule.guest_port, "guest port")):
        if port_of(field) is None and not _hexadecimal(field.text):
            found.append(_at(field, _port_message(field.text, what)))
    return found


def _hexadecimal(text: str) -> bool:
    return text[:2].lower() == "0x" and len(text) > 2


def _port_message(text: str, what: str) -> str:
    if not text:
        return f"the rule has no {what}: VirtualBox takes it for 0, and nothing gets through"
    if not text.strip("0"):
        return f"the {what} is 0, and nothing gets through"
    if text.isascii() and text.isdigit() and text[0] == "0":
        return f"the {what} `{text}` begins with 0: VirtualBox reads it as an octal number"
    if text.isascii() and text.isdigit():
        return f"the {what} {text} is above 65535: VirtualBox takes it for another one"
    return f"the {what} `{text}` is no number: VirtualBox takes it for another one, or for 0"


def _at(field: Field, message: str, *, fatal: bool = False, mild: bool = False) -> Mistake:
    return Mistake(message, field.start, field.end, fatal, mild)
