"""The form to join, and the page of its link: read, drawn, and drawn again as typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from copro_map.assets.face import kept_entries
from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import (
    LANGUAGES,
    N_,
    Label,
    current_language,
    explain,
    long_date,
    sort_key,
    t,
)
from copro_map.base.names import ALL_WALES, BASE_LAYER
from copro_map.base.said import Spoken
from copro_map.base.store.connection import reading
from copro_map.drawing.templates import Html, render
from copro_map.geography.areas import ALL_WALES_LABEL, load_layers
from copro_map.members.joining import GONE, ask_to_join, joined
from copro_map.members.kinds import bands, member_roles, member_types, principles
from copro_map.members.rules.joining import (
    LONGEST,
    SIDES,
    JoinError,
    Joining,
)
from copro_map.members.rules.records import FORMS, Member
from copro_map.members.store.members import rows

__all__ = [
    "GONE",
    "Joining",
    "ask_to_join",
    "joined",
]  # asked for by the pages of links
Form = Mapping[str, str]
ROLE = "role_"  # before the id of a role, in the name of its box
FORM_NAMES = {
    "organisation": N_("An organisation"),
    "group": N_("A group"),
    "department": N_("A department of an organisation"),
    "individual": N_("An individual"),
}
SIDE_NAMES = {
    "citizen": N_("A citizen: somebody who uses services, or cares for somebody"),
    "professional": N_("A professional: somebody who works in services, or for them"),
}
TEXTS = (
    *("form", "type", "side", "name_en", "name_cy", "entry", "area", "language"),
    *("address", "agreed", "promise", "band", "pounds", "hours"),
)


def read(form: Form) -> Joining:
    """Return what a form sends, as it was typed."""
    roles = (name.removeprefix(ROLE) for name in sorted(form) if name.startswith(ROLE))
    return replace(
        Joining(**{name: form.get(name, "") for name in TEXTS}),  # type: ignore[arg-type] # all of them texts
        roles=tuple(roles),
        is_public=bool(form.get("is_public")),
        is_promise_public=bool(form.get("is_promise_public")),
    )


def begun(settings: Settings, entry: str) -> Joining:
    """Return a form that is begun: with what the map says of an entry, if it is one."""
    language = current_language()
    empty = Joining(language=language)
    if not entry:
        return empty
    with reading(settings.database) as database:
        found = kept_entries(database, entry).get(entry)
    if not found or found.status != "published" or found.kind != "practitioner":
        return empty
    return Joining(
        language=language,
        entry=found.id,
        name_en=found.name.en,
        name_cy=found.name.cy,
        area=found.areas.get(BASE_LAYER, ""),
    )


def _areas(settings: Settings) -> list[tuple[str, str]]:
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    named = [(x, y.label.text()) for x, y in layers[BASE_LAYER].areas.items()]
    named.sort(key=lambda one: sort_key(one[1]))
    return [(ALL_WALES, ALL_WALES_LABEL.text()), *named]


def _labels(of: Mapping[str, object]) -> list[tuple[str, str]]:
    found = ((one, getattr(what, "label", None)) for one, what in of.items())
    return [(one, label.text()) for one, label in found if isinstance(label, Label)]


def _named(names: Mapping[str, str], some: Iterable[str]) -> list[tuple[str, str]]:
    return [(one, t(names[one])) for one in some]


def said_principles(settings: Settings) -> tuple[str, list[str]]:
    """Return the version of the principles, and each in the current language."""
    found = principles(settings)
    return found.version, [one.text() for one in found.principles]


def types_of(settings: Settings) -> list[tuple[str, str]]:
    """Return the sorts of body to choose from: id and label, in their order."""
    return _labels(member_types(settings))


def form_of(
    settings: Settings,
    typed: Joining,
    action: str,
    errors: Iterable[tuple[str, str]] = (),
) -> Html:
    """Return the form to join as it was typed, with what is wrong with it.

    ``errors`` are the box where each is mended, "" if there is none, and a sentence.
    """
    version, said = said_principles(settings)
    own = ("cy", "en") if current_language() == "cy" else ("en", "cy")
    first = f"name_{own[0]}"
    wrong = [(first if where == "name" else where, said) for where, said in errors]
    return render(
        "members/join.html",
        action=action,
        typed=typed,
        faults=wrong,
        at_fault={where for where, _ in wrong},
        forms=_named(FORM_NAMES, FORMS),
        sides=_named(SIDE_NAMES, SIDES),
        types=types_of(settings),
        areas=_areas(settings),
        languages=list(LANGUAGES.items()),
        names=own,
        version=version,
        principles=said,
        bands=_labels(bands(settings)),
        roles=_labels(member_roles(settings)),
        longest=LONGEST,
    )


def in_words(error: CoproMapError) -> list[tuple[str, str]]:
    """Return what is wrong, for ``form_of``: each box with its sentence."""
    if isinstance(error, JoinError):
        return [(one.field, explain(one)) for one in error.every]
    return [("", explain(error))]


def sent(address: str, again: str) -> Html:
    """Return what everybody reads who sent the form: look in your mail."""
    return render("members/join_sent.html", address=address, again=again)


def spoken(name: Label) -> Spoken:
    """Return a name in the current language, or as it is, with its language."""
    language = current_language()
    if not name.text(language):
        language = "en" if language == "cy" else "cy"
    return Spoken(name.text(language), language)


def name_of(member: Member) -> Spoken:
    """Return what a member is called, in the current language if it has such a name."""
    return spoken(Label(member.name_en, member.name_cy))


def facts_of(settings: Settings, member: Member) -> list[tuple[str, str]]:
    """Return what somebody filled in, each by its label, for themselves alone."""
    types, areas = dict(types_of(settings)), dict(_areas(settings))
    sides = dict(_named(SIDE_NAMES, SIDES))
    shown = t("Yes") if member.is_public else t("No")
    public = t("Yes") if member.is_promise_public else t("No")
    return [
        (t("Who joins"), t(FORM_NAMES[member.form])),
        (t("What sort of body"), types.get(member.type, "")),
        (t("You take part as"), sides.get(member.side, "")),
        (t("Area"), areas.get(member.area, "")),
        (
            t("Your name may be shown"),
            shown if member.form == "individual" else "",
        ),
        (t("Your promise"), member.promise),
        (t("The promise may be public"), public if member.promise else ""),
        (t("E-mail address"), member.address),
    ]


def member_of(settings: Settings, member_id: str) -> Member | None:
    """Return a member by their id, held ones too; None if there is none."""
    with reading(settings.database) as database:
        return next(iter(rows(database, Member, id=member_id)), None)


def to_confirm(
    settings: Settings, member: Member, proof: str, action: str, fault: str = ""
) -> Html:
    """Return the page of the link of a letter: what was filled in, and one press."""
    return render(
        "members/join_press.html",
        called=name_of(member),
        facts=facts_of(settings, member),
        proof=proof,
        action=action,
        fault=fault,
    )


def thanks(member: Member, proof: Callable[[str, str], str], action: str) -> Html:
    """Return the page that thanks a new member, with the way to their membership."""
    return render(
        "members/joined.html",
        called=name_of(member),
        has_left=member.state != "member",
        since=long_date_of(member.joined_on),
        is_body=member.form != "individual",
        proof=proof("open_member", member.id),
        member=member.id,
        action=action,
    )


def long_date_of(day: str) -> str:
    """Return an ISO day in words."""
    return long_date(date.fromisoformat(day))
