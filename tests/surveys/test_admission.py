"""Who may fill in a form: with a code that is used up, or a word that anybody knows."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import date

import pytest

from copro_map.base.i18n import explain
from copro_map.base.store.connection import reading
from copro_map.people.rules.codes import SIGNS, folded
from copro_map.people.rules.tries import MOST, Tries
from copro_map.surveys import admission
from copro_map.surveys.admission import (
    Invitation,
    UsedCodeError,
    Visitor,
    WaitError,
    WrongCodeError,
    admit,
)
from copro_map.surveys.keys import forget_closed
from copro_map.surveys.reply_form import FilledForm, open_waves, send_reply
from copro_map.surveys.rules.records import SurveyError
from copro_map.surveys.states import wave_states
from copro_map.surveys.store.surveys import waves
from copro_map.surveys.waves import open_to_anybody
from tests.samples import dump, query
from tests.surveys.codes import codes_for
from tests.surveys.survey_samples import WAVE, answer, invite
from tests.surveys.survey_samples import reply as sample

DAY = date(2027, 3, 5)
ASKED = Invitation("members", "2027")
WORD = "bara brith"
CODED = replace(WAVE, code="", invited={"citizen": 12})


@pytest.fixture(autouse=True)
def _nobody_has_tried(monkeypatch):
    monkeypatch.setattr(admission, "TRIES", Tries())


@pytest.fixture
def coded(network):
    """An open wave for those who have a code."""
    invite(network, CODED)
    return network


@pytest.fixture
def anybody(network):
    """An open wave for anybody who knows the word, as older versions had."""
    invite(network, replace(WAVE, invited={"citizen": 12}))
    return network


def visitor(name: str = "ann", second: float = 0) -> Visitor:
    return Visitor(name, second)


def reply(settings, typed: str, form: str, who: str = "ann") -> int:
    """Open the form with what was typed, and send it."""
    mark = admit(settings, ASKED, typed, visitor(who), DAY)
    filled = FilledForm(form, "citizen", {"valued": ("fully",)})
    return send_reply(settings, ASKED, mark, filled, DAY)


def wrong(settings, typed: str, who: Visitor) -> type[SurveyError]:
    with pytest.raises(SurveyError) as caught:
        admit(settings, ASKED, typed, who, DAY)
    assert typed not in str(caught.value)
    assert "{" not in explain(caught.value, "cy")
    return type(caught.value)


def test_nine_false_replies_need_nine_codes(coded):
    honest, stolen = codes_for(coded, 2)
    for n in range(9):
        if n == 0:
            reply(coded, stolen, f"false {n}")
        else:
            with pytest.raises(UsedCodeError):
                reply(coded, stolen, f"false {n}")
    assert reply(coded, honest, "honest")
    assert query(coded.database, "SELECT count(*) FROM reply") == [(2,)]


def test_where_a_word_opens_the_form_it_is_said_that_anybody_could_reply(anybody):
    for n in range(9):
        reply(anybody, WORD, f"false {n}")
    with reading(anybody.database) as database:
        assert open_to_anybody(waves(database), "members", "2027")


def test_what_was_ever_open_to_anybody_stays_so(network):
    first = replace(WAVE, name="2027")
    invite(network, first, replace(CODED, name="other"))
    invite(network, replace(first, code="", supersedes=1))
    with reading(network.database) as database:
        known = waves(database)
    assert open_to_anybody(known, "members", "2027")
    assert not open_to_anybody(known, "members", "other")
    with pytest.raises(SurveyError, match="open to anybody"):
        codes_for(network, 1)


def test_twelve_false_replies_do_not_use_up_the_place_of_an_honest_one(anybody):
    for n in range(12):
        reply(anybody, WORD, f"false {n}")
    assert reply(anybody, WORD, "honest")


def test_a_code_is_for_one_reply(coded):
    (code,) = codes_for(coded, 1)
    first = reply(coded, code, "form")
    before = dump(coded.database)
    assert wrong(coded, code, visitor()) is UsedCodeError
    assert dump(coded.database) == before
    assert first == 1


def test_of_two_who_filled_in_forms_with_one_code_the_first_replies(coded):
    (code,) = codes_for(coded, 1)
    mark = admit(coded, ASKED, code, visitor(), DAY)
    assert admit(coded, ASKED, code, visitor("other"), DAY) == mark
    forms = [FilledForm(x, "citizen", {"valued": ("fully",)}) for x in "ab"]
    first = send_reply(coded, ASKED, mark, forms[0], DAY)
    before = dump(coded.database)
    with pytest.raises(UsedCodeError):
        send_reply(coded, ASKED, mark, forms[1], DAY)
    assert send_reply(coded, ASKED, mark, forms[0], DAY) == first
    assert dump(coded.database) == before


def test_a_reply_that_cannot_be_uses_no_code(coded):
    (code,) = codes_for(coded, 1)
    mark = admit(coded, ASKED, code, visitor(), DAY)
    before = dump(coded.database)
    with pytest.raises(SurveyError, match="Nothing is answered"):
        send_reply(coded, ASKED, mark, FilledForm("a", "citizen", {}), DAY)
    assert dump(coded.database) == before
    assert reply(coded, code, "a")


@pytest.mark.parametrize(
    "typed",
    [str.lower, lambda x: x.replace("-", " "), lambda x: f"  {x.replace('-', '–')}\n"],
)
def test_a_code_may_be_typed_as_people_do(coded, typed):
    (code,) = codes_for(coded, 1)
    assert reply(coded, typed(code), "form")


def test_a_code_of_another_wave_opens_nothing(coded):
    invite(coded, replace(CODED, name="other"))
    (code,) = codes_for(coded, 1, wave="other")
    codes_for(coded, 1)
    assert wrong(coded, code, visitor()) is WrongCodeError


@pytest.mark.parametrize("typed", ["", " ", "bara", "bara brith!", WAVE.code, "\x00"])
def test_another_word_opens_nothing(anybody, typed):
    with pytest.raises(WrongCodeError, match="not the word"):
        admit(anybody, ASKED, typed, visitor(), DAY)


@pytest.mark.parametrize("typed", ["BARA BRITH", " bara brith\n"])
def test_the_word_may_be_typed_as_people_do(anybody, typed):
    assert admit(anybody, ASKED, typed, visitor(), DAY) == WAVE.code


def test_before_the_code_comes_whether_the_survey_is_open(coded):
    codes_for(coded, 1)
    with pytest.raises(SurveyError, match="is closed"):
        admit(coded, ASKED, "", visitor(), date(2027, 4, 1))


def test_a_code_is_long_and_of_signs_that_do_not_look_alike(coded):
    codes = codes_for(coded, 300)
    assert len(set(codes)) == 300
    for code in codes:
        assert re.fullmatch("([2-9A-Z]{4}-){2}[2-9A-Z]{4}", code)
    used = set("".join(map(folded, codes)))
    assert used == set(SIGNS)
    assert not used & set("01OILSZ8BU") - {"B"}
    assert len(SIGNS) ** 12 > 2**50


@pytest.mark.parametrize("way_in", ["coded", "anybody"])
def test_wrong_words_are_slowed(way_in, request):
    """A word a second: the wait doubles after the free ones."""
    settings = request.getfixturevalue(way_in)
    (code,) = codes_for(settings, 1) if way_in == "coded" else (WORD,)
    kinds = [wrong(settings, f"{n} x", visitor("eve", n)) for n in range(40)]
    assert set(kinds) == {WrongCodeError, WaitError}
    assert kinds.count(WrongCodeError) == 10  # 5 free, after 0, 2, 4, 8 and 16 s
    assert admit(settings, ASKED, code, visitor("ann", 40), DAY)


def test_a_right_code_is_let_through_while_wrong_ones_wait(coded):
    (code,) = codes_for(coded, 1)
    for n in range(20):
        wrong(coded, f"{n} x", visitor("a whole council", 1))
    assert wrong(coded, "another", visitor("a whole council", 1)) is WaitError
    assert admit(coded, ASKED, code, visitor("a whole council", 1), DAY)


def test_a_word_can_be_guessed_so_it_waits_too(anybody):
    for n in range(20):
        wrong(anybody, f"{n} x", visitor("eve", 1))
    assert wrong(anybody, WORD, visitor("eve", 2)) is WaitError
    assert admit(anybody, ASKED, WORD, visitor("eve", 1_000), DAY)


def test_of_three_hundred_wrong_words_thirteen_are_looked_at():
    tries, looked_at = Tries(), 0
    for second in range(300):
        if not tries.wait("wave", "eve", second):
            tries.wrong("wave", "eve", second)
            looked_at += 1
    assert looked_at <= 13
    assert tries.wait("wave", "ann", 300) == 0


def test_wrong_words_of_many_visitors_leave_nobody_a_free_one(anybody):
    of = (str(anybody.database), "members", "2027")
    for n in range(300):
        assert admission.TRIES.wrong(of, f"eve {n}", 0) in (0, 2)
    assert wrong(anybody, "bara brit", visitor("ann", 1)) is WrongCodeError
    assert wrong(anybody, "bara brit", visitor("ann", 2)) is WaitError
    assert admit(anybody, ASKED, WORD, visitor("ann", 3), DAY)
    assert admit(anybody, ASKED, WORD, visitor("siân", 1), DAY)


def test_wrong_words_are_forgotten_in_an_hour_and_do_not_fill_the_memory():
    tries = Tries()
    for _ in range(30):
        tries.wrong("wave", "eve", 0)
    assert tries.wait("wave", "eve", 1) > 0
    assert tries.wrong("wave", "eve", 3_700) == 0
    for n in range(MOST + 5):
        tries.wrong("wave", f"{n}", 4_000)
    assert len(tries._seen) <= MOST


def test_what_is_stored_of_a_code_is_in_no_table_and_cannot_be_tried(coded):
    (code,) = codes_for(coded, 1)
    reply(coded, code, "form")
    plain = [code, folded(code), code.lower(), code.replace("-", "")]
    sums = [hashlib.sha256(x.encode()).hexdigest() for x in plain]
    raw = coded.database.read_bytes()
    told = str(dump(coded.database))
    for canary in (*plain, *sums):
        assert canary not in told
        assert canary.encode() not in raw


def test_the_log_says_nothing_of_codes(coded, caplog, capfd):
    (code,) = codes_for(coded, 1)
    reply(coded, code, "form")
    wrong(coded, "ZZZZ-ZZZZ-ZZZZ", visitor())
    out, err = capfd.readouterr()
    for text in (caplog.text, out, err):
        assert code not in text
        assert "ZZZZ" not in text


def test_used_codes_and_replies_cannot_be_joined_by_their_order(coded):
    """The raw rows: those of codes have no number and no day, and lie by their mark."""
    codes = codes_for(coded, 16)
    marks = {}
    for n, code in enumerate(codes[:12]):
        mark = admit(coded, ASKED, code, visitor(), DAY)
        marks[mark] = reply(coded, code, f"f{n}")
    rows = query(coded.database, "SELECT * FROM invitation_code")
    assert all(len(row) == 4 for row in rows)  # survey, wave, mark, used
    assert [row[2] for row in rows] == sorted(row[2] for row in rows)
    with pytest.raises(Exception, match="no such column: rowid"):
        query(coded.database, "SELECT rowid FROM invitation_code")
    used = [row[2] for row in rows if row[3]]
    assert set(used) == set(marks)
    by_order = [marks[mark] for mark in used]
    assert by_order != sorted(by_order)
    assert by_order != sorted(by_order, reverse=True)
    stored = query(coded.database, "SELECT * FROM reply")
    for mark in marks:
        assert not any(mark in str(row) or mark[:32] in str(row) for row in stored)


def test_codes_go_when_the_wave_closes_and_new_ones_are_refused(coded):
    codes_for(coded, 3)
    assert [x.name for x in open_waves(coded, DAY)] == ["2027"]
    assert forget_closed(coded, date(2027, 3, 31))
    for table in ("invitation_code", "wave_key"):
        assert query(coded.database, f"SELECT count(*) FROM {table}") == [(0,)]  # noqa: S608
    with pytest.raises(SurveyError, match="has closed"):
        codes_for(coded, 1, today=date(2027, 3, 31))


@pytest.mark.parametrize(("count", "told"), [(0, 0), (9, 0), (10, 10), (29, 20)])
def test_how_many_replied_is_told_in_steps_of_ten(coded, count, told):
    codes_for(coded, 1)
    answer(coded, *(sample(n, source="form") for n in range(count)))
    (state,) = wave_states(coded)
    assert (state.form, state.replies) == ("codes", told)
