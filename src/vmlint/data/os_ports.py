"""TCP ports that a freshly installed system holds itself.

Sources: Apple's support page on TCP and UDP ports, and docker/docs#14226, honcho#229, skyportal#2657 (AirPlay Receiver
since macOS 12, on unless turned off); Microsoft's service overview and network port requirements for Windows; RFC 6335
and Microsoft's note on the dynamic port range (49152 to 65535), of which Hyper-V reserves blocks at every start
(microsoft/WSL#5514, docker/for-win#3171).
"""

from __future__ import annotations

MACOS = {5000: "AirPlay Receiver", 7000: "AirPlay Receiver"}
WINDOWS = {135: "the RPC endpoint mapper", 445: "file sharing (SMB)"}
WINDOWS_DYNAMIC = range(49152, 65536)
