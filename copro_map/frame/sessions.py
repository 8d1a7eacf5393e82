"""Tabs that outlive their session: the server started anew, or a laptop slept."""

from __future__ import annotations

import asyncio

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime import websocket_session_manager
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.state.common import user_key_from_element_id

# Where a session keeps which widgets a tab that outlived another one came back with.
CAME_BACK = "came_back_with"
# Whether widgets are to be filled whatever the server knows of them: the address that
# the page was drawn from has been written over what the visitor did.
INSISTS = "fills_widgets_anew"
# How long the session of a tab that is not heard of is kept: a phone that sleeps.
KEPT_S = 900


class LastingSession(AppSession):
    """A session that goes on where a tab's last one ended.

    Streamlit drops what a tab asks of a part that this session has not drawn yet, so a
    tab that outlived its session looked alive and answered nothing; and nobody listened
    to a change that came with the first request. Here the page is drawn from its
    address first; then what the visitor did is done, as if nothing had been.
    """

    _begun = False
    _catching_up: asyncio.Task[None] | None = None
    _waiting: list[ClientState]

    def request_rerun(self, client_state: ClientState | None) -> None:
        """Run the page; for a tab that comes back, first as its address says."""
        if client_state is not None and self._catching_up is not None:
            self._waiting.append(client_state)
            return
        begun, self._begun = self._begun, True
        if begun or client_state is None or not _comes_back(client_state):
            super().request_rerun(client_state)
            return
        self.track_settling()
        keys = {
            user_key_from_element_id(x.id) for x in client_state.widget_states.widgets
        }
        self.session_state[CAME_BACK] = frozenset(keys - {None})
        self._waiting = [] if client_state.is_history_navigation else [client_state]
        super().request_rerun(_address_alone(client_state))
        self._catching_up = asyncio.create_task(self._catch_up())

    async def _catch_up(self) -> None:
        """Do what was asked while the page was drawn, one after the other."""
        await self.wait_until_settled()
        self.session_state[INSISTS] = True
        while self._waiting:
            super().request_rerun(self._waiting.pop(0))
            await self.wait_until_settled()
        self.session_state[INSISTS] = False
        self._catching_up = None


def _comes_back(client_state: ClientState) -> bool:
    """Say whether a first request is of a tab that has been drawn before."""
    return bool(client_state.fragment_id or client_state.widget_states.widgets)


def _address_alone(client_state: ClientState) -> ClientState:
    """Return a request for the same page, of somebody who has done nothing yet."""
    alone = ClientState()
    alone.CopyFrom(client_state)
    for name in ("fragment_id", "widget_states", "cached_message_hashes"):
        alone.ClearField(name)
    return alone


def keep_tabs_alive() -> None:
    """Let Streamlit make such sessions, for which it has no setting."""
    setattr(websocket_session_manager, AppSession.__name__, LastingSession)
