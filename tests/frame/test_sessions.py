"""A tab that outlives its session, as its browser asks: the page answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection as Connection
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from tests.frame.running import running

DONE = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
)


@pytest.fixture(scope="module")
def stream(to_read, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sessions")
    with running(to_read.database, folder) as server:
        yield f"ws://localhost:{server.port}/_stcore/stream"


class Tab:
    """What a browser's tab knows: the address, its boxes, the part they are in."""

    def __init__(self, socket: Connection, query: str, former: Tab | None) -> None:
        self.socket, self.query = socket, query
        self.page = former.page if former else ""
        self.boxes: dict[str, tuple[str, str]] = dict(former.boxes) if former else {}
        self.filled: dict[str, str] = {}

    def ask(self, runs: int = 1, *, back: bool = False, **typed: str) -> None:
        """Send what is typed, or ask for the page; listen until it has run so often."""
        message = BackMsg()
        run = message.rerun_script
        run.query_string, run.page_script_hash = self.query, self.page
        run.page_name, run.is_history_navigation = "asset_map", back
        for label, text in typed.items():
            box, part = self.boxes[label]
            run.fragment_id = "" if back else part
            state = run.widget_states.widgets.add()
            state.id, state.string_value = box, text
        self.socket.send(message.SerializeToString())
        while runs:
            answer = ForwardMsg.FromString(self.socket.recv(timeout=60))
            kind = answer.WhichOneof("type")
            if kind == "page_info_changed":
                self.query = answer.page_info_changed.query_string
            elif kind == "navigation":
                self.page = answer.navigation.page_script_hash
            elif kind == "delta" and (box := answer.delta.new_element.selectbox).id:
                self.boxes[box.label] = box.id, answer.delta.fragment_id
                if box.set_value:
                    self.filled[box.label] = box.raw_value
            elif kind == "script_finished":
                runs -= answer.script_finished in DONE

    @property
    def asked(self) -> dict[str, list[str]]:
        """What the address asks."""
        return parse_qs(self.query)


@contextmanager
def tab(stream: str, query: str, former: Tab | None = None) -> Iterator[Tab]:
    """Open a tab, or let one come back whose session nobody knows any more."""
    own = ["streamlit", "token", *(["gone"] if former else [])]
    named = [Subprotocol(one) for one in own]
    with connect(stream, subprotocols=named, max_size=None) as socket:
        yield Tab(socket, query, former)


def test_what_is_chosen_in_a_tab_whose_session_is_gone_is_asked(stream):
    with tab(stream, "lang=en&near=Bala&kind=project") as before:
        before.ask()
    with tab(stream, before.query, before) as after:
        after.ask(2, Within="50 km")
        assert (after.asked["km"], after.asked["kind"]) == (["50"], ["project"])
        assert after.filled["Within"] == "50 km"  # the first run had taken it back
        after.ask(Within="5 km")  # from here on it is a session like any other
        assert after.asked["km"] == ["5"]


def test_back_in_a_tab_whose_session_is_gone_shows_what_the_address_says(stream):
    with tab(stream, "lang=en&near=Bala&km=50") as before:
        before.ask()
    with tab(stream, "lang=en&near=Bala", before) as after:
        after.ask(back=True, Within="50 km")
        after.ask()
        assert "km" not in after.asked
        assert after.filled["Within"] == "20 km"
