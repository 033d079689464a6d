"""Fetching under one address policy; the only place that opens sockets to other machines.

`addresses` says which addresses are refused, `transport` connects to the checked address and no
other, `fetch` gets one page with all its caps, `visits` adds manners: robots, delays, one request a
host at a time. Nothing here asks for the time: a `Clock` is handed in.
"""

from dateline.network.addresses import Policy, allowed, target
from dateline.network.clock import Clock, SystemClock
from dateline.network.fetch import AGENT, Fetched, Fetcher, FetchError
from dateline.network.visits import Visits

__all__ = [
    "AGENT", "Clock", "FetchError", "Fetched", "Fetcher", "Policy", "SystemClock", "Visits",
    "allowed", "target",
]  # fmt: skip
