"""The fields of an entry: one list, and everything that is done to each is read of it.

A file's header, the columns that are written, the text index, what is exported and what
a card shows. A new one of a single value is a line here and a column in a migration
(docs/adding.md). They stand in the order of an export.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from copro_map.base.i18n import N_

# What a field holds, and so how it is checked, kept, exported and shown. ``kind`` is a
# word of asset_kinds.toml; words and areas are lists, each in a table of its own.
# ``postcode``, ``authority`` and ``point`` say where an entry is based, and ``found``
# what came of it or of a confirmation: the table of entries has none of these. What a
# ``contact`` holds is private, and people keep it, not the entries (assets.contacts).
Holds = Literal[
    "id", "kind", "name", "text", "words", "word", "year", "date", "web", "source",
    "authority", "areas", "postcode", "point", "found", "contact",
]  # fmt: skip
# The screens of the form by which anybody puts an entry in, in order; "better": what is
# asked for after it was sent.
Step = Literal["", "kind", "name", "what", "where", "reach", "better"]
KEPT = ("kind", "name", "text", "word", "year", "date", "web", "source")


@dataclass(frozen=True)
class Field:
    """One field of an entry.

    ``vocabulary`` is that of a ``word`` or ``words``; ``label`` what a card calls it
    (none: the card has another place for it, or none); ``heading`` its name in a file,
    if not its own, and ``names`` what people call it; ``in_file`` whether the network's
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
    names: tuple[str, ...] = ()
    step: Step = ""
    question: str = ""
    of: tuple[str, ...] = ()

    @property
    def column(self) -> str:
        """Its column in a file of entries."""
        return self.heading or self.name


FIELDS = (
    Field("id", "id", in_file="must"),
    Field(
        "kind",
        "kind",
        in_file="must",
        names=("kind of entry", "entry type", "asset type", "math o gofnod"),
        step="kind",
        question=N_("What do you want to put on the map?"),
    ),
    Field(
        "name_en",
        "name",
        in_file="must",
        searched="name",
        names=(
            *("name", "organisation name", "organization name", "name (english)"),
            *("english name", "name en", "service name", "group name", "project name"),
            *("name of organisation", "name of group", "name of project"),
            *("charity name", "member name", "member", "venue name", "hub name"),
            *("venue", "hub", "title", "resource name", "item label", "itemlabel"),
            *("place name", "body", "body name", "legal name", "company name"),
            "provider name",
            *("club name", "facility name", "site name", "name of venue"),
            *("enw saesneg", "enw (saesneg)"),
        ),
        step="name",
        question=N_("What is it called, in English?"),
    ),
    Field(
        "name_cy",
        "text",
        in_file="must",
        searched="name",
        names=(
            *("name (welsh)", "welsh name", "name cy", "enw", "enw cymraeg"),
            *("enw (cymraeg)", "enw'r sefydliad", "enw sefydliad", "enw'r grŵp"),
            *("enw'r gwasanaeth", "enw'r prosiect", "enw'r elusen", "enw'r mudiad"),
            *("enw'r lleoliad", "enw'r clwb", "enw'r hwb", "enw'r corff", "teitl"),
        ),
        step="name",
        question=N_("What is it called, in Welsh?"),
    ),
    Field(
        "description_en",
        "text",
        in_file="must",
        searched="description",
        names=(
            *("description", "description (english)", "english description"),
            *("description en", "service description", "short description"),
            *("summary", "about", "what we do", "activities", "charity activities"),
            *("details", "project description", "what it is", "purpose"),
            "disgrifiad saesneg",
        ),
        step="what",
        question=N_("What is it, in a sentence, in English?"),
    ),
    Field(
        "description_cy",
        "text",
        searched="description",
        names=(
            *("description (welsh)", "welsh description", "description cy"),
            *("disgrifiad", "disgrifiad cymraeg", "crynodeb", "amdanom", "manylion"),
        ),
        step="what",
        question=N_("What is it, in a sentence, in Welsh?"),
    ),
    Field(
        "organisation",
        "text",
        label=N_("Run by"),
        in_file="must",
        searched="organisation",
        names=(
            *("run by", "organization", "provider", "provided by", "delivered by"),
            *("lead organisation", "host organisation", "parent organisation"),
            *("recipient org name", "delivery organisation", "managed by"),
            *("sefydliad", "rhedir gan", "darparwr", "darperir gan", "rheolir gan"),
        ),
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
        names=("theme", "themâu", "thema"),
        step="better",
        question=N_("What is it about?"),
    ),
    Field(
        "stages",
        "words",
        "stages",
        in_file="must",
        names=("stage", "camau", "cam"),
        step="better",
        question=N_("What do citizens share in?"),
        of=("project",),
    ),
    Field(
        "place",
        "text",
        in_file="must",
        searched="place",
        names=(
            *("town", "town or city", "town/city", "city", "village", "post town"),
            *("town or village", "locality", "settlement", "community", "addr city"),
            *("tref", "lle", "pentref", "dinas", "tref neu bentref"),
        ),
    ),
    Field(
        "postcode",
        "postcode",
        in_file="must",
        public=False,
        names=(
            *("post code", "postal code", "postcode of venue", "venue postcode"),
            *("contact postcode", "charity contact postcode", "cod post", "côd post"),
            *("addr postcode", "recipient org postal code", "site postcode", "pcode"),
        ),
        step="where",
        question=N_("Where is it?"),
    ),
    Field(
        "local_authority",
        "authority",
        in_file="must",
        public=False,
        names=(
            *("authority", "county", "council", "council area", "unitary authority"),
            *("local authority area", "local authority name", "borough"),
            *("county borough", "state province", "awdurdod lleol", "awdurdod"),
            *("sir", "cyngor", "ardal awdurdod lleol"),
        ),
    ),
    Field("longitude", "point", names=("lng", "long", "lon", "x", "hydred")),
    Field("latitude", "point", names=("lat", "y", "lledred")),
    Field("precision", "found", in_file="never"),
    Field(
        "served",
        "areas",
        heading="serves",
        in_file="must",
        names=(
            *("area served", "areas served", "areas covered", "area of operation"),
            *("area of benefit", "coverage area", "gwasanaethu", "ardaloedd"),
        ),
        step="where",
        question=N_("Whom does it serve?"),
    ),
    Field(
        "start_year",
        "year",
        label=N_("Years"),
        in_file="must",
        names=(
            *("start", "founded", "year founded", "established", "start date"),
            *("date of registration", "registered on", "blwyddyn sefydlu", "sefydlwyd"),
        ),
        step="better",
        question=N_("Since which year?"),
        of=("practitioner", "project"),
    ),
    Field(
        "end_year",
        "year",
        in_file="must",
        names=("end", "ended", "end date", "closed", "daeth i ben"),
        step="better",
        question=N_("Until which year?"),
        of=("project",),
    ),
    Field(
        "website",
        "web",
        label=N_("Website"),
        in_file="must",
        names=(
            *("web", "web site", "web address", "website address", "website url"),
            *("url", "homepage", "link", "charity contact web", "gwefan", "web page"),
            *("webpage", "web link", "contact website", "safle gwe"),
            *("cyfeiriad gwefan", "dolen"),
        ),
        step="better",
        question=N_("Which website says more?"),
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
    Field("verification", "found", in_file="never"),
    Field("verified_month", "found", in_file="never"),
    Field("verified_role", "found", in_file="never"),
    Field("opens_on", "found", in_file="never"),
    Field("closes_on", "found", in_file="never"),
    Field("paused_until", "found", in_file="never"),
    Field(
        "source_url",
        "source",
        in_file="must",
        names=("source", "source address", "source link", "ffynhonnell"),
    ),
    Field(
        "source_date",
        "date",
        in_file="must",
        names=(
            *("date of source", "last updated", "updated", "date updated"),
            *("last modified", "dyddiad y ffynhonnell", "diweddarwyd"),
        ),
    ),
    Field(
        "contact_email",
        "contact",
        public=False,
        step="reach",
        question=N_("How can we write to you?"),
    ),
    Field("contact_language", "contact", public=False),
    Field("contact_source", "contact", public=False),
    Field(
        "practitioner_type",
        "word",
        "practitioner_types",
        in_file="never",
        step="kind",
        question=N_("Who is it?"),
        of=("practitioner",),
    ),
    Field("origin", "text", in_file="never"),
)
REQUIRED = tuple(field.column for field in FIELDS if field.in_file == "must")
OPTIONAL = tuple(field.column for field in FIELDS if field.in_file == "may")
# Columns of the table of entries, and what is in one that was never given.
COLUMNS = {
    field.name: None if field.holds == "year" else ""
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
