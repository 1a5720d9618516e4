"""Top-level domains that browsers open by HTTPS alone.

Source: Chromium's net/http/transport_security_state_static.json ("gTLDs and eTLDs"), which Firefox, Safari and Edge
take over; Google Registry's pages for the domains that it preloads.
"""

from __future__ import annotations

PRELOADED = frozenset(
    (
        "android", "app", "bank", "boo", "channel", "chrome", "dad", "day", "dev", "esq", "foo", "gle", "google", "ing",
        "insurance", "meme", "mov", "new", "nexus", "page", "phd", "play", "prof", "rsvp", "youtube", "zip",
    )
)  # fmt: skip
