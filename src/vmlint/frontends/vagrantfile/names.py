"""The constants below `Vagrant` in 2.3.4, to tell one that vmlint does not model from one that does not exist."""

from __future__ import annotations

NAMES: dict[str, str] = {
    "Vagrant": (
        "Action Alias BatchAction Box BoxCollection BoxMetadata Bundler CLI CapabilityHost Config "
        "DEFAULT_SERVER_URL Environment Errors Guest Host Machine MachineIndex MachineState OptionParser "
        "PLUGIN_COMPONENTS Plugin Registry SERVER_MODE_CALLBACKS THREAD_MAX_JOIN_TIMEOUT UI Util VERSION "
        "Vagrantfile"
    ),
    "Vagrant::Action": "Builder Builtin General Hook PrimaryRunner Runner Warden",
    "Vagrant::Action::Builder": "MiddlewareArguments StackItem",
    "Vagrant::Action::Builtin": (
        "BoxAdd BoxCheckOutdated BoxRemove BoxUpdate Call CleanupDisks CloudInitSetup CloudInitWait "
        "ConfigValidate Confirm Delayed DestroyConfirm Disk EnvSet GracefulHalt HandleBox HandleBoxUrl "
        "HandleForwardedPortCollisions HasProvisioner IsEnvSet IsState Lock Message MixinProvisioners "
        "MixinSyncedFolders PrepareClone Provision ProvisionerCleanup Remote SSHExec SSHRun SetHostname "
        "SyncedFolderCleanup SyncedFolders Trigger WaitForCommunicator"
    ),
    "Vagrant::Action::General": "Package PackageSetupFiles PackageSetupFolders",
    "Vagrant::Box": "BOX_UPDATE_CHECK_INTERVAL REQUIRED_METADATA_FIELDS Remote",
    "Vagrant::BoxCollection": "Remote TEMP_PREFIX VAGRANT_COLON VAGRANT_SLASH",
    "Vagrant::BoxMetadata": "Provider Remote Version",
    "Vagrant::BoxMetadata::Remote": "Version",
    "Vagrant::Bundler": "BuiltinSet DEFAULT_GEM_SOURCES HASHICORP_GEMSTORE PluginSet SolutionFile VagrantSet",
    "Vagrant::Config": "CONFIGURE_MUTEX CURRENT_VERSION Loader V1 V2 VERSIONS VERSIONS_ORDER VersionBase",
    "Vagrant::Config::V1": "DummyConfig Loader Root",
    "Vagrant::Config::V2": "DummyConfig Loader Root Util",
    "Vagrant::Environment": "CURRENT_SETUP_VERSION DEFAULT_LOCAL_DATA Remote",
    "Vagrant::Errors": (
        "ActiveMachineWithDifferentProvider AliasInvalidError BatchMultiError BoxAddDirectVersion "
        "BoxAddMetadataMultiURL BoxAddNameMismatch BoxAddNameRequired BoxAddNoMatchingProvider "
        "BoxAddNoMatchingVersion BoxAddShortNotFound BoxAlreadyExists BoxChecksumInvalidType "
        "BoxChecksumMismatch BoxConfigChangingBox BoxFileNotExist BoxMetadataCorrupted "
        "BoxMetadataDownloadError BoxMetadataFileNotFound BoxMetadataMalformed BoxMetadataMalformedVersion "
        "BoxMetadataMissingRequiredFields BoxNotFound BoxNotFoundWithProvider "
        "BoxNotFoundWithProviderAndVersion BoxProviderDoesntMatch BoxRemoveMultiProvider "
        "BoxRemoveMultiVersion BoxRemoveNotFound BoxRemoveProviderNotFound BoxRemoveVersionNotFound "
        "BoxServerNotSet BoxUnpackageFailure BoxUpdateMultiProvider BoxUpdateNoMetadata BoxVerificationFailed "
        "BoxVersionInvalid BundlerDisabled BundlerError CFEngineBootstrapFailed CFEngineCantAutodetectIP "
        "CFEngineInstallFailed CFEngineNotInstalled CLIInvalidOptions CLIInvalidUsage CantReadMACAddresses "
        "CapabilityHostExplicitNotDetected CapabilityHostNotDetected CapabilityInvalid CapabilityNotFound "
        "CloneMachineNotFound CloneNotFound CloudInitCommandFailed CloudInitNotFound CommandDeprecated "
        "CommandSuspendAllArgs CommandUnavailable CommandUnavailableWindows CommunicatorNotFound "
        "ConfigInvalid ConfigUpgradeErrors CopyPrivateKeyFailed CorruptMachineIndex CreateIsoHostCapNotFound "
        "DarwinMountFailed DarwinVersionFailed DestroyRequiresForce DotfileUpgradeJSONError "
        "DownloaderChecksumError DownloaderError DownloaderInterrupted EnvInval EnvironmentLockedError "
        "EnvironmentNonExistentCWD ForwardPortAdapterNotFound ForwardPortAutolistEmpty ForwardPortCollision "
        "ForwardPortHostIPNotFound GuestCapabilityInvalid GuestCapabilityNotFound GuestExplicitNotDetected "
        "GuestNotDetected HomeDirectoryLaterVersion HomeDirectoryNotAccessible HomeDirectoryUnknownVersion "
        "HostExplicitNotDetected HypervVirtualBoxError ISOBuildFailed LinuxMountFailed LinuxRDPClientNotFound "
        "LocalDataDirectoryNotAccessible MachineActionLockedError MachineFolderNotAccessible "
        "MachineGuestNotReady MachineLocked MachineNotFound MachineStateInvalid MultiVMTargetRequired "
        "NFSBadExports NFSCantReadExports NFSClientNotInstalledInGuest NFSDupePerms NFSExportsFailed "
        "NFSMountFailed NFSNoGuestIP NFSNoHostIP NFSNoHostonlyNetwork NFSNoValidIds NFSNotSupported "
        "NetSSHException NetplanNoAvailableRenderers NetworkAddressInvalid NetworkCollision "
        "NetworkDHCPAlreadyAttached NetworkManagerNotInstalled NetworkNotFound NetworkTypeNotSupported "
        "NoDefaultProvider NoDefaultSyncedFolderImpl NoEnvironmentError PackageIncludeMissing "
        "PackageIncludeSymlink PackageInvalidInfo PackageOutputDirectory PackageOutputExists "
        "PackageRequiresDirectory PluginGemNotFound PluginInitError PluginInstallFailed "
        "PluginInstallLicenseNotFound PluginInstallSpace PluginInstallVersionConflict PluginLoadError "
        "PluginMissingLibrary PluginMissingLocalError PluginMissingRubyDev PluginNeedsDeveloperTools "
        "PluginNoLocalError PluginNotInstalled PluginSourceError PluginStateFileParseError "
        "PluginUninstallSystem PowerShellError PowerShellInvalidVersion PowerShellNotFound "
        "ProviderCantInstall ProviderChecksumMismatch ProviderInstallFailed ProviderNotFound "
        "ProviderNotFoundSuggestion ProviderNotUsable ProvisionerFlagInvalid ProvisionerWinRMUnsupported "
        "PushStrategyNotDefined PushStrategyNotLoaded PushStrategyNotProvided PushesNotDefined RSyncError "
        "RSyncGuestInstallError RSyncNotFound RSyncNotInstalledInGuest RSyncPostCommandError "
        "SCPPermissionDenied SCPUnavailable SSHAuthenticationFailed SSHChannelOpenFail SSHConnectEACCES "
        "SSHConnectionAborted SSHConnectionRefused SSHConnectionReset SSHConnectionTimeout SSHDisconnected "
        "SSHHostDown SSHInsertKeyUnsupported SSHInvalidShell SSHIsPuttyLink SSHKeyBadOwner "
        "SSHKeyBadPermissions SSHKeyTypeNotSupported SSHNoExitStatus SSHNoRoute SSHNotReady "
        "SSHRunRequiresKeys SSHUnavailable SSHUnavailableWindows SharedFolderCreateFailed ShellExpandFailed "
        "SnapshotConflictFailed SnapshotNotFound SnapshotNotSupported SourceSpecNotFound SyncedFolderUnusable "
        "TriggersBadExitCodes TriggersGuestNotExist TriggersGuestNotRunning TriggersNoBlockGiven "
        "TriggersNoStageGiven UIExpectsTTY UnimplementedProviderAction UploadInvalidCompressionType "
        "UploadMissingExtractCapability UploadMissingTempCapability UploadSourceMissing UploaderError "
        "UploaderInterrupted VBoxManageError VBoxManageLaunchError VBoxManageNotFoundError "
        "VMBaseMacNotSpecified VMBootBadState VMBootTimeout VMCloneFailure VMCreateMasterFailure "
        "VMCustomizationFailed VMImportFailure VMInaccessible VMNameExists VMNoMatchError VMNotCreatedError "
        "VMNotFoundError VMNotRunningError VMPowerOffToPackage VagrantError VagrantInterrupt "
        "VagrantRemoteError VagrantVersionBad VagrantfileExistsError VagrantfileLoadError "
        "VagrantfileNameError VagrantfileSyntaxError VagrantfileTemplateNotFoundError VagrantfileWriteError "
        "VirtualBoxBrokenVersion040214 VirtualBoxConfigNotFound VirtualBoxDisksControllerNotFound "
        "VirtualBoxDisksDefinedExceedLimit VirtualBoxDisksNoSupportedControllers "
        "VirtualBoxDisksPrimaryNotFound VirtualBoxDisksUnsupportedController VirtualBoxGuestPropertyNotFound "
        "VirtualBoxInstallIncomplete VirtualBoxInvalidHostSubnet VirtualBoxInvalidVersion "
        "VirtualBoxKernelModuleNotLoaded VirtualBoxMachineFolderNotFound VirtualBoxMountFailed "
        "VirtualBoxMountNotSupportedBSD VirtualBoxNameExists VirtualBoxNoName "
        "VirtualBoxNoRoomForHighLevelNetwork VirtualBoxNotDetected VirtualBoxUserMismatch "
        "VirtualBoxVersionEmpty WSLRootFsNotFoundError WSLVagrantAccessError WSLVagrantVersionMismatch "
        "WSLVirtualBoxWindowsAccessError WinRMInvalidCommunicator"
    ),
    "Vagrant::Guest": "Remote",
    "Vagrant::Host": "Remote",
    "Vagrant::Machine": "Remote",
    "Vagrant::MachineIndex": "Entry Remote",
    "Vagrant::MachineIndex::Entry": "Remote",
    "Vagrant::MachineState": "NOT_CREATED_ID",
    "Vagrant::Plugin": "Manager Remote StateFile V1 V2",
    "Vagrant::Plugin::Remote": "Command Communicator Guest Manager Plugin Provider Provisioner Push SyncedFolder",
    "Vagrant::Plugin::V1": (
        "Command Communicator Config Error Guest Host InvalidCommandName Manager Plugin Provider Provisioner"
    ),
    "Vagrant::Plugin::V2": (
        "Command Communicator Components Config Error Guest Host InvalidCommandName Manager Plugin Provider "
        "Provisioner Push SyncedFolder Trigger"
    ),
    "Vagrant::UI": "Basic Colored Interface MachineReadable NonInteractive Prefixed Remote Silent",
    "Vagrant::UI::Colored": "COLORS",
    "Vagrant::UI::Prefixed": "OUTPUT_PREFIX",
    "Vagrant::Util": (
        "ANSIEscapeCodeRemover Busy Caps CheckpointClient CommandDeprecation Counter CredentialScrubber "
        "CurlHelper DeepMerge Directory Downloader Env Experimental FileMode GuestHosts GuestInspection "
        "HCLogFormatter HCLogOutputter HashWithIndifferentAccess IO IPv4Interfaces InstallBashShellConfig "
        "InstallShellConfig InstallZSHShellConfig IsPortOpen LineBuffer LineEndingHelpers LoggingFormatter "
        "MapCommandOptions Mime NetworkIP Numeric Platform PowerShell Presence Remote Retryable SSH SafeChdir "
        "SafeEnv SafeExec SafePuts ScopedHashOverride ShellQuote SilenceWarnings StackedProcRunner "
        "StringBlockEditor Subprocess Tempfile TemplateRenderer Uploader Which"
    ),
    "Vagrant::Util::Caps": "BuildISO",
    "Vagrant::Util::CheckpointClient": "CHECKPOINT_TIMEOUT",
    "Vagrant::Util::CommandDeprecation": "Complete",
    "Vagrant::Util::CredentialScrubber": "REPLACEMENT_TEXT",
    "Vagrant::Util::CurlHelper": "SILENCED_HOSTS",
    "Vagrant::Util::Downloader": "SILENCED_HOSTS USER_AGENT",
    "Vagrant::Util::GuestHosts": "BSD Linux Unix",
    "Vagrant::Util::GuestInspection": "Linux",
    "Vagrant::Util::HCLogFormatter": "MAX_MESSAGE_LENGTH",
    "Vagrant::Util::IO": "READ_CHUNK_SIZE",
    "Vagrant::Util::InstallShellConfig": "APPEND_STRING PREPEND_STRING",
    "Vagrant::Util::LineBuffer": "MAX_LINE_LENGTH",
    "Vagrant::Util::Mime": "Entity Multipart",
    "Vagrant::Util::NetworkIP": "DEFAULT_MASK LOGGER",
    "Vagrant::Util::Numeric": (
        "BYTES_CONVERSION_MAP EXABYTE GIGABYTE KILOBYTE MEGABYTE PETABYTE SHORTHAND_MATCH_REGEX TERABYTE"
    ),
    "Vagrant::Util::PowerShell": (
        "DEFAULT_VERSION_DETECTION_TIMEOUT LOGGER MINIMUM_REQUIRED_VERSION POWERSHELL_NAMES POWERSHELL_PATHS"
    ),
    "Vagrant::Util::Remote": "SSH SafePuts",
    "Vagrant::Util::SSH": "LOGGER",
    "Vagrant::Util::Subprocess": "LaunchError Result TimeoutExceeded",
    "Vagrant::Vagrantfile": "Remote",
}

PLUGINS = (
    "Ansible AtlasPush CFEngine Chef CloudCommand CommandAutocomplete CommandBox CommandCap "
    "CommandDestroy CommandGlobalStatus CommandHalt CommandHelp CommandInit CommandListCommands CommandPS "
    "CommandPackage CommandPlugin CommandPort CommandProvider CommandProvision CommandPush CommandRDP "
    "CommandReload CommandResume CommandSSH CommandSSHConfig CommandServe CommandSnapshot CommandStatus "
    "CommandSuspend CommandUp CommandUpload CommandValidate CommandVersion CommandWinRM "
    "CommandWinRMConfig CommunicatorSSH CommunicatorWinRM CommunicatorWinSSH ContainerProvisioner "
    "DockerProvider DockerProvisioner FTPPush FileUpload GuestALT GuestAlma GuestAlpine GuestAmazon "
    "GuestArch GuestAtomic GuestBSD GuestCentos GuestCoreOS GuestDarwin GuestDebian GuestDragonFlyBSD "
    "GuestElementary GuestEsxi GuestFedora GuestFreeBSD GuestFuntoo GuestGentoo GuestHaiku GuestKali "
    "GuestLinux GuestMint GuestNetBSD GuestNixos GuestOmniOS GuestOpenBSD GuestOpenWrt GuestPhoton "
    "GuestPld GuestRedHat GuestRocky GuestSUSE GuestSlackware GuestSmartos GuestSolaris GuestSolaris11 "
    "GuestTinyCore GuestTrisquel GuestUbuntu GuestWindows HerokuPush HostALT HostArch HostBSD HostDarwin "
    "HostFreeBSD HostGentoo HostLinux HostNull HostRedHat HostSUSE HostSlackware HostVoid HostWindows "
    "HyperV Kernel_V1 Kernel_V2 LocalExecPush LoginCommand NoopDeploy OptionParser PodmanProvisioner "
    "ProviderVirtualBox Puppet Salt Shell SyncedFolderNFS SyncedFolderRSync SyncedFolderSMB"
)


def exists(path: str) -> bool | None:
    """Return whether the constant PATH exists; None where its owner is not listed here."""
    owner, _, name = path.rpartition("::")
    names = NAMES.get(owner)
    return None if names is None else name in names.split()
