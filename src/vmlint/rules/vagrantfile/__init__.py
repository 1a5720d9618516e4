"""Rules about a Vagrantfile as such: what Ruby and Vagrant refuse, and what is lost on the way."""
