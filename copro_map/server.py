"""The server: puts together the frame, the routes and, later, the jobs."""

from __future__ import annotations

import asyncio
import os

import uvicorn

from copro_map.frame.app import create_app


def main() -> None:
    """Serve on http://localhost:8501, or on COPRO_MAP_HOST and COPRO_MAP_PORT."""
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
