"""The sentences with numbers: each message of the catalogue, its fields as facts.

Numbers that nothing counts are in ``KNOWN``, each with the reason why they stand there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from copro_map.base.i18n import t
from tests.indicators.recount import wilson
from tests.recounted.progress import CODE, codes, own_codes
from tests.recounted.telling import NUMBER, Telling

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December", "Ionawr", "Chwefror", "Mawrth"),
    *("Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd"),
    "Rhagfyr",
)
DATE = rf"\b(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)}) \d{{4}}\b"
CODES = "|".join(re.escape(code) for code in [*codes(), *own_codes()])
KNOWN = {
    "a day or a month": DATE,
    "the day in a field": r"\b\d{4}-\d\d-\d\d\b|\bDD/MM/YYYY\b",
    "a source": r"(?:Census|Cyfrifiad) 2021|OGL v3\.0|CC BY 4\.0",
    "an invented name": r"(?:Demonstration|Arddangosiad): [^·\n]*? \d+(?=,| |$)",
    "a snapshot's or a wave's name": r"(?:year|blwyddyn) \d\b",
    "near": r"\b(?:5|10|20) km\b",
    "residents of a rate": r"100,000",
    "the tenth of areas": r"\b10% mwyaf difreintiedig",
    "how long a confirmation holds": r"\b12 (?:months|mis)\b",
    "an indicator's code": rf"(?<![\d.,])(?:{CODES})(?= [A-Z]| \|)|"
    rf"\b(?:indicator|dangosydd) (?:{CODES})\b",
    "an outcome's number": r"(?<![\d.,])\d\. (?=[A-Z])",
    "the version of an approval": r"\b(?:version|fersiwn) \d+\b",
}
# Of how figures are judged and worked out: rules, the same for every database.
RULES = {
    "limits and levels": r"99\.8%|\b95%|\b25 of 1,000 cases|fewer than 1 \(two\)|"
    r"\b1,000 o achosion|llai na 25 o bob 1,000|lai na 1 \(dau",
    "within which a count is on course": r"(?:Within|[oO] fewn) 15%",
    "a paper": r"Marshall 1991|ReVelle 1974",
    "how many none must be to be unusual": r"\b3\.69\b",
    "what chance leaves": r"\b998 (?:of|achos o bob) 1,000\b|\b(?:Of|O) 22\b|"
    r"(?<=band begins at )0|(?<=yn dechrau ar )0",
    "towns that are compared": r"\b120\b[^.]*?\b5\b",
    "areas that may be compared": r"\bat most 4\b|\b4 ar y mwyaf\b",
    "fewer than are shown": r"\b10 (?:or more|neu fwy)\b",
    # Simulated: 0.12 on average, more than 0.16 once in 40 times.
    "what chance alone would make of it": r"(?<=\(Gini\): )[\d.]+\. "
    r"(?:[^.]*\b\d\.\d+){2}[^.]*\.",
    "what nobody reported is never": r"(?:never|ddangosir) 0\b",
    "the ends of a scale": r"\b0 i(?:'w)?|\b0 to|\b(?<=to )100%|\b(?<=i )100%",
    "points, replies and events that are too few": r"(?:[Ff]ewer than|[Ll]lai na) \d+ "
    r"(?:points|replies|events|o bwyntiau|ymateb|o ymatebion|digwyddiad)",
    "people who are too few": r"(?:Below 10 people|O dan 10 o bobl)",
}
SHARE = "{share}% ({said} of {of})"
LEVEL = {"en": SHARE, "cy": SHARE.replace(" of ", " o ")}
OF_INDICATOR: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("Target, {date}: {target}.", {"target": "target"}),
    ("At the end: {target}.", {"target": "final"}),
    ("{now}; target, {date}: {target}.", {"now": "value", "target": "target"}),
    ("Due in {n} days.", {"n": "days"}),
    ("{n} waiting", {"n": "waiting"}),
    ("Wait to be confirmed: {n}.", {"n": "waiting"}),
    ("Not confirmed, so not counted: {n}.", {"n": "waiting"}),
    ("Still needed by {date}: {n}.", {"n": "missing"}),
    ("Missed by {n}.", {"n": "missing"}),
    ("Allowing for chance: {lower} to {upper}.", {"lower": "lower", "upper": "upper"}),
    (
        "If none, or all, of those who did not reply had said so: {lower}% to "
        "{upper}%.",
        {"lower": "least", "upper": "most"},
    ),
    (
        "The target of {date}, {target}, was missed: there were {n}.",
        {"target": "last_target", "n": "there_were"},
    ),
    (
        "Read as a target for each year alone: {n} since {date} ({status}).",
        {"n": "in_year"},
    ),
    (
        "Counted, but last confirmed more than 12 months ago: {n}.",
        {"n": "long_ago"},
    ),
    (
        "Answered: {n} of {invited} invited ({rate}).",
        {"n": "denominator", "invited": "invited", "rate": "responded"},
    ),
    (
        "At the present speed about {n}: likely to miss by {short}.",
        {"n": "projected", "short": "shortfall"},
    ),
    (
        "At the present speed about {n}: likely to reach the target.",
        {"n": "projected"},
    ),
    (
        "Not counted, as the organisation was not a member when it began: {n}.",
        {"n": "others"},
    ),
    (
        "Held outside it: {n} of {of} events with a place.",
        {"n": "numerator", "of": "denominator"},
    ),
    ("Held online alone, so not counted: {n}.", {"n": "besides"}),
    ("Citizens: {n} of {of} who came.", {"n": "numerator", "of": "denominator"}),
    ("Events of which nobody has counted who came: {n}.", {"n": "besides"}),
    ("likely to miss by {short}", {"short": "shortfall"}),
    (
        "Needed a month: {needed}; the last six months brought {recent} a month.",
        {"needed": "needed", "recent": "recent"},
    ),
    ("{then}, now {now}.", {"then": "then", "now": "value"}),
)


def of_indicator(telling: Telling, facts: Mapping[str, Any], language: str) -> None:
    """Read what is said of an indicator, in the language in force."""
    for message, named in OF_INDICATOR:
        telling.says(message, facts, **named)
    for message, wave in (
        ("Baseline, {date}: {figure}.", "first"),
        ("Latest, {date}: {figure}.", "last"),
    ):
        level = t(message).replace("{figure}", LEVEL[language])
        fields = {x: f"{wave}_{x}" for x in ("share", "said", "of")}
        telling.says(level, facts, **fields)
    name = re.escape(facts["short"][language])
    telling.known(rf"^{name} {CODE}\b")
    base = facts["base"].get(language, "")
    if base:
        telling.reads(rf"(?i:{re.escape(base)}): #denominator\.", facts)
    of = t("{n} of {total}").format(n="#numerator", total="#denominator")
    telling.reads(rf"{t('Counted')} {of}", facts)
    telling.reads(rf"{t('Records that count')} #records", facts)
    telling.reads(rf"{t('Target')} #target%?(?! \d)", facts)
    telling.reads(rf"{t('Target')} #target%? #value%?", facts)
    telling.reads(rf"#value%?\. (?={t('Target')}, )", facts)
    aimless = re.escape(t("No target set."))
    telling.reads(rf"#value%?(?= (?:{NUMBER})%?\. {aimless})", facts)
    telling.reads(rf"#value%?\. (?={aimless})", facts)
    # As a heading, as a row, or as what is now.
    telling.reads(rf"^(?:{CODE} )?{name}(?: {CODE})?:? #value(?!%?,)", facts)
    corrected(telling)


def corrected(telling: Telling) -> None:
    """Hold what is known by now of the day of a snapshot: it adds up."""
    figure = t("{name}: {then}; as known now: {now}.").replace("{name}", t("Figure"))
    records = t("{name}: added {come}, left {gone}.")
    counts = telling.numbers(records.replace("{name}", t("Records that count")))
    waiting = t("Not confirmed, so not counted")
    telling.numbers(records.replace("{name}", waiting))
    for one, moved in zip(telling.numbers(figure), counts, strict=False):
        now = one["then"] + moved["come"] - moved["gone"]
        telling.holds(one["now"] == now, f"{one} {moved}")


def share(telling: Telling, said: int, of: int, language: str) -> None:
    """Read a share with those who said so, those who answered, and its range."""
    low, high = wilson(said, of)
    facts = {"share": 100 * said / of, "said": said, "of": of, "low": low, "high": high}
    telling.says(LEVEL[language], facts, share="share", said="said", of="of")
    telling.says("{lower} to {upper}", facts, lower="low", upper="high")


def known(telling: Telling, *, rules: bool = False) -> None:
    """Take the numbers that nothing counts."""
    telling.known(*KNOWN.values(), *(RULES.values() if rules else ()))
