"""What is kept of somebody is told to them, and forgotten; of others nothing is."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from copro_map.base.i18n import language_in_force
from copro_map.base.store.connection import reading, writing
from copro_map.base.whom import Whom
from copro_map.people.consents import keep_consents
from copro_map.people.contacts import Given, keep_contact
from copro_map.people.contributed import receipt_letter
from copro_map.people.drafts import keep_draft
from copro_map.people.keeps import KEEPS as OF_PEOPLE
from copro_map.people.links import make_link
from copro_map.people.outbox import put
from copro_map.people.persons import persons
from copro_map.people.rules.permissions import MACHINE
from copro_map.people.sessions import begin_session
from copro_map.people.store import claims, never
from copro_map.talks.keeps import KEEPS as OF_TALKS
from copro_map.talks.store import talks
from tests.samples import change, query

NOW, DAY = datetime(2026, 11, 30, 9, tzinfo=UTC), date(2026, 11, 30)
MAIR, HERS, ANN = "Mair.Ty@example.org", "c-quixotic", "ann@example.org"
WORDS = "Mair Tŷ can come"


def claim(entry: str, address: str) -> dict[str, str]:
    row = {"entry": entry, "address": address, "address_key": address.casefold()}
    return {**row, "language": "cy", "proved_at": "2026-11-29T09:00:00Z"}


def talk(database, entry: str, one: str, other: str, *words: tuple[str, str]) -> None:
    row = {"entry": entry, "address": one, "key": one.casefold(), "language": "en"}
    mark = talks.put(database, {**row, "gives": 1, "at": "2026-11-29T09:00:00Z"}, "Hi")
    (found,) = talks.talks(database, mark=mark)
    talks.meet(database, found.number, other, other.casefold(), "cy")
    talks.become(database, found.number, "open", "2026-11-29T10:00:00Z")
    for side, said in words:
        talks.say(database, found.number, side, said, "2026-11-29T11:00:00Z")


@pytest.fixture
def both(here, entered):
    """Mair works here, has an entry, and writes to Ann; Ann has as much of her own."""
    entered("steward", "Mair Tŷ", address=MAIR)
    entered("officer", "Ann Other", address=ANN)
    with writing(here.database) as database:
        for number, (address, entry) in enumerate(((MAIR, HERS), (ANN, "c-allothers"))):
            given = Given(address, "cy", "found", f"https://example.org/{address}")
            keep_contact(database, entry, given, DAY)
            claims.enter(database, claim(entry, address))
            keep_consents(
                database, entry, ("name",), "v1", "cy", DAY, address, "my_page"
            )
            make_link(database, "my_page", NOW, address=address)
            make_link(database, "sign_in", NOW, person=number + 1)
            begin_session(database, number + 1, NOW)
            keep_draft(database, "", f"audit {entry}", {"a": [address]}, DAY, days=1)
            token = make_link(database, "version", NOW, address=address, entry=entry)
            put(database, receipt_letter(number, entry, address, "cy", token), NOW)
            never.mark_never(database, address.casefold(), DAY)
        talk(database, "bara", MAIR, ANN, ("one", WORDS), ("other", "Good"))
        talk(database, HERS, ANN, MAIR, ("one", "Is Mair Tŷ in?"), ("other", WORDS))
    return here


WHOM = Whom(
    keys=frozenset({MAIR.casefold()}),
    entries=frozenset({HERS}),
    names=frozenset({"mair ty"}),
    persons=frozenset({1}),
)


def texts_of(database) -> str:
    """Everything that every table holds."""
    names = query(database, "SELECT name FROM sqlite_master WHERE type = 'table'")
    rows = [query(database, f"SELECT * FROM {name}") for (name,) in names]  # noqa: S608
    return json.dumps(rows, default=repr, ensure_ascii=False).casefold()


def rows_of(database, table: str) -> int:
    return query(database, f"SELECT COUNT(*) FROM {table}")[0][0]  # noqa: S608


def forget(here) -> int:
    with writing(here.database) as database:
        return sum(x.forget(database, WHOM) for x in (OF_TALKS, OF_PEOPLE))


def test_nothing_names_her_once_she_is_forgotten(both):
    before = texts_of(both.database)
    assert forget(both) > 0
    after = texts_of(both.database)
    assert "mair" in before
    assert "mair" not in after, after[after.index("mair") - 200 :][:400]
    assert forget(both) == 0


def test_what_is_of_others_stays(both):
    counted = {"contact": 2, "claim": 2, "consent": 2, "signed_in": 2, "draft": 2}
    assert {x: rows_of(both.database, x) for x in counted} == counted
    forget(both)
    assert {x: rows_of(both.database, x) for x in counted} == dict.fromkeys(counted, 1)
    assert ("Good",) in query(both.database, "SELECT words FROM talk_word")
    (ann,) = query(
        both.database, "SELECT name, address, active FROM person WHERE number = 2"
    )
    assert ann == ("Ann Other", ANN, 1)
    letters = query(both.database, "SELECT address, state FROM outbox ORDER BY number")
    assert (ANN, "waiting") in letters
    assert ("", "failed") in letters
    assert [x for x in letters if x[0] == "" and x[1] == "waiting"] == []
    talking = "SELECT one_address, other_address, state FROM talk ORDER BY number"
    assert query(both.database, talking) == [("", ANN, "ended"), (ANN, "", "ended")]


def test_her_number_stays_and_she_can_do_nothing(both):
    forget(both)
    (row,) = query(
        both.database, "SELECT active, areas, role FROM person WHERE number = 1"
    )
    assert row == (0, "[]", "steward")
    assert [one.number for one in persons(both, MACHINE)] == [2]


def test_whoever_is_never_written_to_is_not_after_that_either(both):
    forget(both)
    with reading(both.database) as database:
        assert never.is_marked(database, MAIR.casefold())


def test_a_checksum_of_her_address_is_not_kept_in_what_was_sent(both):
    change(both.database, "UPDATE outbox SET address = '', address_key = ''")
    causes = "SELECT COUNT(*) FROM outbox WHERE cause LIKE 'version %'"
    assert query(both.database, causes) == [(2,)]
    forget(both)
    assert query(both.database, causes) == [(1,)]


def test_a_setting_and_a_reason_that_name_her_are_emptied(both):
    change(
        both.database,
        "INSERT INTO setting (name, value_en, value_cy, from_on, entered_at, why_en) "
        "VALUES ('contact', ?, ?, '2026-11-30', '', 'Ask Mair Tŷ')",
        *[MAIR] * 2,
    )
    change(
        both.database,
        "INSERT INTO change_made (at, role, subject, record, what, now, why, version) "
        "VALUES ('', 'steward', 'setting', 'contact', 'contact', ?, 'Mair Tŷ', 1)",
        MAIR,
    )
    forget(both)
    kept = "SELECT value_en, value_cy, why_en, name FROM setting"
    assert query(both.database, kept) == [("", "", "", "contact")]
    made = "SELECT now, why, what FROM change_made WHERE subject = 'setting'"
    assert query(both.database, made) == [("", "", "contact")]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_she_is_told_what_is_kept_and_nothing_of_others(both, language):
    with reading(both.database) as database, language_in_force(language):
        rooms = OF_TALKS, OF_PEOPLE
        told = [one for room in rooms for one in room.personal(database, WHOM)]
    said = json.dumps([vars(x) | {"fields": dict(x.fields)} for x in told])
    assert ANN not in said
    assert "Is Mair" not in json.dumps(said)
    assert "Ann Other" not in said
    what = {one.what for one in told}
    assert len(what) == 10
    (address,) = (one for one in told if one.what == "Your address, for an entry")
    assert (address.on, address.fields["Address"]) == ("2026-11-30", MAIR)
    whence = {"en": "We found it", "cy": "Daethom o hyd iddo"}
    assert address.fields["Where it is from"] == whence[language]
    assert WORDS in [x.fields["Words"] for x in told if x.what == "What you wrote"]
