"""Vagrantfiles: what Vagrant would make of them, computed without running them."""
