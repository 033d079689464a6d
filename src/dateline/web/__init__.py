"""The desk: pages and an HTTP API over one ledger, on the loopback address.

app       puts it together            guard     who may ask, and what a browser may do
pages     what is shown               forms     decisions, each with a name and a reason
api       the same rows as JSON       drawing   templates, links that keep the stated time
"""

from dateline.web.app import Desk, create_app

__all__ = ["Desk", "create_app"]
