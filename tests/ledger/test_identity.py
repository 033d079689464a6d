"""What makes two documents versions of one article."""

import pytest

from dateline.ledger.documents import identity
from dateline.model import Document


def of(url: str | None = None, guid: str | None = None, feed: str | None = None) -> str:
    return identity(Document.of("text", url=url, guid=guid, feed=feed, outlet="Wire"))


def test_tracking_scheme_and_fragment_do_not_count() -> None:
    assert of("https://a.example/x/?utm_source=1&id=2#top") == of("http://A.example/x?id=2")


def test_entries_are_versions_only_of_entries_from_the_same_host() -> None:
    page = of("https://a.example/x")
    own = of("https://a.example/x", feed="https://a.example/feed")
    assert own == of("https://a.example/x", feed="https://a.example/other")
    assert len({page, own, of("https://a.example/x", feed="https://evil.example/feed")}) == 3
    assert of(guid="1", feed="https://a.example/f") != of(guid="1", feed="https://b.example/f")


def test_entries_of_a_saved_feed_go_by_their_address() -> None:
    assert of("https://a.example/x", feed="saved.xml") == of("https://a.example/x")


@pytest.mark.parametrize(
    "url", ["http://[::1", "http://[x]/", "http://a.example/?" + "a=1&" * 3000]
)
def test_a_broken_address_is_still_an_identity(url: str) -> None:
    assert of(url) and of(url) == of(url)
