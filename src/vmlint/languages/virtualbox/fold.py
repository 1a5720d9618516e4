"""One VBoxManage command after the other changes the state: ``apply`` is given the words behind ``VBoxManage``."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.virtualbox import networks
from vmlint.languages.virtualbox.command import NOT_CERTAIN, Command
from vmlint.languages.virtualbox.options import ATTACHMENTS, RUNNING_OPTIONS
from vmlint.languages.virtualbox.setting import set_adapter, set_options
from vmlint.model.adapters import BRIDGED, HOST_ONLY, HOST_ONLY_NETWORK, INTERNAL, NAT_NETWORK
from vmlint.model.value import EVERYWHERE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vmlint.languages.virtualbox.state import State, Vm
    from vmlint.model.hardware import Remark
    from vmlint.model.value import Origin, Spanned

_STOPS = {"poweroff": False, "savestate": False, "acpipowerbutton": None, "acpisleepbutton": True, "pause": True,
          "resume": True, "reset": True, "reboot": None, "shutdown": None}  # fmt: skip
_LEGACY = ("VBoxInternal/Devices/", "/LUN#0/Config/")
_LEGACY_PARTS = ("/Protocol", "/GuestPort", "/HostPort")


def apply(state: State, words: Sequence[Spanned], origin: Origin = EVERYWHERE) -> tuple[Remark, ...]:
    """Let one command change STATE and return what is to be said of it.

    WORDS: the subcommand and what follows it, each with its place, unknown where it cannot be known. ORIGIN: what
    the command rests on; one that runs only perhaps leaves its machine in doubt.
    """
    command = Command(state, tuple(words), origin)
    if words:
        follow = COMMANDS.get(str(words[0].value)) if words[0].known else _unknown
        if follow is not None:
            follow(command)
    state.remarks += command.remarks
    return tuple(command.remarks)


def _unknown(command: Command) -> None:
    command.state.doubt = command.state.doubt or "a VBoxManage command cannot be known"


def _machine(command: Command, at: int = 1) -> Vm | None:
    """Return the machine that a word names; where that is not known, any may be meant."""
    if len(command.words) <= at:
        return None
    vm = command.state.vm(command.words[at], command.origin)
    if vm is None:
        command.state.doubt = command.state.doubt or "which machine a VBoxManage command is for cannot be known"
        _any_may_run(command)
    elif not command.origin.certain:
        vm.doubted(NOT_CERTAIN)
    return vm


def _any_may_run(command: Command) -> None:
    """Forget which machines run: a command that starts or stops one does not say which."""
    for vm in command.state.vms.values():
        vm.running, vm.running_span = None, None


def _modifyvm(command: Command) -> None:
    vm = _machine(command)
    if vm is None:
        return
    if vm.running:
        text = f"`modifyvm` comes while {vm.name.value} runs, and VirtualBox refuses it; power it off first"
        if any("nat" in str(word.value) and "pf" in str(word.value) for word in command.words):
            text += f', or write `controlvm {vm.name.value} natpf1 "…"`, which a running machine takes'
        started = ((vm.running_span, "it is started here"),)
        command.remark("modifyvm-on-running", text, command.place(command.words[0]), machine=vm, related=started)
        return
    set_options(command, vm, command.words[2:])


def _controlvm(command: Command) -> None:
    vm = _machine(command)
    if vm is None or len(command.words) < 3:
        return
    what = command.words[2]
    text = str(what.value)
    if not what.known:
        vm.doubted("what a command does to it cannot be known")
    elif text in _STOPS:
        vm.running = _STOPS[text] if command.origin.certain else None
        vm.running_span = command.origin.span or what.span
    else:
        name = text.rstrip("0123456789")
        meaning = RUNNING_OPTIONS.get(name.lower())
        if meaning is None or name == text:
            return
        if vm.running is False:
            stopped = f"`controlvm` is for a machine that runs, and {vm.name.value} does not: write `modifyvm` instead"
            related = ((vm.running_span, "it is stopped here"),)
            command.remark("modifyvm-on-running", stopped, command.place(command.words[0]), machine=vm, related=related)
            return
        _control(command, vm, meaning, int(text[len(name) :][:9]))


def _control(command: Command, vm: Vm, meaning: str, slot: int) -> None:
    values = command.words[3:]
    set_adapter(command, vm, slot, meaning, values[:2])
    if meaning != "attachment" or len(values) < 2:
        return
    # `controlvm VM nic1 hostonly vboxnet0`: the network's name follows.
    attachment = ATTACHMENTS.get(str(values[0].value).lower())
    if attachment in (BRIDGED, HOST_ONLY, HOST_ONLY_NETWORK, INTERNAL, NAT_NETWORK):
        set_adapter(command, vm, slot, attachment, values[1:2])


def _createvm(command: Command) -> None:
    words = command.words[1:]
    for index, word in enumerate(words):
        text = str(word.value)
        if text in ("--name", "-name", "-n") and index + 1 < len(words):
            _made(command, words[index + 1])
            return
        if text.startswith("--name="):
            from vmlint.languages.virtualbox.words import cut

            _made(command, cut(word, len("--name=")))
            return


def _made(command: Command, name: Spanned) -> None:
    if name.text is None:
        command.state.doubt = command.state.doubt or "the name of a machine that is made cannot be known"
        return
    vm = command.state.add(name, command.origin)
    if not command.origin.certain:
        vm.doubted(NOT_CERTAIN)


def _clonevm(command: Command) -> None:
    """Follow ``clonevm OLD --name NEW``: the new one has the adapters of the old one; of NAT rules it has all."""
    names = _named(command, "--name")
    original = None if len(command.words) < 2 else command.state.vms.get(str(command.words[1].value))
    if names is None or names.text is None:
        command.state.doubt = command.state.doubt or "the name of a machine that is cloned cannot be known"
        return
    made = command.state.add(names, command.origin, whole=original is not None and original.whole)
    if original is None:
        made.doubted("it is a clone of a machine that the files do not describe")
        return
    made.doubt = original.doubt
    made.adapters = {slot: adapter.copy() for slot, adapter in original.adapters.items()}


def _named(command: Command, option: str) -> Spanned | None:
    for index, word in enumerate(command.words):
        if word.value == option and index + 1 < len(command.words):
            return command.words[index + 1]
        if isinstance(word.value, str) and word.value.startswith(option + "="):
            from vmlint.languages.virtualbox.words import cut

            return cut(word, len(option) + 1)
    return None


def _unregistervm(command: Command) -> None:
    name = command.words[1].text if len(command.words) > 1 else None
    if name is None or not command.origin.certain:
        command.state.doubt = command.state.doubt or "a machine is taken away, perhaps"
        return
    command.state.vms.pop(command.state.aliases.get(name, name), None)


def _import(command: Command) -> None:
    """Follow ``import FILE --vsys 0 --vmname NAME``: what is in the file is not known."""
    name = _named(command, "--vmname")
    if name is None or name.text is None:
        command.state.doubt = command.state.doubt or "what an imported appliance holds is not known"
        return
    vm = command.state.add(name, command.origin, whole=False)
    vm.doubted("it is imported from an appliance, of which the files say nothing")


def _startvm(command: Command) -> None:
    option = False
    for word in command.words[1:]:
        text = str(word.value)
        if option or text.startswith("-"):
            # Each option of `startvm` has a value: `--type headless`, `--putenv=NAME=VALUE`.
            option = not option and "=" not in text
            continue
        vm = command.state.vm(word, command.origin)
        if vm is None:
            _any_may_run(command)
        else:
            certain = command.origin.certain
            vm.running, vm.running_span = True if certain else None, command.origin.span or word.span


def _setextradata(command: Command) -> None:
    if len(command.words) < 3 or not isinstance(command.words[2].value, str):
        return
    key = command.words[2]
    text = str(key.value)
    if not text.startswith(_LEGACY[0]) or _LEGACY[1] not in text or not text.endswith(_LEGACY_PARTS):
        return
    vm = None if str(command.words[1].value) == "global" else _machine(command)
    name = "" if vm is None else f" {vm.name.value}"
    command.remark(
        "legacy-natpf-extradata",
        "extradata made forwards up to VirtualBox 3; since then it has no effect: "
        f'write `modifyvm{name} --natpf1 "NAME,tcp,127.0.0.1,HOST PORT,,GUEST PORT"`',
        command.place(key),
        machine=vm,
        refused=False,
    )


COMMANDS: dict[str, Callable[[Command], None]] = {
    "modifyvm": _modifyvm,
    "controlvm": _controlvm,
    "createvm": _createvm,
    "clonevm": _clonevm,
    "unregistervm": _unregistervm,
    "import": _import,
    "startvm": _startvm,
    "setextradata": _setextradata,
    "natnetwork": networks.natnetwork,
    "natnet": networks.natnetwork,
    "hostonlyif": networks.hostonlyif,
    "hostonlynet": networks.hostonlynet,
    "dhcpserver": networks.dhcpserver,
}
"""The commands that have a say in the network; others change nothing here."""
