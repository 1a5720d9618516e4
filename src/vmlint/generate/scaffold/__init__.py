"""New projects from stacks: folders of templates with a description, so that another stack is data and no code.

``stacks()`` lists them, ``plan()`` makes the files of one in memory, ``basics.writing`` writes them all or none.
"""

from __future__ import annotations

from vmlint.generate.scaffold.filling import Scaffold, plan
from vmlint.generate.scaffold.options import Choices
from vmlint.generate.scaffold.stacks import ScaffoldError, Stack, stack_named, stacks

__all__ = ["Choices", "Scaffold", "ScaffoldError", "Stack", "plan", "stack_named", "stacks"]
