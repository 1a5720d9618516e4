"""Which settings each of Vagrant's configuration classes knows (Vagrant 2.3.4, and what 2.4 added)."""

from __future__ import annotations


def words(*lines: str) -> frozenset[str]:
    """Return the words of LINES."""
    return frozenset(" ".join(lines).split())


SSH_CONNECT = words(
    "compression config connect_timeout dsa_authentication extra_args host insert_key keys_only paranoid password",
    "port private_key_path remote_user username verify_host_key",
)
SSH = SSH_CONNECT | words(
    "export_command_template forward_agent forward_env forward_x11 guest_port keep_alive proxy_command pty shell",
    "ssh_command sudo_command",
)
WINRM = words(
    "basic_auth_only codepage execution_time_limit guest_port host max_tries password port retry_delay",
    "ssl_peer_verification timeout transport upload_directory username",
)
WINSSH = SSH | frozenset(("upload_directory",))

SECTIONS = {
    "ssh": SSH,
    "winrm": WINRM,
    "winssh": WINSSH,
    "vagrant": frozenset(("host", "plugins", "sensitive")),
    "nfs": frozenset(("functional", "map_gid", "map_uid", "verify_installed")),
    "smb": frozenset(("functional",)),
    "package": frozenset(("name",)),
    "rdp": frozenset(("port", "search_paths", "search_port", "username")),
    "solaris11": frozenset(("device", "halt_check_interval", "halt_timeout", "suexec_cmd")),
    "solaris": frozenset(("device", "halt_check_interval", "halt_timeout", "suexec_cmd")),
    "smartos": frozenset(("device", "halt_timeout", "suexec_cmd")),
    "windows": frozenset(("halt_check_interval", "halt_timeout", "set_work_network")),
}

VM = words(
    "allow_fstab_modification allow_hosts_modification allowed_synced_folder_types base_address base_mac",
    "boot_timeout box box_check_update box_download_ca_cert box_download_ca_path box_download_checksum",
    "box_download_checksum_type box_download_client_cert box_download_insecure box_download_location_trusted",
    "box_download_options box_server_url box_url box_version clone communicator graceful_halt_timeout guest",
    "hostname ignore_box_vagrantfile post_up_message usable_port_range",
)
VM_SINCE_2_4 = frozenset(("box_architecture",))
# What 2.3.4 does not know and a later Vagrant does: no mistake where nobody says which it is.
_CONNECT = words("connect_retries connect_retry_delay disable_deprecated_algorithms key_type")
LATER = {
    "vm": VM_SINCE_2_4 | words("box_download_disable_ssl_revoke_best_effort cloud_init_first_boot_only"),
    "ssh": _CONNECT,
    "winssh": _CONNECT,
    "ssh.default": _CONNECT,
}

VIRTUALBOX = words(
    "auto_nat_dns_proxy check_guest_additions default_nic_type destroy_unused_network_interfaces functional_vboxsf",
    "gui linked_clone linked_clone_snapshot name",
)
HYPERV = words(
    "auto_start_action auto_stop_action cpus differencing_disk enable_automatic_checkpoints enable_checkpoints",
    "enable_enhanced_session_mode enable_virtualization_extensions ip_address_timeout linked_clone mac maxmemory",
    "memory vlan_id vm_integration_services vmname",
)
DOCKER = words(
    "auth_server build_args build_dir cmd compose compose_configuration create_args dockerfile email env expose",
    "force_host_vm git_repo has_ssh host_vm_build_dir_options image name password ports privileged pull",
    "remains_running stop_timeout username vagrant_machine vagrant_vagrantfile volumes",
)

SHELL = words(
    "args binary env inline keep_color md5 name path powershell_args powershell_elevated_interactive privileged",
    "reboot reset sensitive sha1 sha256 sha384 sha512 upload_path",
)
ANSIBLE_BASE = words(
    "become become_user compatibility_mode config_file extra_vars galaxy_command galaxy_role_file",
    "galaxy_roles_path groups host_vars inventory_path limit playbook playbook_command raw_arguments skip_tags",
    "start_at_task sudo sudo_user tags vault_password_file verbose version",
)
CHEF_BASE = words(
    "binary_env binary_path channel install installer_download_path log_level omnibus_url product version",
)
CHEF_RUNNER = CHEF_BASE | words(
    "arguments attempts custom_config_path enable_reporting encrypted_data_bag_secret_key_path environment",
    "file_backup_path file_cache_path formatter http_proxy http_proxy_pass http_proxy_user https_proxy",
    "https_proxy_pass https_proxy_user json no_proxy node_name provisioning_path run_list verbose_logging",
)
CHEF_FOLDERS = CHEF_RUNNER | words(
    "cookbooks_path data_bags_path environments_path nodes_path roles_path synced_folder_type",
)

PROVISIONERS = {
    "shell": SHELL,
    "file": frozenset(("destination", "source")),
    "ansible": ANSIBLE_BASE
    | words(
        "ask_become_pass ask_sudo_pass ask_vault_pass force_remote_user host_key_checking raw_ssh_args",
    ),
    "ansible_local": ANSIBLE_BASE
    | words(
        "install install_mode pip_args pip_install_cmd provisioning_path tmp_path",
    ),
    "chef_apply": CHEF_BASE | frozenset(("recipe", "upload_path")),
    "chef_client": CHEF_RUNNER
    | words(
        "chef_server_url client_key_path delete_client delete_node validation_client_name validation_key_path",
    ),
    "chef_solo": CHEF_FOLDERS | frozenset(("legacy_mode", "recipe_url")),
    "chef_zero": CHEF_FOLDERS,
    "puppet": words(
        "binary_path environment environment_path environment_variables facter hiera_config_path manifest_file",
        "manifests_path module_path nfs options structured_facts synced_folder_args synced_folder_type temp_dir",
        "working_directory",
    ),
    "puppet_server": words(
        "binary_path client_cert_path client_private_key_path facter options puppet_node puppet_server",
    ),
    "cfengine": words(
        "am_policy_hub classes deb_repo_file deb_repo_line extra_agent_args files_path force_bootstrap install",
        "mode package_name policy_server_address repo_gpg_key_url run_file upload_path yum_repo_file yum_repo_url",
    ),
    "container": frozenset(("images", "post_install_provisioner")),
    "docker": frozenset(("images", "post_install_provisioner")),
    "podman": frozenset(("images", "kubic", "post_install_provisioner")),
    "salt": words(
        "always_install bootstrap_options bootstrap_script colorize grains_config install_args install_master",
        "install_syndic install_type log_level master_config master_id master_json_config master_key master_pub",
        "masterless minion_config minion_id minion_json_config minion_key minion_pub no_minion orchestrations",
        "pillar_data python_version run_highstate run_overstate run_service salt_args salt_call_args seed_master",
        "temp_config_dir verbose version",
    ),
}

# Methods of these classes, with the least and greatest number of positional arguments (None: any).
METHODS: dict[str, dict[str, tuple[int, int | None]]] = {
    "chef_client": {"add_recipe": (1, 1), "add_role": (1, 1)},
    "chef_solo": {"add_recipe": (1, 1), "add_role": (1, 1)},
    "chef_zero": {"add_recipe": (1, 1), "add_role": (1, 1)},
    "salt": {"pillar": (1, 1)},
    "docker": {"build_image": (1, 1), "pull_images": (0, None), "post_install_provision": (1, 1), "run": (1, 1)},
    "podman": {"build_image": (1, 1), "pull_images": (0, None), "post_install_provision": (1, 1), "run": (1, 1)},
    "container": {"build_image": (1, 1), "pull_images": (0, None), "post_install_provision": (1, 1), "run": (1, 1)},
    "docker provider": {"link": (1, 1)},
}

# Attributes that are not unset at first: "{}" and "[]" are collections that the file may add to.
DEFAULTS: dict[str, dict[str, str | bool]] = {
    "ansible": {
        "ask_become_pass": False,
        "ask_vault_pass": False,
        "force_remote_user": True,
        "host_key_checking": False,
    },
    "chef_client": {"json": "{}", "run_list": "[]"},
    "chef_solo": {"json": "{}", "run_list": "[]"},
    "chef_zero": {"json": "{}", "run_list": "[]"},
    "puppet": {"facter": "{}", "options": "[]"},
    "puppet_server": {"facter": "{}", "options": "[]"},
    "docker provider": {
        "build_args": "[]",
        "compose_configuration": "{}",
        "env": "{}",
        "expose": "[]",
        "volumes": "[]",
    },
    "hyperv": {"vm_integration_services": "{}"},
    "atlas": {"excludes": "[]", "includes": "[]"},
    "ftp": {"excludes": "[]", "includes": "[]"},
}

TRIGGER = words(
    "abort exit_codes ignore info name on_error only_on ruby run run_remote type warn",
)
DISK = words(
    "disk_ext file name primary provider_config size type",
)
CLOUD_INIT = words(
    "content_disposition_filename content_type inline path type",
)
PUSHES = {
    "atlas": words(
        "address app dir excludes includes token uploader_path vcs",
    ),
    "ftp": words(
        "destination dir excludes host includes passive password secure username",
    ),
    "heroku": words(
        "app dir git_bin remote",
    ),
    "local-exec": words(
        "args inline script",
    ),
    "noop": frozenset[str](),
}

V1_SECTIONS = {
    "ssh": words(
        "forward_agent forward_env forward_x11 guest_port host max_tries password port private_key_path shell",
        "timeout username",
    ),
    "nfs": frozenset(("map_gid", "map_uid")),
    "package": frozenset(("name",)),
    "vagrant": frozenset(("dotfile_name", "host")),
}
V1_VM = words(
    "auto_port_range base_mac boot_mode box box_url guest host_name name",
)
