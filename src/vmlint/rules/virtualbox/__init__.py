"""Rules about what VirtualBox itself is told: commands, NAT rules, adapters and networks of the host."""
