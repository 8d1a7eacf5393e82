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
from copro_map.base.today import current_day
from copro_map.frame.app import create_app
from copro_map.frame.connections import Impatient, keep_addresses_out
from copro_map.frame.doors import HERE, HostsError, hosts_answered, unnamed
from copro_map.surveys.face import forget_hourly
