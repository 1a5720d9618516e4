"""vmlint says before `vagrant up` who can reach what on a developer's virtual machines, and why not."""

__version__ = "0.1.0"
