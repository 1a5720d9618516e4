"""Tasks: blocks, conditions, loops, results, and the modules that they call."""

from __future__ import annotations

import posixpath
import re

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.guest.ansible import loops, templates
from vmlint.guest.ansible.doing import Doing, Place, Result
from vmlint.guest.ansible.inventory import LOCALHOST
from vmlint.guest.ansible.plays import KEYWORDS, Context, Play, names_of
from vmlint.guest.ansible.running import MOST_NESTED, MOST_TASKS, StopError
from vmlint.guest.ansible.values import OMIT, Text, Undefined, known, place, reason, spanned, text, unknown
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vmlint.basics.text import Span
    from vmlint.guest.ansible.scope import Scope
    from vmlint.model.value import Assumption, Spanned

_WORDS = """
    name when loop loop_control register notify listen tags become_method become_flags become_exe failed_when
    changed_when until retries delay delegate_facts vars args async poll no_log check_mode diff ignore_unreachable
    throttle timeout port debugger collections first_available_file always_run sudo_pass su su_user su_pass block
    rescue always gather_facts local_action action only_if
"""
KNOWN = frozenset((*KEYWORDS, *_WORDS.split()))
"""What is no module in a task."""
_INCLUDES = frozenset(("include_tasks", "import_tasks", "include", "include_role", "import_role", "include_vars",
    "meta", "set_fact", "import_playbook"))  # fmt: skip


class Tasks:
    """Does the tasks of one play for one machine. ``include``: what follows tasks that take in others."""

    def __init__(self, play: Play, include: Callable[..., None]) -> None:
        self.play = play
        self.include = include
        self.run = play.run
        self.in_rescue = 0

    def all(self, tasks: Any, context: Context) -> None:
        """Do tasks one after another."""
        if isinstance(tasks, Unknown):
            self.run.unfollowed(tasks.reason, self.run.given.base.span)
            return
        if context.depth > MOST_NESTED:
            self.run.unfollowed("tasks include each other without end", None)
            return
        for task in tasks if isinstance(tasks, list) else []:
            self.run.tasks += 1
            if self.run.tasks > MOST_TASKS:
                self.run.unfollowed("there are more tasks than vmlint follows", None)
                raise StopError(failed=False)
            if isinstance(task, dict):
                self.task(task, context)

    def task(self, task: dict[str, Any], context: Context) -> None:
        """Do one task, or a block."""
        if "block" in task:
            self._block(task, context)
            return
        called = _module(task)
        if called is None:
            return
        name, value, local = called
        short = name.rpartition(".")[2] if name.startswith(("ansible.", "community.")) or name.count(".") == 2 else name
        tags = context.tags | frozenset(map(str, self._tags(task, context)))
        if not self._tagged(tags):
            return
        if short in _INCLUDES:
            self.include(
                self, short, task, value, context.having(tags=tags if short.startswith("import") else context.tags)
            )
            return
        self._rounds(task, short, name, value, context, local=local)

    def _tags(self, task: dict[str, Any], context: Context) -> list[Any]:
        found: list[Any] = []
        for each in names_of(task.get("tags")):
            value = self.play.scope(context).resolved(each) if templates.is_template(each) else each
            if isinstance(value, str):
                found += [part.strip() for part in str(value).split(",")]
        return found

    def _tagged(self, tags: frozenset[str]) -> bool:
        """Return whether a task with TAGS is done."""
        only, skipped = self.run.given.tags, self.run.given.skipped
        if skipped and (tags & skipped or ("tagged" in skipped and tags) or ("untagged" in skipped and not tags)):
            return False
        if "never" in tags and not tags & only - {"all", "tagged", "untagged"}:
            return False
        if not only or "all" in only or "always" in tags:
            return True
        return bool(tags & only) or ("tagged" in only and bool(tags)) or ("untagged" in only and not tags)

    # Conditions

    def guarded(self, conditions: Any, scope: Scope, act: Callable[[], None]) -> bool | Unknown:
        """Do ACT if CONDITIONS hold; where nobody knows, in a world beside the one without it."""
        verdict = templates.condition(conditions, scope)
        if verdict is False:
            return verdict
        before = list(self.run.assumed)
        self.run.assumed += self._rests(conditions)
        try:
            if isinstance(verdict, Unknown):
                self.run.possibly(verdict, act)
            else:
                act()
        finally:
            self.run.assumed = before
        return verdict

    def _rests(self, conditions: Any) -> Iterator[Assumption]:
        """Yield what was taken for granted for the variables that conditions name."""
        for each in conditions if isinstance(conditions, (list, tuple)) else [conditions]:
            for name in self.run.resting if isinstance(each, str) else ():
                if re.search(rf"\b{re.escape(name)}\b", each):
                    yield from self.run.resting[name]

    def _block(self, task: dict[str, Any], context: Context) -> None:
        inner = self.inside(task, context)
        scope = self.play.scope(inner)

        def act() -> None:
            try:
                self.in_rescue += 1 if "rescue" in task else 0
                try:
                    self.all(task["block"], inner)
                finally:
                    self.in_rescue -= 1 if "rescue" in task else 0
            except StopError as stop:
                if "rescue" not in task or not stop.failed or stop.endless:
                    if not stop.endless:
                        self.all(task.get("always"), inner)
                    raise
                self.all(task.get("rescue"), inner)
            self.all(task.get("always"), inner)

        self.guarded(task.get("when"), scope, act)

    def inside(self, task: dict[str, Any], context: Context) -> Context:
        """Return the context of what stands inside a block or an include."""
        given = task.get("vars")
        return context.having(
            layers=(given, *context.layers) if isinstance(given, (dict, Unknown)) else context.layers,
            tags=context.tags | frozenset(map(str, self._tags(task, context))),
            keywords={**context.keywords, **{key: task[key] for key in KEYWORDS if key in task}},
            depth=context.depth + 1,
        )

    # One module

    def _rounds(
        self, task: dict[str, Any], short: str, name: str, value: Any, context: Context, *, local: bool
    ) -> None:
        inner = self.inside(task, context)
        scope = self.play.scope(inner)
        where = self._place(task, value, inner, scope)
        items = loops.over(task, scope, where)
        if not self._here(task, inner, scope, local=local):
            self._register(task, Unknown("it is done on another machine"))
            return
        if items is None:
            self._register(task, self._once(task, short, name, value, inner, scope, where))
            return
        variable, index = self._loop_names(task)
        if isinstance(items, Unknown):
            why = items
            one = scope.with_({variable: why, index: Unknown(why.reason)})
            self.run.possibly(why, lambda: self._once(task, short, name, value, inner, one, where) and None)
            self._register(task, Unknown(why.reason))
            return
        results = []
        for number, item in enumerate(items):
            one = scope.with_({variable: item, index: number})
            result = self._once(task, short, name, value, inner, one, where)
            if isinstance(result, dict):
                result = {**result, "item": item}
            results.append(result)
        self._register(task, _together(results))

    def _loop_names(self, task: dict[str, Any]) -> tuple[str, str]:
        control = task.get("loop_control")
        control = control if isinstance(control, dict) else {}
        return str(control.get("loop_var", "item")), str(control.get("index_var", "\0index"))

    def _once(
        self, task: dict[str, Any], short: str, name: str, value: Any, context: Context, scope: Scope, where: Place
    ) -> Any:
        """Do a task, or one round of it; return what ``register`` gets."""
        found: list[Result] = []
        verdict = self.guarded(
            task.get("when"), scope, lambda: found.append(self._call(task, short, name, value, scope, where))
        )
        if verdict is False:
            return {
                "skipped": True,
                "changed": False,
                "failed": False,
                "skip_reason": text("Conditional result was False", None),
            }
        if not found or isinstance(verdict, Unknown):
            return Unknown(verdict.reason if isinstance(verdict, Unknown) else "it does not end")
        return found[0].registered()

    def _call(self, task: dict[str, Any], short: str, name: str, value: Any, scope: Scope, where: Place) -> Result:
        from vmlint.guest.ansible import arguments, modules

        given, free = arguments.split(short, value)
        if isinstance(value, Text) and free is None and given:
            # Of ``name=x password=y`` only the deciding words.
            where.span = _span(task, given) or where.span
        more = task.get("args")
        given = {**(more if isinstance(more, dict) else {}), **given}
        resolved = {key: scope.resolved(each) for key, each in given.items()}
        resolved = {key: each for key, each in resolved.items() if not (isinstance(each, Text) and each == OMIT)}
        whole = scope.resolved(free) if free is not None else None
        if isinstance(whole, (Unknown, Undefined)):
            resolved["*"] = unknown(whole)
            whole = None
        elif whole is not None and not isinstance(whole, Text):
            whole = text(str(whole), place(free)) if not isinstance(whole, (list, dict)) else None
        where.captured = "register" in task
        where.certain = self.run.certain
        where.rests = list(self.run.assumed)
        doing = Doing(short, resolved, whole, scope, where)
        result = modules.call(doing, name)
        # Nobody waits for what ``poll: 0`` leaves behind.
        result.endless = result.endless and not where.background
        if result.rests and isinstance(task.get("register"), str):
            self.run.resting[str(task["register"])] = result.rests
        return self._ended(task, result, scope)

    def _ended(self, task: dict[str, Any], result: Result, scope: Scope) -> Result:
        """Judge a result: ``failed_when``, ``changed_when``, ``notify``, ``ignore_errors``."""
        if result.endless:
            raise StopError(failed=True, endless=True)
        seen = scope.with_(
            {str(task["register"]): result.registered()} if isinstance(task.get("register"), str) else {}
        )
        if "failed_when" in task:
            verdict = templates.condition(task["failed_when"], seen)
            result.status = None if isinstance(verdict, Unknown) else not verdict
        if "changed_when" in task:
            changed = templates.condition(task["changed_when"], seen)
            result.changed = None if isinstance(changed, Unknown) else changed
        ignored = self._ignored(task, scope)
        if result.status is False and (self.run.assumed or result.rests or self._judges_by_rests(task)):
            result.may_fail = True
        if result.status is not True and result.may_fail and not ignored and not self.in_rescue:
            # It fails because of something that no step is known to bring. Where it does not, all goes on.
            self.run.perhaps = True
            result.status, result.values = True, {}
        if result.status is False and not ignored and (self.run.doubts == 0 or self.in_rescue):
            raise StopError(failed=True)
        if result.changed is not False and result.status is not False:
            self._notify(task, scope, certain=result.changed is True)
        return result

    def _judges_by_rests(self, task: dict[str, Any]) -> bool:
        """Return whether what makes a task fail names what was only taken for granted."""
        judged = [task.get("failed_when"), *(each.get("that") for each in task.values() if isinstance(each, dict))]
        return any(True for each in judged for _ in self._rests(each))

    def _ignored(self, task: dict[str, Any], scope: Scope) -> bool:
        value = task.get("ignore_errors", False)
        found = templates.condition(value, scope) if value is not True else True
        return found is not False

    def _notify(self, task: dict[str, Any], scope: Scope, *, certain: bool) -> None:
        for each in names_of(task.get("notify")):
            name = scope.resolved(each)
            if isinstance(name, Text) and known(name):
                self.play.notify(str(name), certain=certain and self.run.doubts == 0)
            else:
                self.run.unfollowed("which handler is notified cannot be known", place(each))

    def _register(self, task: dict[str, Any], result: Any) -> None:
        name = task.get("register")
        if isinstance(name, str):
            self.run.facts[str(name)] = result

    def flush(self) -> None:
        """Run the handlers that were notified, in their order; they may notify others."""
        for _ in range(5):
            if not self.play.notified:
                return
            waiting, self.play.notified = self.play.notified, {}
            for number in sorted(waiting):
                handler = self.play.handlers[number]
                task = {key: value for key, value in handler.task.items() if key != "listen"}

                def act(task: dict[str, Any] = task, context: Context = handler.context) -> None:
                    self.task(task, context)

                if waiting[number]:
                    act()
                else:
                    self.run.possibly(Unknown("whether anything was changed that this handler waits for"), act)

    # Where it runs

    def _here(self, task: dict[str, Any], context: Context, scope: Scope, *, local: bool) -> bool:
        """Return whether a task acts inside this machine."""
        given = self.run.given
        if local:
            return given.local
        target = task.get("delegate_to", context.keywords.get("delegate_to"))
        if target is not None:
            host = scope.resolved(target)
            if not isinstance(host, str) or not known(host):
                return False
            return str(host) == given.host or (given.local and str(host) in LOCALHOST)
        once = task.get("run_once", context.keywords.get("run_once"))
        if once is True and self.play.hosts and self.play.hosts[0] != given.host:
            return False
        connection = scope.resolved(task.get("connection", context.keywords.get("connection")))
        return given.local or connection != "local"

    def _place(self, task: dict[str, Any], value: Any, context: Context, scope: Scope) -> Place:
        given, role = self.run.given, context.role
        folders = (
            [context.folder, self.play.folder] if role is None else [role.folder, context.folder, self.play.folder]
        )
        if role is None and context.folder != self.play.folder:
            folders = [posixpath.dirname(context.folder), *folders]
        span = _span(task, value) or given.base.span
        user = self._user(task, context, scope)
        made = Place(self.run.runner, self.run.shelf, span, given.base, tuple(folders), user,
                     self._environment(context, scope), certain=True)  # fmt: skip
        background = scope.resolved(task.get("poll"))
        made.background = "async" in task and known(background) and str(background) == "0"
        return made

    def _user(self, task: dict[str, Any], context: Context, scope: Scope) -> str:
        words = {**context.keywords, **{key: task[key] for key in KEYWORDS if key in task}}
        raised = scope.resolved(words.get("become", words.get("sudo", self.run.given.become)))
        if raised is False or (isinstance(raised, str) and raised.lower() in ("no", "false")):
            return self.run.given.user
        user = scope.resolved(words.get("become_user", words.get("sudo_user")))
        if isinstance(user, str) and known(user):
            return str(user)
        return "root" if raised is True or "sudo_user" in words or raised else self.run.given.user

    def _environment(self, context: Context, scope: Scope) -> dict[str, Spanned]:
        value = scope.resolved(context.keywords.get("environment"))
        found: dict[str, Spanned] = {}
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                found.update({str(name): spanned(item, place(item)) for name, item in each.items()})
        return found


def _module(task: dict[Any, Any]) -> tuple[str, Any, bool] | None:
    """Return the module that a task calls, what it is given, and whether it runs where Ansible does."""
    for key in ("local_action", "action"):
        if key in task:
            value = task[key]
            if isinstance(value, dict):
                name = value.get("module")
                return (
                    (str(name), {k: v for k, v in value.items() if k != "module"}, key == "local_action")
                    if name
                    else None
                )
            if isinstance(value, Text) and value.split():
                name = value.split()[0]
                start = value.index(name) + len(name)
                rest = Text(value.woven.cut(start, len(value)))
                return name, rest, key == "local_action"
            return None
    for key, value in task.items():
        if isinstance(key, str) and key not in KNOWN and not key.startswith("with_"):
            return key, value, False
    return None


def _span(task: dict[str, Any], value: Any) -> Span | None:
    """Return the words that say what a task does."""
    if isinstance(value, Text):
        return value.woven.place(0, len(value))
    if isinstance(value, dict):
        for key in ("name", "pkg", "dest", "path", "cmd", "src", "image", "deb"):
            found = place(value.get(key))
            if found is not None:
                return found
        return next((found for found in map(place, value.values()) if found is not None), place(task.get("name")))
    return place(task.get("name"))


def _together(results: list[Any]) -> Any:
    """Return what ``register`` gets from a loop."""
    strange = next((each for each in results if not isinstance(each, dict)), None)
    if strange is not None:
        return {"results": results, "*": Unknown(reason(strange))}
    found: dict[str, Any] = {"results": results, "*": Unknown("this of a loop's result is not followed")}
    for key, any_ in (("changed", True), ("failed", True), ("skipped", False)):
        values = [each.get(key, each.get("*", False)) for each in results]
        if all(isinstance(each, bool) for each in values):
            found[key] = any(values) if any_ else bool(values) and all(values)
    return found
