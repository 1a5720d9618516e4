"""Networks that routers and phones give their clients as they come out of the box.

Sources: the manuals of the makers for the address of the router; facts about Windows' and Apple's sharing of a
connection from their documentation.
"""

from __future__ import annotations

HOME_NETWORKS = {
    "192.168.0.0/24": "many routers of D-Link, Netgear and TP-Link",
    "192.168.1.0/24": "most routers of Asus, Linksys and TP-Link",
    "192.168.2.0/24": "routers of Belkin and Deutsche Telekom",
    "192.168.8.0/24": "routers of Huawei and GL.iNet",
    "192.168.10.0/24": "routers of Buffalo and Motorola",
    "192.168.43.0/24": "hotspots of Android",
    "192.168.50.0/24": "routers of Asus",
    "192.168.68.0/24": "routers of TP-Link Deco",
    "192.168.86.0/24": "Google's routers",
    "192.168.88.0/24": "routers of MikroTik",
    "192.168.100.0/24": "modems of Huawei",
    "192.168.137.0/24": "hosts that share a connection under Windows",
    "192.168.178.0/24": "FRITZ!Box routers",
    "192.168.254.0/24": "routers of Frontier",
    "10.0.0.0/24": "routers of Comcast and those of many offices",
    "10.0.1.0/24": "Apple's routers",
    "172.20.10.0/28": "hotspots of iPhones",
}
