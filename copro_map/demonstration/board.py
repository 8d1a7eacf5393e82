"""A demonstration's report for the board: words in both languages, and approved."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from copro_map.base.config import Settings
from copro_map.base.i18n import Label
from copro_map.base.today import WALES
from copro_map.demonstration.made_up import MONTHS, Days
from copro_map.people.rules.permissions import MACHINE
from copro_map.report.face import Words, publish_and_approve

AFTERNOON = time(15)
WORDS = Words(
    well=Label(
        "Demonstration: these words are invented.\n\n"
        "More organisations than we had hoped now say that they work in this way, and "
        "those who took part in the survey tell us that it changes how they plan.",
        "Arddangosiad: mae'r geiriau hyn wedi'u dyfeisio.\n\n"
        "Mae mwy o sefydliadau nag yr oeddem wedi gobeithio yn dweud bellach eu bod yn "
        "gweithio fel hyn, ac mae'r rhai a gymerodd ran yn yr arolwg yn dweud wrthym "
        "fod hyn yn newid y ffordd y maent yn cynllunio.",
    ),
    hard=Label(
        "Small groups have little time to fill in a self-audit. In rural areas we know "
        "of less than there is, so the figures there are too low rather than too high.",
        "Prin yw amser grwpiau bach i lenwi hunanarchwiliad. Mewn ardaloedd gwledig "
        "gwyddom am lai nag sydd yno, felly mae'r ffigurau yno'n rhy isel yn hytrach "
        "na'n rhy uchel.",
    ),
    ask=Label(
        "Please agree that two days a month go to telephone calls with groups that "
        "have not confirmed their entry yet, until the end of the programme.",
        "Gofynnwn i chi gytuno y bydd dau ddiwrnod y mis yn mynd ar alwadau ffôn gyda "
        "grwpiau nad ydynt wedi cadarnhau eu cofnod eto, tan ddiwedd y rhaglen.",
    ),
)


def write_report(settings: Settings, days: Days) -> None:
    """Write words for the figures of the end of the last month; the board approves."""
    as_at = days.in_month(MONTHS, 1) - timedelta(1)
    moment = datetime.combine(days.today, AFTERNOON, WALES)
    publish_and_approve(settings, MACHINE, as_at, WORDS, moment)
