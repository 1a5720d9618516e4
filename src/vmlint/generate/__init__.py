"""What is written anew: corrected Vagrantfiles, VBoxManage commands, whole projects, all from templates.

Nothing here judges a file or changes one that is there: that is ``fixes``.
"""
