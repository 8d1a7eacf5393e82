"""The server: puts together the frame, the routes and, later, the jobs."""

from __future__ import annotations

import asyncio
import os
import sys

import uvicorn

from copro_map.base.config import load_settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import explain
from copro_map.base.store.connection import prepare
from copro_map.frame.app import create_app


def main() -> None:
    """Serve on http://localhost:8501, or on COPRO_MAP_HOST and COPRO_MAP_PORT.

    A database of an older version is brought up to date before anything is answered.
    What is wrong with it is printed, and every page and ``/health`` say it too.
    """
    settings = load_settings()
    try:
        prepare(settings.database)
    except CoproMapError as error:
        print(explain(error, settings.default_language), file=sys.stderr)
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(),
            host=os.environ.get("COPRO_MAP_HOST", "127.0.0.1"),
            port=int(os.environ.get("COPRO_MAP_PORT", "8501")),
            log_level="warning",
            ws_max_size=10 * 1024 * 1024,
        )
    )
    asyncio.run(server.serve())


if __name__ == "__main__":
    main()
