"""A source as most are: to lint it imports what linting them needs."""

from __future__ import annotations

from vmlint.frontends import SOUGHT

NAME = SOUGHT[0]
TEXT = """
Vagrant.configure("2") do |config|
  config.vm.box = "b"
  (1..2).each do |i|
    config.vm.define "m#{i}" do |node|
      node.vm.network "private_network", ip: "192.168.56.1#{i}"
      node.vm.network "forwarded_port", guest: 80, host: 8080 + i, host_ip: "127.0.0.1"
      node.vm.synced_folder ".", "/vagrant"
      node.vm.provider("virtualbox") { |v| v.memory = 512 }
      node.vm.provision "shell", inline: <<-SHELL
        apt-get install nginx
      SHELL
    end
  end
end
"""
