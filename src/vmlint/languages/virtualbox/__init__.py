"""VirtualBox's own words, whoever says them: VBoxManage's options and commands, NAT rules, and the state they describe.

What every source of VirtualBox facts has in common, so that each of them needs only its own syntax:

- ``options``: VBoxManage's options with their old and their dashed names, and the values they take.
- ``nat_rules``: the text of a NAT rule and of a NAT network's forward, each field with its place.
- ``state``: machines, adapters and host networks while commands change them. Absence means VirtualBox's default: one
  adapter, on NAT, with its cable in; all others off. Of a machine that no command makes, more may be there.
- ``fold``: one command after the other changes the state; what VirtualBox would refuse is remarked, and changes
  nothing.
- ``to_model``: the state as the model has it.
"""
