"""What ``vagrant up`` does inside a machine, followed and never run: files, packages, services, what then listens.

No language of a front end is known here, and no verdict is given: what is found goes into the model.
"""
