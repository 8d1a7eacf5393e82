"""Light pages for everybody: who has one already, and what search engines may keep."""

from __future__ import annotations

from datetime import date

import pytest
from starlette.requests import Request

from copro_map.base.store.connection import writing
from copro_map.base.store.programme import mark_demonstration
from copro_map.drawing.templates import Html
from copro_map.frame.heads import Head
from copro_map.frame.light.public import conditional, public_page

DAY = date(2026, 6, 15)
# Its midnight, in Wales: summer time.
SETTLED = "Mon, 15 Jun 2026 23:00:00 GMT"


def asked(**headers: str) -> Request:
    told = [(x.replace("_", "-").encode(), y.encode()) for x, y in headers.items()]
    scope = {"type": "http", "method": "GET", "path": "/en/x", "query_string": b""}
    return Request({**scope, "headers": told})


def answer(changed: date | None = DAY, content: bytes = b"x", **headers: str):
    return conditional(asked(**headers), content, "text/plain", {}, changed=changed)


@pytest.fixture(autouse=True)
def _later(monkeypatch):
    monkeypatch.setenv("COPRO_MAP_TODAY", "2026-06-20")


def test_whoever_has_it_by_its_tag_is_sent_nothing():
    tag = answer().headers["etag"]
    for given in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = answer(if_none_match=given)
        assert (again.status_code, again.body) == (304, b"")
    assert answer(content=b"y", if_none_match=tag).status_code == 200
    # The tag goes before the day.
    other = answer(if_none_match='"other"', if_modified_since=SETTLED)
    assert other.status_code == 200


def test_whoever_has_it_since_the_day_of_its_last_change_was_over():
    assert answer().headers["last-modified"] == SETTLED
    assert answer(if_modified_since=SETTLED).status_code == 304
    morning = "Mon, 15 Jun 2026 08:00:00 GMT"
    assert answer(if_modified_since=morning).status_code == 200
    for wrong in ("yesterday", "", "2026-06-30", "Mon, 99 Jun 2026 08:00:00 GMT"):
        assert answer(if_modified_since=wrong).status_code == 200


def test_what_changed_today_may_change_again(monkeypatch):
    monkeypatch.setenv("COPRO_MAP_TODAY", DAY.isoformat())
    assert "last-modified" not in answer().headers
    assert answer(if_modified_since=SETTLED).status_code == 200
    assert "last-modified" not in answer(changed=None).headers


def test_search_engines_keep_what_is_there_and_not_invented(network, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))

    def page(status: int = 200) -> bytes:
        return public_page(asked(), Head("A", "B"), Html(""), status=status).body

    assert b"noindex" not in page()
    assert b"noindex" in page(404)
    with writing(network.database) as database:
        mark_demonstration(database, date(2026, 1, 1), DAY)
    assert b"noindex" in page()
