# What the VirtualBox provider of real Vagrant makes of a private network. Runs inside bubblewrap.
# One JSON object of options a line on standard input; one line out: what hostonly_config returns, or what it raises.
require "json"
require "fileutils"
FileUtils.mkdir_p("/tmp/vagrant.d")
ENV.update("VAGRANT_HOME" => "/tmp/vagrant.d", "VAGRANT_NO_PLUGINS" => "1", "VAGRANT_DISABLE_PLUGIN_INIT" => "1")
gem "vagrant"
require "vagrant"
require "vagrant/util/platform"
require Gem.loaded_specs["vagrant"].full_gem_path + "/plugins/providers/virtualbox/action/network"
require "ostruct"

# What the action asks VirtualBox about: nothing exists yet, and the host has one network card.
class Driver
  attr_reader :version, :bridged

  def initialize(version, bridged)
    @version, @bridged = version, bridged
  end

  def read_bridged_interfaces = bridged
  def read_host_only_interfaces = []
end

STDIN.each_line do |line|
  given = JSON.parse(line, symbolize_names: true)
  action = VagrantPlugins::ProviderVirtualBox::Action::Network.allocate
  bridged = given.fetch(:bridged, []).map { |ip, mask| {name: "eth0", ip: ip, netmask: mask, status: "Up"} }
  driver = Driver.new(given.fetch(:virtualbox, "7.0.14"), bridged)
  action.instance_variable_set(:@env, {machine: OpenStruct.new(provider: OpenStruct.new(driver: driver))})
  begin
    puts JSON.generate({"config" => action.send(:hostonly_config, given[:options]).transform_values(&:to_s)})
  rescue StandardError => error
    puts JSON.generate({"raised" => error.class.name.split("::").last, "message" => error.message.gsub(/\s+/, " ")[0, 200]})
  end
end
