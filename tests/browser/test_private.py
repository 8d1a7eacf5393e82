"""What a browser is sent, frame by frame, holds nothing that is private."""

from __future__ import annotations

from dataclasses import replace

import pytest

from copro_map.base.config import load_settings
from tests.browser.conftest import rests, serve
from tests.canaries import CANARY, SHOWN, fill


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """The address of a server on a database full of canaries, and a draft's key."""
    folder = tmp_path_factory.mktemp("canaries")
    settings = replace(load_settings({}), database=folder / "copro_map.db")
    key = fill(settings, folder)
    with serve(settings.database) as address:
        yield address, key


def hear(page, frames: list[bytes | str]) -> None:
    """Keep all that comes to a page: frames of its socket, and what it fetches."""

    def on_frame(frame) -> None:
        frames.append(frame)

    def on_answer(answer) -> None:
        if answer.ok and answer.request.resource_type in ("document", "xhr", "fetch"):
            frames.append(answer.body())

    page.on("websocket", lambda socket: socket.on("framereceived", on_frame))
    page.on("response", on_answer)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_no_frame_of_a_page_holds_anything_private(filled, chromium, language):
    server, key = filled
    paths = {
        f"entry?id={SHOWN}&": "Tir Coed",
        "asset_map?": "Tir Coed",
        f"contribute?draft={key}&": "Half an entry",
        f"write?entry={SHOWN}&": "Tir Coed",
    }
    for path, words in paths.items():
        context = chromium.new_context()
        page, frames = context.new_page(), []
        hear(page, frames)
        page.goto(f"{server}/{path}lang={language}")
        if not path.startswith("write"):
            rests(page)
            page.wait_for_selector("footer.footer", timeout=30_000)
        frames.append(page.content())
        came = b"".join(x if isinstance(x, bytes) else x.encode() for x in frames)
        assert words.encode() in came, path
        assert CANARY.encode() not in came, path
        context.close()
