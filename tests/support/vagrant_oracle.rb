# What real Vagrant makes of the fixtures. Runs inside bubblewrap: vagrant_oracle.rb ROOT, names of folders on standard input.
# One line of JSON for each folder: machines as they are after all of them were loaded once, as the `vagrant` program does.
ROOT = ARGV[0]
names = STDIN.read.split("\n")
OUT = STDOUT.dup
STDOUT.reopen("/dev/null", "w")
STDIN.reopen("/dev/null")
ARGV.replace(["up"])
%w[fileutils json set yaml erb ipaddr securerandom open3 digest ostruct etc socket pp tempfile].each { |library| require library }
FileUtils.mkdir_p("/tmp/vagrant.d")
ENV.update("VAGRANT_HOME" => "/tmp/vagrant.d", "VAGRANT_NO_PLUGINS" => "1", "VAGRANT_DISABLE_PLUGIN_INIT" => "1",
           "VAGRANT_CHECKPOINT_DISABLE" => "1", "VAGRANT_DEFAULT_PROVIDER" => "virtualbox")
gem "vagrant"
require "vagrant"
UNSET = Vagrant::Plugin::V2::Config::UNSET_VALUE
RANDOM = /\A\h{8}-\h{4}-\h{4}-\h{4}-\h{12}\z/

# What Vagrant asks a machine about when it validates.
class Machine
  attr_reader :config, :name, :env, :provider_config

  def initialize(config, name, env)
    @config, @name, @env = config, name, env
    @provider_config = config.vm.get_provider_config(:virtualbox)
  end

  def id = nil
  def ui = env.ui
  def box = nil
  def provider_name = :virtualbox
  def provider_options = {}
  def data_dir = Pathname.new("/tmp/dotvagrant")
  def provider = OpenStruct.new
  def guest = OpenStruct.new(capability?: false)
  def communicate = OpenStruct.new
  def state = OpenStruct.new(id: :not_created)
  def synced_folders = OpenStruct.new(types: [])
end

def plain(value)
  case value
  when nil, true, false, Integer then value
  when Float then value.finite? ? value : value.to_s
  when Symbol, String, Pathname then value.to_s
  when Array, Set then value.map { |item| plain(item) }
  when Hash then value.to_h { |key, item| [key.to_s, plain(item)] }
  when Range then {"__range" => [plain(value.begin), plain(value.end), value.exclude_end?]}
  when Proc, Method then {"__proc" => true}
  when Vagrant::Config::V2::DummyConfig then {"__dummy" => true}
  else {"__obj" => value.class.name, "s" => value.to_s}
  end
end

def network(type, options)
  kept = options.reject { |key, value| key == :id && value.is_a?(String) && value.match?(RANDOM) }
  {"type" => type.to_s, "options" => kept.to_h { |key, value| [key.is_a?(Symbol) ? key.to_s : key.inspect, plain(value)] }}
end

def validation(config, name, env)
  machine = Machine.new(config, name, env)
  texts = config.vm.validate(machine, nil).values_at("vm", "VirtualBox Provider").compact.flatten
  texts.map { |text| text.to_s.lines.first.chomp }.sort
rescue NoMethodError => error
  ["NoMethodError: #{error.message.lines.first.chomp[0, 40]}"]
end

def command(words)
  return plain(words) unless words.is_a?(Array)
  words.map { |word| word == :id ? ":id" : plain(word) }
end

# Everything that a configuration holds, for those who write one anew: all its variables but Vagrant's own notes.
def inside(config)
  return {"__dummy" => true} if config.is_a?(Vagrant::Config::V2::DummyConfig)
  names = config.instance_variables.sort.reject { |name| name.start_with?("@__", "@logger", "@changed") }
  names.to_h do |name|
    value = config.instance_variable_get(name)
    [name.to_s, value.is_a?(Vagrant::Plugin::V2::Config) ? inside(value) : plain(value)]
  end
end

def whole(config, box)
  sections = config.instance_variable_get(:@keys).reject { |name, _| %i[vm trigger push].include?(name) }
  {"sections" => sections.sort.to_h { |name, section| [name.to_s, inside(section)] },
   "vm" => inside(config.vm).reject { |name, _| name =~ /@(provisioners|disks|cloud_init_configs|defined_vm)/ },
   "folders" => config.vm.synced_folders.map { |name, given| [plain(name), plain(given)] },
   "providers" => plain(config.vm.instance_variable_get(:@__provider_order)),
   "virtualbox" => inside(box),
   "provisioners" => config.vm.provisioners.map { |each| [plain(each.before), plain(each.after), each.config && inside(each.config)] }}
end

def facts(folder)
  Dir.chdir(folder)
  ENV["PWD"] = folder
  env = Vagrant::Environment.new(cwd: folder, ui_class: Vagrant::UI::Silent, home_path: Pathname.new("/tmp/vagrant.d"),
                                 local_data_path: "/tmp/dotvagrant")
  file = env.vagrantfile
  options = file.machine_names_and_options
  file.machine_names.each { |name| file.machine_config(name, :virtualbox, nil, nil, false) }
  machines = file.machine_names.map do |name|
    config = file.machine_config(name, :virtualbox, nil, nil, false)[:config]
    vm, box = config.vm, config.vm.get_provider_config(:virtualbox)
    more = ENV["WHOLE"] ? {"whole" => whole(config, box)} : {}
    {"name" => name.to_s, "primary" => !!options[name][:primary], "autostart" => plain(options[name].fetch(:autostart, true)),
     "box" => plain(vm.box), "hostname" => plain(vm.hostname), "communicator" => plain(vm.communicator),
     "usable_port_range" => plain(vm.usable_port_range), "networks" => vm.networks.map { |type, given| network(type, given) },
     "customizations" => box.customizations.map { |event, words| [plain(event), command(words)] },
     "network_adapters" => box.network_adapters.map { |slot, (type, given)| [plain(slot), plain(type), plain(given)] },
     "provisioners" => vm.provisioners.map { |each| {"name" => plain(each.name), "type" => plain(each.type), "run" => plain(each.run)} },
     "validation" => validation(config, name, env), **more}
  end
  {"loads" => true, "machines" => machines}
rescue SystemExit, StandardError, ScriptError => error
  words = error.message.gsub(/\s+/, " ").split("Message: ").last
  {"loads" => false, "raised" => error.class.name, "error" => words[0, 120]}
end

names.each do |name|
  reader, writer = IO.pipe
  pid = fork do
    reader.close
    FileUtils.cp_r(File.join(ROOT, name), "/tmp/project")
    FileUtils.mkdir_p("/tmp/project/.git")
    writer.write(JSON.generate({"fixture" => name}.merge(facts("/tmp/project"))))
    writer.close
    Process.exit!(0)
  end
  writer.close
  line = reader.read
  Process.wait(pid)
  FileUtils.rm_rf(%w[/tmp/project /tmp/dotvagrant])
  OUT.puts(line.empty? ? JSON.generate({"fixture" => name, "loads" => nil, "error" => "it died"}) : line)
end
