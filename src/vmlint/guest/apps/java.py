"""``java -jar X``: a server where the project builds X with Spring Boot; of any other nobody knows what it is."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.patterns import later
from vmlint.guest.apps import absolute
from vmlint.guest.state import Served

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmlint.guest.runner import Runner
    from vmlint.guest.state import Start

_BUILT = later(r"(.*)/(?:target|build/libs)/[^/]+\.(?:jar|war)$")


def served(runner: Runner, start: Start, script: str, arguments: Sequence[Any]) -> Served:
    """Return what ``java … -jar SCRIPT`` comes to."""
    path = absolute(script, start.cwd)
    match = _BUILT.match(path or "")
    if match is None:
        return Served(None, (), False, "")
    folder = match[1] or "/"
    build = [runner.text(f"{folder}/{name}") for name in ("pom.xml", "build.gradle", "build.gradle.kts")]
    texts = [each.text for each in build if each is not None]
    if not any("spring-boot" in text or "springframework.boot" in text for text in texts):
        return Served(None, (), False, "")
    from vmlint.data.catalogue import lookup
    from vmlint.guest.services import serving

    service = lookup.by_name("spring-boot")
    if service is None:
        return Served(None, (), False, "")
    words = [word for word in start.words if str(getattr(word, "value", word)).startswith("-D")]
    given = type(start)(**{**{name: getattr(start, name) for name in start._fields}, "cwd": folder})
    return serving.of_words(runner, given, service, [*words, *arguments], ("java", "-jar"))
