"""The rooms that keep anything of people: each tells what, and forgets it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from copro_map.assets.face import KEEPS as OF_ASSETS
from copro_map.audits.face import KEEPS as OF_AUDITS
from copro_map.base.whom import Keeps
from copro_map.contribute.face import KEEPS as OF_CONTRIBUTE
from copro_map.coverage.face import KEEPS as OF_COVERAGE
from copro_map.events.face import KEEPS as OF_EVENTS
from copro_map.exchange.face import KEEPS as OF_EXCHANGE
from copro_map.files.keeps import KEEPS as OF_FILES
from copro_map.imports.face import KEEPS as OF_IMPORTS
from copro_map.indicators.face import KEEPS as OF_INDICATORS
from copro_map.members.face import KEEPS as OF_MEMBERS
from copro_map.people.keeps import KEEPS as OF_PEOPLE
from copro_map.plan.face import KEEPS as OF_PLAN
from copro_map.report.face import KEEPS as OF_REPORT
from copro_map.surveys.face import KEEPS as OF_SURVEYS
from copro_map.talks.keeps import KEEPS as OF_TALKS
from copro_map.upkeep.face import KEEPS as OF_UPKEEP
from copro_map.versions.face import KEEPS as OF_VERSIONS

# In the order in which they forget: who says what of whom before the entry itself.
ROOMS: Mapping[str, Keeps] = MappingProxyType(
    {
        "imports": OF_IMPORTS,
        "contribute": OF_CONTRIBUTE,
        "versions": OF_VERSIONS,
        "upkeep": OF_UPKEEP,
        "audits": OF_AUDITS,
        "coverage": OF_COVERAGE,
        "events": OF_EVENTS,
        "exchange": OF_EXCHANGE,
        "members": OF_MEMBERS,
        "plan": OF_PLAN,
        "surveys": OF_SURVEYS,
        "indicators": OF_INDICATORS,
        "report": OF_REPORT,
        "talks": OF_TALKS,
        "people": OF_PEOPLE,
        "files": OF_FILES,
        "assets": OF_ASSETS,
    }
)
