"""A gap that waits for an answer, in words: where, why, what was answered."""

from __future__ import annotations

from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import N_, partial_date, t
from copro_map.coverage.rules.answering import Last
from copro_map.coverage.to_answer import Gap
from copro_map.coverage.words import Said, asked_in_vain
from copro_map.drawing.figures import number

EVERY = N_("All themes")


def theme_name(settings: Settings, theme: str) -> str:
    """Return the name of a theme in the current language; of "" that it is all."""
    if not theme:
        return t(EVERY)
    return load_definitions(settings.data_dir).label("themes", theme).text()


def why(gap: Gap) -> Said:
    """Return why a gap is asked about: no more than the record can say."""
    if words := asked_in_vain(gap):
        return Said("strong", words)
    if gap.zero == "significant_zero":
        usual = number(gap.expected)
        return Said("watch", t("None, where {expected} would be usual", expected=usual))
    if gap.telling in ("low", "low_theme"):
        words = t(
            "Entries: {n}. Shared among the areas that they serve: {count}; {expected} "
            "would be usual",
            n=gap.entries,
            count=number(gap.count),
            expected=number(gap.expected),
        )
        return Said("watch", words)
    if gap.entries:
        return Said("plain", t("Entries: {n}. That is not unusual.", n=gap.entries))
    return Said("unknown", t("None recorded; too few in Wales to judge"))


def _asked(last: Last) -> str:
    day = partial_date(last.asked_on)
    if last.replies is None:
        return t(
            "Last asked on {date}; it is not known whether anybody replied", date=day
        )
    if not last.replies:
        return t("Last asked on {date}, nobody replied", date=day)
    return t("Last asked on {date}; replies: {n}", date=day, n=last.replies)


def answered(last: Last) -> Said:
    """Return what the last answers of a gap were; that nobody has asked, if so."""
    said = [_asked(last)] if last.asked_on else []
    if last.none_on:
        day = partial_date(last.none_on)
        said.append(t("Checked locally on {date}: none", date=day))
    if not said:
        return Said("unknown", t("Nobody has asked yet"))
    return Said("watch", ". ".join(said))
