# bash completion for vmlint. Made by tools/generate.py.
_vmlint() {
    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words=''
    local command=${COMP_WORDS[1]}
    COMPREPLY=()
    if [ "$COMP_CWORD" = 1 ]; then
        words='check fix inspect reach trace render new init rules explain settings schema --help --version'
        COMPREPLY=($(compgen -W "$words" -- "$current"))
        return
    fi
    case "$command $before" in
    'check --format') words='text json jsonl concise markdown sarif github gitlab junit checkstyle rdjson' ;;
    'check --output') COMPREPLY=($(compgen -f -- "$current")); return ;;
    'check --color') words='auto always never' ;;
    'check --select') words='adapter-slot-conflict app-binds-loopback app-binds-other-interface app-not-reachable apps-share-socket auto-correct-hides-port bind-address-not-local box-missing browser-unsafe-port config-without-restart configuration-drift declared-bind-differs duplicate-hostname duplicate-private-ip forward-exposed-to-lan forward-shared-by-machines forward-silently-overwritten forward-without-listener guest-ip-unreachable guest-to-host-unreachable host-ip-not-an-address host-ip-not-known host-port-collision hostname-invalid hostname-on-loopback hostonly-adapter-missing hostonly-ip-out-of-range hsts-tld-hostname invalid-ip-literal ipv6-vbox-limits known-bad-version legacy-natpf-extradata listener-not-forwarded localhost-ipv6-mismatch machine-name-invalid machines-isolated modifyvm-on-running nat-adapter-replaced nat-network-guest-ip-missing nat-rule-malformed nat-rule-name-duplicate nat-rule-on-non-nat-adapter nat-rule-overlap nat-subnet-overlap nested-define-ignored network-in-provider-block network-without-address option-unknown os-reserved-host-port outer-config-in-define private-ip-reserved private-network-dhcp private-network-overlaps-host private-network-public-address privileged-host-port promiscuous-needed protocol-mismatch provider-ignores-networks provider-override-lost provisioner-never-returns public-network-unpinned removed-ruby-method same-subnet-adapters service-default-loopback service-not-persistent ssh-forward-clash string-network-option syntax-error udp-forward-unchecked unknown-network-option unknown-reference unknown-rule unused-suppression v1-syntax vagrant-load-error vagrant-validation-error vbox7-macos-hostonly vpn-captures-private-range wsl2-localhost-split yaml-alias-refused' ;;
    'check --ignore') words='adapter-slot-conflict app-binds-loopback app-binds-other-interface app-not-reachable apps-share-socket auto-correct-hides-port bind-address-not-local box-missing browser-unsafe-port config-without-restart configuration-drift declared-bind-differs duplicate-hostname duplicate-private-ip forward-exposed-to-lan forward-shared-by-machines forward-silently-overwritten forward-without-listener guest-ip-unreachable guest-to-host-unreachable host-ip-not-an-address host-ip-not-known host-port-collision hostname-invalid hostname-on-loopback hostonly-adapter-missing hostonly-ip-out-of-range hsts-tld-hostname invalid-ip-literal ipv6-vbox-limits known-bad-version legacy-natpf-extradata listener-not-forwarded localhost-ipv6-mismatch machine-name-invalid machines-isolated modifyvm-on-running nat-adapter-replaced nat-network-guest-ip-missing nat-rule-malformed nat-rule-name-duplicate nat-rule-on-non-nat-adapter nat-rule-overlap nat-subnet-overlap nested-define-ignored network-in-provider-block network-without-address option-unknown os-reserved-host-port outer-config-in-define private-ip-reserved private-network-dhcp private-network-overlaps-host private-network-public-address privileged-host-port promiscuous-needed protocol-mismatch provider-ignores-networks provider-override-lost provisioner-never-returns public-network-unpinned removed-ruby-method same-subnet-adapters service-default-loopback service-not-persistent ssh-forward-clash string-network-option syntax-error udp-forward-unchecked unknown-network-option unknown-reference unknown-rule unused-suppression v1-syntax vagrant-load-error vagrant-validation-error vbox7-macos-hostonly vpn-captures-private-range wsl2-localhost-split yaml-alias-refused' ;;
    'check --fail-on') words='error warning info never' ;;
    'check --baseline') COMPREPLY=($(compgen -f -- "$current")); return ;;
    'check --jobs') return ;;
    'check --config') COMPREPLY=($(compgen -f -- "$current")); return ;;
    'check --stdin-filename') COMPREPLY=($(compgen -f -- "$current")); return ;;
    'check --env') return ;;
    'check --plugin') return ;;
    'check --provider') return ;;
    'check --host-os') words='linux macos windows' ;;
    'check --virtualbox') return ;;
    'check --vagrant') return ;;
    'fix --format') words='text json jsonl concise markdown sarif github gitlab junit checkstyle rdjson' ;;
    'fix --output') COMPREPLY=($(compgen -f -- "$current")); return ;;
    'fix --color') words='auto always never' ;;
    'fix --rule') words='adapter-slot-conflict app-binds-loopback app-binds-other-interface app-not-reachable apps-share-socket auto-correct-hides-port bind-address-not-local box-missing browser-unsafe-port config-without-restart configuration-drift declared-bind-differs duplicate-hostname duplicate-private-ip forward-exposed-to-lan forward-shared-by-machines forward-silently-overwritten forward-without-listener guest-ip-unreachable guest-to-host-unreachable host-ip-not-an-address host-ip-not-known host-port-collision hostname-invalid hostname-on-loopback hostonly-adapter-missing hostonly-ip-out-of-range hsts-tld-hostname invalid-ip-literal ipv6-vbox-limits known-bad-version legacy-natpf-extradata listener-not-forwarded localhost-ipv6-mismatch machine-name-invalid machines-isolated modifyvm-on-running nat-adapter-replaced nat-network-guest-ip-missing nat-rule-malformed nat-rule-name-duplicate nat-rule-on-non-nat-adapter nat-rule-overlap nat-subnet-overlap nested-define-ignored network-in-provider-block network-without-address option-unknown os-reserved-host-port outer-config-in-define private-ip-reserved private-network-dhcp private-network-overlaps-host private-network-public-address privileged-host-port promiscuous-needed protocol-mismatch provider-ignores-networks provider-override-lost provisioner-never-returns public-network-unpinned removed-ruby-method same-subnet-adapters service-default-loopback service-not-persistent ssh-forward-clash string-network-option syntax-error udp-forward-unchecked unknown-network-option unknown-reference unknown-rule unused-suppression v1-syntax vagrant-load-error vagrant-validation-error vbox7-macos-hostonly vpn-captures-private-range wsl2-localhost-split yaml-alias-refused' ;;
    'fix --fail-on') words='error warning info never' ;;
    'fix --config') COMPREPLY=($(compgen -f -- "$current")); return ;;
    'fix --stdin-filename') COMPREPLY=($(compgen -f -- "$current")); return ;;
    'fix --env') return ;;
    'fix --plugin') return ;;
    'fix --provider') return ;;
    'fix --host-os') words='linux macos windows' ;;
    'fix --virtualbox') return ;;
    'fix --vagrant') return ;;
    'inspect --format') words='text json jsonl' ;;
    'inspect --output') COMPREPLY=($(compgen -f -- "$current")); return ;;
    'inspect --color') words='auto always never' ;;
    'inspect --config') COMPREPLY=($(compgen -f -- "$current")); return ;;
    'inspect --stdin-filename') COMPREPLY=($(compgen -f -- "$current")); return ;;
    'inspect --env') return ;;
    'inspect --plugin') return ;;
    'inspect --provider') return ;;
    'inspect --host-os') words='linux macos windows' ;;
    'inspect --virtualbox') return ;;
    'inspect --vagrant') return ;;
    'reach --format') words='text json' ;;
    'reach --output') COMPREPLY=($(compgen -f -- "$current")); return ;;
    'reach --color') words='auto always never' ;;
    'reach --config') COMPREPLY=($(compgen -f -- "$current")); return ;;
    'reach --stdin-filename') COMPREPLY=($(compgen -f -- "$current")); return ;;
    'reach --env') return ;;
    'reach --plugin') return ;;
    'reach --provider') return ;;
    'reach --host-os') words='linux macos windows' ;;
    'reach --virtualbox') return ;;
    'reach --vagrant') return ;;
    'trace --format') words='text json' ;;
    'trace --output') COMPREPLY=($(compgen -f -- "$current")); return ;;
    'trace --color') words='auto always never' ;;
    'trace --in') COMPREPLY=($(compgen -f -- "$current")); return ;;
    'trace --config') COMPREPLY=($(compgen -f -- "$current")); return ;;
    'trace --stdin-filename') COMPREPLY=($(compgen -f -- "$current")); return ;;
    'trace --env') return ;;
    'trace --plugin') return ;;
    'trace --provider') return ;;
    'trace --host-os') words='linux macos windows' ;;
    'trace --virtualbox') return ;;
    'trace --vagrant') return ;;
    'render --color') words='auto always never' ;;
    'render -o'|'render --output') COMPREPLY=($(compgen -f -- "$current")); return ;;
    'render --as') words='vagrantfile vboxmanage' ;;
    'render --config') COMPREPLY=($(compgen -f -- "$current")); return ;;
    'render --stdin-filename') COMPREPLY=($(compgen -f -- "$current")); return ;;
    'render --env') return ;;
    'render --plugin') return ;;
    'render --provider') return ;;
    'render --host-os') words='linux macos windows' ;;
    'render --virtualbox') return ;;
    'render --vagrant') return ;;
    'new --name') return ;;
    'new --box') return ;;
    'new --host-port'|'new --port') return ;;
    'new --guest-port') return ;;
    'new --address') return ;;
    'new --provider') return ;;
    'init --color') words='auto always never' ;;
    'init --config') COMPREPLY=($(compgen -f -- "$current")); return ;;
    'init --stdin-filename') COMPREPLY=($(compgen -f -- "$current")); return ;;
    'init --env') return ;;
    'init --plugin') return ;;
    'init --provider') return ;;
    'init --host-os') words='linux macos windows' ;;
    'init --virtualbox') return ;;
    'init --vagrant') return ;;
    'rules --format') words='text json' ;;
    'rules --output') COMPREPLY=($(compgen -f -- "$current")); return ;;
    'rules --color') words='auto always never' ;;
    'explain --color') words='auto always never' ;;
    'settings --format') words='text json' ;;
    'settings --output') COMPREPLY=($(compgen -f -- "$current")); return ;;
    'settings --color') words='auto always never' ;;
    'settings --config') COMPREPLY=($(compgen -f -- "$current")); return ;;
    'settings --stdin-filename') COMPREPLY=($(compgen -f -- "$current")); return ;;
    'settings --env') return ;;
    'settings --plugin') return ;;
    'settings --provider') return ;;
    'settings --host-os') words='linux macos windows' ;;
    'settings --virtualbox') return ;;
    'settings --vagrant') return ;;
    'schema --color') words='auto always never' ;;
    *)
        case "$command $current" in
        'check '-*) words='-h --help --format --output --color --select --ignore --fail-on --statistics --baseline --write-baseline --jobs --no-suppressions --force-exclude --fix -q --quiet --config --isolated --stdin-filename --env --plugin --provider --host-os --virtualbox --vagrant' ;;
        'fix '-*) words='-h --help --format --output --color --diff --unsafe-fixes --rule --fail-on --force-exclude -q --quiet --config --isolated --stdin-filename --env --plugin --provider --host-os --virtualbox --vagrant' ;;
        'inspect '-*) words='-h --help --format --output --color -q --quiet --config --isolated --stdin-filename --env --plugin --provider --host-os --virtualbox --vagrant' ;;
        'reach '-*) words='-h --help --format --output --color -q --quiet --config --isolated --stdin-filename --env --plugin --provider --host-os --virtualbox --vagrant' ;;
        'trace '-*) words='-h --help --format --output --color --in -q --quiet --config --isolated --stdin-filename --env --plugin --provider --host-os --virtualbox --vagrant' ;;
        'render '-*) words='-h --help --color -o --output --allow-loss --as -q --quiet --config --isolated --stdin-filename --env --plugin --provider --host-os --virtualbox --vagrant' ;;
        'new '-*) words='-h --help --list --name --box --host-port --port --guest-port --address --provider -q --quiet' ;;
        'init '-*) words='-h --help --color -q --quiet --config --isolated --stdin-filename --env --plugin --provider --host-os --virtualbox --vagrant' ;;
        'rules '-*) words='-h --help --format --output --color' ;;
        'explain '-*) words='-h --help --color' ;;
        'settings '-*) words='-h --help --format --output --color -q --quiet --config --isolated --stdin-filename --env --plugin --provider --host-os --virtualbox --vagrant' ;;
        'schema '-*) words='-h --help --color' ;;
        'new '*) words='django flask k3s multi-machine node postgres static' ;;
        'explain '*) words='adapter-slot-conflict app-binds-loopback app-binds-other-interface app-not-reachable apps-share-socket auto-correct-hides-port bind-address-not-local box-missing browser-unsafe-port config-without-restart configuration-drift declared-bind-differs duplicate-hostname duplicate-private-ip forward-exposed-to-lan forward-shared-by-machines forward-silently-overwritten forward-without-listener guest-ip-unreachable guest-to-host-unreachable host-ip-not-an-address host-ip-not-known host-port-collision hostname-invalid hostname-on-loopback hostonly-adapter-missing hostonly-ip-out-of-range hsts-tld-hostname invalid-ip-literal ipv6-vbox-limits known-bad-version legacy-natpf-extradata listener-not-forwarded localhost-ipv6-mismatch machine-name-invalid machines-isolated modifyvm-on-running nat-adapter-replaced nat-network-guest-ip-missing nat-rule-malformed nat-rule-name-duplicate nat-rule-on-non-nat-adapter nat-rule-overlap nat-subnet-overlap nested-define-ignored network-in-provider-block network-without-address option-unknown os-reserved-host-port outer-config-in-define private-ip-reserved private-network-dhcp private-network-overlaps-host private-network-public-address privileged-host-port promiscuous-needed protocol-mismatch provider-ignores-networks provider-override-lost provisioner-never-returns public-network-unpinned removed-ruby-method same-subnet-adapters service-default-loopback service-not-persistent ssh-forward-clash string-network-option syntax-error udp-forward-unchecked unknown-network-option unknown-reference unknown-rule unused-suppression v1-syntax vagrant-load-error vagrant-validation-error vbox7-macos-hostonly vpn-captures-private-range wsl2-localhost-split yaml-alias-refused' ;;
        *) COMPREPLY=($(compgen -f -- "$current")); return ;;
        esac ;;
    esac
    COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o filenames -F _vmlint vmlint
