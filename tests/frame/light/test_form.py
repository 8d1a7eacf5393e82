"""What a form sends: read as it was typed, and refused if it is none of ours."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from copro_map.base.i18n import current_language
from copro_map.frame.light.form import LONGEST, from_elsewhere, pressed


@pressed
def echo(request, form):
    said = {"language": current_language(), "elsewhere": from_elsewhere(request)}
    return JSONResponse(said | {"form": dict(form)})


@pytest.fixture(scope="module")
def client():
    return TestClient(Starlette(routes=[Route("/x", echo, methods=["POST"])]))


def test_boxes_come_as_they_were_typed_in_the_language_of_the_page(client):
    typed = {"a": "tŷ & <b>\r\nline", "empty": ""}
    told = client.post("/x?lang=cy", data=typed).json()
    assert told["form"] == {"a": "tŷ & <b>\nline", "empty": ""}
    assert told["language"] == "cy"


def test_a_form_of_parts_is_read_as_mail_programs_send_it(client):
    sent = {"List-Unsubscribe": (None, "One-Click")}
    told = client.post("/x", files=sent).json()
    assert told["form"] == {"List-Unsubscribe": "One-Click"}


@pytest.mark.parametrize(
    "body",
    [
        b"a=" + b"x" * LONGEST,
        "&".join(f"n{n}=x" for n in range(60)).encode(),
        b"a=x%00y",
        b"a=x%1b[31m",
        "a=abc\u202edef".encode(),
    ],
    ids=["long", "many", "nul", "escape", "backwards"],
)
def test_what_no_form_of_ours_sends_is_refused_with_a_sentence(client, body):
    kind = {"content-type": "application/x-www-form-urlencoded"}
    answer = client.post("/x?lang=en", content=body, headers=kind)
    assert answer.status_code == 400
    assert "That did not work" in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_a_file_is_refused(client):
    answer = client.post("/x?lang=cy", files={"a": ("a.txt", b"x")})
    assert answer.status_code == 400
    assert '<html lang="cy">' in answer.text


def test_what_is_no_form_has_no_boxes(client):
    assert client.post("/x", content=b"\xff\xfe").json()["form"] == {}
    assert client.post("/x", json={"a": "b"}).json()["form"] == {}


@pytest.mark.parametrize(
    ("site", "elsewhere"),
    [
        ("same-origin", False),
        ("none", False),
        ("cross-site", True),
        ("same-site", True),
    ],
)
def test_a_browser_says_whether_another_site_sends_it(client, site, elsewhere):
    own = {"sec-fetch-site": site}
    assert client.post("/x", headers=own).json()["elsewhere"] is elsewhere
    assert client.post("/x").json()["elsewhere"] is False
