"""The rows of the outreach ledger, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from copro_map.base.i18n import partial_date, t
from copro_map.coverage.page.asking import theme_name
from copro_map.frame.councils import area_name
from copro_map.people.wording import ROLE_NAMES


def _role(text: str) -> str:
    """Return a role in the current language, if it is one of the desk's."""
    named = {str(role): words for role, words in ROLE_NAMES.items()}
    return t(named[text]) if text in named else text


def _came(row: Mapping[Any, Any]) -> str:
    """Return what came of a row of the ledger."""
    said = []
    if row["none_on"]:
        said.append(t("There is none here"))
    if row["asked_on"] and pd.isna(row["replies"]):
        said.append(t("Asked; replies not known"))
    elif row["asked_on"]:
        said.append(t("Asked; replies: {n}", n=int(row["replies"])))
    return ". ".join(said)


def asked_in_words(asked: pd.DataFrame) -> list[dict[str, str]]:
    """Return the rows of a ledger in words, in their order."""
    return [
        {
            "day": partial_date(max(row["asked_on"], row["none_on"])),
            "area": area_name(row["area_code"]),
            "theme": theme_name(row["theme"]),
            "came": _came(row),
            "who": ". ".join(filter(None, (row["note"], row["none_by"]))),
            "by": _role(row["asked_by"]),
        }
        for row in asked.to_dict("records")
    ]
