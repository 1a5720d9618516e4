"""What people start by hand: what a page tells them to type, scripts that no provisioner calls, package.json, Procfile.

All in the Vagrantfile's folder or one that the machine mounts, no deeper. Nothing of it is more than low confidence.
"""
