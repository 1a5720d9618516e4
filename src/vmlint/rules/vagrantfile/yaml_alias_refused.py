"""The rule yaml-alias-refused."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Span
from vmlint.findings.diagnostics import Applicability, Edit, Fix, Label, Severity
from vmlint.rules._base import Bad, Good, VagrantfileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.frontends.vagrantfile.facts import LoadProblem, VagrantDocument
    from vmlint.rules._base import Analysed

_METHODS = ("load_file", "load", "safe_load_file", "safe_load")


class YamlAliasRefused(VagrantfileRule):
    """A YAML file that the Vagrantfile reads has an alias, and `YAML.load_file` refuses aliases since Ruby 3.1.

    ## Why is this bad?
    `*name` and `<<: *name` stand for what `&name` marks. Since Psych 4, which came with Ruby 3.1 (Vagrant's packages
    since 2.3.5, and Debian's), `YAML.load` and `YAML.load_file` are the safe ones: an alias raises
    "Unknown alias: name", and no `vagrant` command works. Files that worked for years fail after an upgrade.

    ## Fix safety
    The fix lets this call take aliases, `aliases: true`, as it did before. Ruby 3.0 and older, where aliases were
    taken anyway, do not know that option of `load_file`.

    ## References
    - https://github.com/ruby/psych/releases/tag/v4.0.0
    """

    name = "yaml-alias-refused"
    severity = Severity.ERROR
    needs = ("yaml-alias",)
    supersedes = ("vagrant-load-error",)
    fixable = "safe"
    good = (
        Good(
            files={
                "Vagrantfile": """
                require "yaml"
                data = YAML.load_file("nodes.yml", aliases: true)
                Vagrant.configure("2") do |config|
                  config.vm.box = data["a"]["box"]
                  config.vm.network "forwarded_port", guest: 80, host: 8080 + rand(9)
                end
                """,
                "nodes.yml": """
                base: &base {box: debian/bookworm64}
                a: *base
                """,
            }
        ),
        Good(
            files={
                "Vagrantfile": """
                require "yaml"
                Vagrant.configure("2") { |config| config.vm.box = YAML.load_file("nodes.yml")["a"]["box"] }
                """,
                "nodes.yml": """
                base: &base {box: debian/bookworm64}
                a: *base
                """,
            },
            vagrant="2.2.19",  # its Ruby is 2.7
        ),
    )
    bad = (
        Bad(
            files={
                "Vagrantfile": """
                require "yaml"
                data = YAML.load_file("nodes.yml")
                #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^
                Vagrant.configure("2") { |config| config.vm.box = data["a"]["box"] }
                """,
                "nodes.yml": """
                base: &base {box: debian/bookworm64}
                a: *base
                """,
            },
            fixed={
                "Vagrantfile": """
                require "yaml"
                data = YAML.load_file("nodes.yml", aliases: true)
                Vagrant.configure("2") { |config| config.vm.box = data["a"]["box"] }
                """
            },
        ),
    )

    def check(self, document: VagrantDocument, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield the call that an alias makes fail."""
        for problem in document.problems:
            place = _alias(document, problem)
            if place is None or problem.span is None:
                continue
            alias, anchor = place
            yield self.report(
                "Vagrant cannot load this file: since Ruby 3.1 this call refuses YAML aliases, and "
                f"{alias.source.path} has `{alias.text}`; pass `aliases: true`",
                problem.span,
                related=(Label(alias, "the alias"), Label(anchor, "stands for this")),
                fix=_fix(problem.span),
            )


def _alias(document: VagrantDocument, problem: LoadProblem) -> tuple[Span, Span] | None:
    """Return the alias that was refused, and the anchor that it means; None where no anchor has its name."""
    if problem.kind not in ("Psych::BadAlias", "Psych::AliasesNotEnabled"):
        return None
    import re

    _, named, name = problem.message.partition("Unknown alias: ")
    pattern = re.escape(name.strip()) if named else r"[\w-]+"
    # The last file that was read is the one that failed; a text inside the Vagrantfile may be YAML too.
    for source in reversed(document.sources):
        for found in re.finditer(rf"(?<![\w*])\*({pattern})(?![\w-])", source.text):
            anchor = re.search(rf"&{re.escape(found[1])}(?![\w-])", source.text)
            if anchor is not None:
                return Span(source, found.start(), found.end()), Span(source, anchor.start(), anchor.end())
    return None


def _fix(call: Span) -> Fix | None:
    """Return the fix where the call that fails is written out here."""
    text = call.text
    receiver, _, rest = text.replace("::", ".", 1).partition(".")
    method = next(
        (name for name in _METHODS if rest.startswith(name) and rest[len(name) : len(name) + 1] in "( "), None
    )
    if receiver not in ("YAML", "Psych") or method is None or "aliases" in text:
        return None
    inside = rest[len(method) :]
    if not inside.strip() or "\n" in text or (inside[0] == "(" and inside[-1] != ")"):
        return None
    at = call.end - 1 if inside[0] == "(" else call.end
    edit = Edit(Span(call.source, at, at), ", aliases: true")
    return Fix("let this call take aliases", Applicability.SAFE, (edit,))
