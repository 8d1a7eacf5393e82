"""A visitor without a browser: Streamlit's messages over a websocket.

Does what Streamlit's own client does, but draws nothing, so that 20 of them cost the
computer little: keeps the address, keeps messages that the server may refer to.
"""

from __future__ import annotations

from time import perf_counter
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

MOST_BYTES = 50_000_000
DONE = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
)


class Visitor:
    """One session on the asset map."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.query = "lang=en"
        self.page = ""
        self.kept: set[str] = set()
        self.part = ""
        self.bytes = 0

    @classmethod
    async def arrive(cls, address: str) -> Visitor:
        """Open the page about the map and wait for it."""
        stream = address.replace("http", "ws", 1) + "/_stcore/stream"
        visitor = cls(
            await connect(stream, subprotocols=["streamlit"], max_size=MOST_BYTES)
        )
        await visitor._ask(BackMsg(), page_name="asset_map")
        assert visitor.part, "the page says nothing of what was found"
        return visitor

    async def search(self, text: str) -> float:
        """Ask for words; return the seconds until that part of the page is complete."""
        self.query = urlencode({"lang": "en", "q": text})
        return await self._ask(BackMsg(), fragment_id=self.part)

    async def leave(self) -> None:
        """Close the page."""
        await self.socket.close()

    async def _ask(self, message: BackMsg, **fields: str) -> float:
        run = message.rerun_script
        run.query_string, run.page_script_hash = self.query, self.page
        run.cached_message_hashes.extend(self.kept)
        run.context_info.locale, run.context_info.timezone = "en-GB", "Europe/London"
        for name, value in fields.items():
            setattr(run, name, value)
        start = perf_counter()
        await self.socket.send(message.SerializeToString())
        async for data in self.socket:
            answer = ForwardMsg.FromString(data)
            self.bytes += len(data)
            self._note(answer)
            if (
                answer.WhichOneof("type") == "script_finished"
                and answer.script_finished in DONE
            ):
                break
        return perf_counter() - start

    def _note(self, answer: ForwardMsg) -> None:
        if answer.metadata.cacheable and answer.hash:
            self.kept.add(answer.hash)
        kind = answer.WhichOneof("type")
        if kind == "page_info_changed":
            self.query = answer.page_info_changed.query_string
        elif kind == "new_session":
            self.page = answer.new_session.page_script_hash or self.page
        elif kind == "delta" and 'id="result"' in answer.delta.new_element.html.body:
            self.part = answer.delta.fragment_id
