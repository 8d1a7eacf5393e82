"""The fields of an entry: one list, and everything that is done to each is read of it.

A file's header, the columns that are written, the text index, what is exported and what
a card shows. A new one of a single value is a line here and a column in a migration
(docs/adding.md). They stand in the order of an export.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from copro_map.assets.rules.called import CALLED
from copro_map.base.i18n import N_

# What a field holds, and so how it is checked, kept, exported and shown. ``kind`` is a
# word of asset_kinds.toml; a ``day`` is whole (2026-11-30), a ``number`` one or more;
# words and areas are lists, each in a table of its own. ``postcode``, ``authority`` and
# ``point`` say where an entry is based, and ``found`` what came of it or of a
# confirmation: the table of entries has none of these. What a ``contact`` holds is
# private, and people keep it, not the entries (assets.contacts).
Holds = Literal[
    "id", "kind", "name", "text", "words", "word", "year", "date", "web", "source",
    "authority", "areas", "postcode", "point", "found", "contact", "day", "number",
]  # fmt: skip
# The screens of the form by which anybody puts an entry in, in order; "better": what is
# asked for after it was sent.
Step = Literal["", "kind", "name", "what", "where", "reach", "better"]
KEPT = (
    *("kind", "name", "text", "word", "year", "date", "web", "source"),
    *("day", "number"),
)


@dataclass(frozen=True)
class Field:
    """One field of an entry.

    ``vocabulary`` is that of a ``word`` or ``words``; ``label`` what a card calls it
    (none: the card has another place for it, or none); ``heading`` its name in a file,
    if not its own; ``in_file`` whether the network's
    file has it ("must"), any file may, or only what we exported has ("never");
    ``searched`` the column of the text index that it is part of. What is not ``public``
    is kept, and neither exported nor shown. ``step`` says where the form for everybody
    asks for it, with which ``question``, of which kinds (``of``; empty: of all).
    """

    name: str
    holds: Holds
    vocabulary: str = ""
    label: str = ""
    heading: str = ""
    in_file: Literal["must", "may", "never"] = "may"
    searched: Literal["", "name", "description", "organisation", "place"] = ""
    public: bool = True
    step: Step = ""
    question: str = ""
    of: tuple[str, ...] = ()

    @property
    def column(self) -> str:
        """Its column in a file of entries."""
        return self.heading or self.name

    @property
    def names(self) -> tuple[str, ...]:
        """What people call it at the head of a column (``rules.called``)."""
        return CALLED.get(self.name, ())


FIELDS = (
    Field("id", "id", in_file="must"),
    Field(
        "kind",
        "kind",
        in_file="must",
        step="kind",
        question=N_("What do you want to add to the map?"),
    ),
    Field(
        "name_en",
        "name",
        in_file="must",
        searched="name",
        step="name",
        question=N_("What is it called, in English?"),
    ),
    Field(
        "name_cy",
        "text",
        in_file="must",
        searched="name",
        step="name",
        question=N_("What is it called, in Welsh?"),
    ),
    Field(
        "description_en",
        "text",
        in_file="must",
        searched="description",
        step="what",
        question=N_("What is it, in a sentence, in English?"),
    ),
    Field(
        "description_cy",
        "text",
        searched="description",
        step="what",
        question=N_("What is it, in a sentence, in Welsh?"),
    ),
    Field(
        "organisation",
        "text",
        label=N_("Run by"),
        in_file="must",
        searched="organisation",
        step="better",
        question=N_("Who runs it?"),
        of=("project", "offer", "request"),
    ),
    Field(
        "sector",
        "word",
        "sectors",
        N_("Sector"),
        in_file="must",
        step="better",
        question=N_("Which sector is it in?"),
    ),
    Field(
        "themes",
        "words",
        "themes",
        in_file="must",
        step="better",
        question=N_("What is it about?"),
    ),
    Field(
        "stages",
        "words",
        "stages",
        in_file="must",
        step="better",
        question=N_("What is done together with citizens?"),
        of=("project",),
    ),
    Field("place", "text", in_file="must", searched="place"),
    Field(
        "postcode",
        "postcode",
        in_file="must",
        public=False,
        step="where",
        question=N_("Where is it?"),
    ),
    Field("local_authority", "authority", in_file="must", public=False),
    Field("longitude", "point"),
    Field("latitude", "point"),
    Field("precision", "found", in_file="never"),
    Field(
        "served",
        "areas",
        heading="serves",
        in_file="must",
        step="where",
        question=N_("Which areas is it for?"),
    ),
    Field(
        "start_year",
        "year",
        label=N_("Years"),
        in_file="must",
        step="better",
        question=N_("In which year did it begin?"),
        of=("practitioner", "project"),
    ),
    Field(
        "end_year",
        "year",
        in_file="must",
        step="better",
        question=N_("In which year did it end, or will it end?"),
        of=("project",),
    ),
    Field(
        "website",
        "web",
        label=N_("Website"),
        in_file="must",
        step="better",
        question=N_("Is there a website?"),
    ),
    Field(
        "exchange_category",
        "word",
        "exchange_categories",
        N_("What"),
        heading="exchange_type",
        in_file="must",
        step="kind",
        question=N_("What is offered or asked for?"),
        of=("offer", "request"),
    ),
    Field(
        "way",
        "word",
        "ways",
        N_("How"),
        step="where",
        question=N_("How can it be done?"),
        of=("offer", "request"),
    ),
    Field(
        "spoken",
        "word",
        "spoken",
        N_("In which language"),
        step="where",
        question=N_("In which language can it be done?"),
        of=("offer", "request"),
    ),
    Field(
        "capacity",
        "number",
        label=N_("For how many at a time"),
        step="where",
        question=N_("For how many at a time?"),
        of=("offer",),
    ),
    Field(
        "opens",
        "day",
        public=False,
        step="where",
        question=N_("From which day?"),
        of=("offer", "request"),
    ),
    Field(
        "closes",
        "day",
        public=False,
        step="where",
        question=N_("Until which day?"),
        of=("offer", "request"),
    ),
    Field("verification", "found", in_file="never"),
    Field("verified_month", "found", in_file="never"),
    Field("verified_role", "found", in_file="never"),
    Field("opens_on", "found", in_file="never"),
    Field("closes_on", "found", in_file="never"),
    Field("paused_until", "found", in_file="never"),
    Field("agreement", "found", in_file="never"),
    Field("source_url", "source", in_file="must"),
    Field("source_date", "date", in_file="must"),
    Field(
        "contact_email",
        "contact",
        public=False,
        step="reach",
        question=N_("What is your e-mail address?"),
    ),
    Field("contact_language", "contact", public=False),
    Field("contact_source", "contact", public=False),
    Field(
        "practitioner_type",
        "word",
        "practitioner_types",
        in_file="never",
        step="kind",
        question=N_("What type of practitioner is it?"),
        of=("practitioner",),
    ),
    Field("origin", "text", in_file="never"),
)
REQUIRED = tuple(field.column for field in FIELDS if field.in_file == "must")
OPTIONAL = tuple(field.column for field in FIELDS if field.in_file == "may")
# Columns of the table of entries, and what is in one that was never given.
COLUMNS = {
    field.name: None if field.holds in ("year", "number") else ""
    for field in FIELDS
    if field.holds in KEPT
}
EXPORTED = tuple(field for field in FIELDS if field.public)
LABELLED = tuple(field for field in FIELDS if field.public and field.label)
# The columns of the text index, each with the fields that are found in it.
SEARCHED: dict[str, tuple[str, ...]] = {
    column: tuple(field.name for field in FIELDS if field.searched == column)
    for column in dict.fromkeys(field.searched for field in FIELDS if field.searched)
}
