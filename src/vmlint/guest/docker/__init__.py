"""Docker inside a machine: containers that commands, Compose files and provisioners start, and their ports."""
