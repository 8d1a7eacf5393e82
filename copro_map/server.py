"""The server: puts together the frame, the routes and the jobs."""

from __future__ import annotations

import asyncio
import os
import sys
from functools import partial

import uvicorn

from copro_map.base.config import load_settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import explain
from copro_map.base.store.connection import prepare
from copro_map.by_link.face import ROUTES
from copro_map.desk.face import by_the_clock
from copro_map.frame.app import create_app
from copro_map.frame.connections import Impatient, keep_addresses_out
from copro_map.frame.doors import HERE, HostsError, hosts_answered, unnamed
from copro_map.frame.heads import read_site
from copro_map.frame.packing import Copies
from copro_map.open_data.face import ROUTES as OPEN
from copro_map.open_data.face import head_of, keep_tidy, shell_of


def main() -> None:
    """Serve on http://localhost:8501, or on COPRO_MAP_HOST and COPRO_MAP_PORT.

    Only requests for the names in COPRO_MAP_HOSTS are answered. A database of an older
    version is brought up to date before anything is answered. What is wrong is printed,
    and every page and ``/health`` say it. Beside the answers the clock does its jobs.
    """
    settings = load_settings()
    try:
        hosts = hosts_answered(os.environ)
    except HostsError as error:
        sys.exit(explain(error, settings.default_language))
    if missing := unnamed(os.environ):
        print(explain(missing, settings.default_language), file=sys.stderr)
    try:
        prepare(settings.database)
    except CoproMapError as error:
        print(explain(error, settings.default_language), file=sys.stderr)
    keep_addresses_out()
    jobs = (partial(by_the_clock, settings), partial(keep_tidy, settings))
    site = read_site(head_of, shell_of)
    config = uvicorn.Config(
        create_app(hosts, (*ROUTES, *OPEN), jobs, site, Copies()),
        host=os.environ.get("COPRO_MAP_HOST", HERE),
        port=int(os.environ.get("COPRO_MAP_PORT", "8501")),
        http=Impatient,
        log_config=None,
        ws_max_size=10 * 1024 * 1024,
    )
    asyncio.run(uvicorn.Server(config).serve())


if __name__ == "__main__":
    main()
