"""The app's server, which also writes down how long each run of a page took.

From the message that asks for a run, as it comes off the socket, to the end of the run,
when all it has to say is in the queue of the socket; one JSON line each, in the file
that COPRO_MAP_BENCH_LOG names.
"""

from __future__ import annotations

import json
import os
from functools import wraps
from pathlib import Path
from time import perf_counter
from typing import Any

from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunnerEvent

from copro_map import server

ENDS = {
    ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS: "page",
    ScriptRunnerEvent.FRAGMENT_STOPPED_WITH_SUCCESS: "part",
}
started: dict[str, float] = {}


def _write_down(target: Path) -> None:
    ask, hear = (
        AppSession._handle_rerun_script_request,
        AppSession._handle_scriptrunner_event_on_event_loop,
    )

    @wraps(ask)
    def asked(session: AppSession, *args: Any, **more: Any) -> None:
        started[session.id] = perf_counter()
        ask(session, *args, **more)

    @wraps(hear)
    def heard(
        session: AppSession, sender: Any, event: ScriptRunnerEvent, *args: Any
    ) -> None:
        hear(session, sender, event, *args)
        if event in ENDS and session.id in started:
            seconds = perf_counter() - started.pop(session.id)
            line = json.dumps({"what": ENDS[event], "seconds": seconds})
            with target.open("a", encoding="ascii") as file:
                file.write(line + "\n")

    AppSession._handle_rerun_script_request = asked  # type: ignore[method-assign]
    AppSession._handle_scriptrunner_event_on_event_loop = heard  # type: ignore[method-assign]


if __name__ == "__main__":
    _write_down(Path(os.environ["COPRO_MAP_BENCH_LOG"]))
    server.main()
