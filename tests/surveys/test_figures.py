"""What the waves found, counted again in pandas and in SQL; what may be published."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from copro_map.base.errors import DatabaseError, DefinitionError
from copro_map.base.statistics.hiding import TOTAL
from copro_map.base.statistics.intervals import LOW, wilson
from copro_map.surveys.by_role import role_split
from copro_map.surveys.figures import ACTIVITY_COLUMNS, held
from copro_map.surveys.rules.replies import Figure
from copro_map.surveys.store.surveys import replies as stored_replies
from copro_map.surveys.waves import load_surveys
from tests.conftest import PROJECT
from tests.samples import query
from tests.surveys.survey_samples import WAVE, answer, invite, reply, seen

pytestmark = pytest.mark.usefixtures("years_later")
MEMBERS = load_surveys(PROJECT.data_dir)["members"]
BASELINE = replace(
    WAVE, name="2026", opens_on="2026-03-01", closes_on="2026-03-31", baseline=True,
    invited=dict.fromkeys(MEMBERS.roles, 80), entered_on="2026-02-20",
)  # fmt: skip
YEARLY = replace(WAVE, invited={"citizen": 80, "provider": 70, "organisation": 60})
END = date(2027, 6, 30)


def said(yes: object) -> dict[str, tuple[str, ...]]:
    return {"valued": ("fully" if yes else "no",)}


def figure(settings, day: date, code: str = "3.3") -> tuple[int, int, int]:
    """What is shown on a day: who said so, who answered, and who waits."""
    (found,) = held(settings).results(day)
    one = found.figures[code]
    return one.numerator, one.denominator, one.waiting


def signs(settings, day, known_on=None):
    return held(settings).activity(day, known_on)


# Straight from the table: who counts as at a day, by question and role.
RECOUNT = """
SELECT r.role, sum(EXISTS (
    SELECT 1 FROM json_each(r.answers, '$.' || :question) AS a
    WHERE a.value IN (SELECT value FROM json_each(:positive))
)), count(*)
FROM reply AS r
WHERE r.survey = 'members' AND r.wave = :wave AND r.entered_on <= :day
    AND r.status = 'checked'
    AND json_extract(r.answers, '$.' || :question || '[0]') IS NOT NULL
    AND NOT EXISTS (
        SELECT 1 FROM reply AS s WHERE s.supersedes = r.id AND s.entered_on <= :day
    )
GROUP BY r.role
"""
MARKS = {":question": "?1", ":positive": "?2", ":wave": "?3", ":day": "?4"}


def given_answers(chance: random.Random, role: str, *, baseline: bool):
    """What somebody may answer; some questions are left out."""
    answers = {}
    for question in MEMBERS.asked(baseline=baseline):
        ids = [option.id for option in question.options]
        if role in question.roles and chance.random() < 0.8:
            count = 1 if question.kind == "one" else chance.randint(1, 3)
            answers[question.id] = tuple(chance.sample(ids, count))
    return answers


def many(wave, count: int, chance: random.Random):
    """Replies of every role, entered on two days after the last change of the wave."""
    for number in range(count):
        role = chance.choice(list(MEMBERS.roles))
        is_body = role == "organisation"
        yield reply(
            number,
            wave=wave.name,
            role=role,
            answers=given_answers(chance, role, baseline=wave.baseline),
            organisation_id=f"body-{number}" if is_body else "",
            answered_on=wave.opens_on[:8] + "05",
            entered_on=wave.opens_on[:8] + ("10" if number < count / 2 else "12"),
        )


def corrections(chance: random.Random, rows, count: int):
    """Some are withdrawn and some corrected, before the wave closes."""
    for at in sorted(chance.sample(range(len(rows)), count)):
        row = rows[at]
        answers = given_answers(chance, row.role, baseline=False)
        status = chance.choice(["checked", "withdrawn"])
        later = row.entered_on[:8] + "20"
        yield replace(
            row, supersedes=at + 1, entered_on=later, answers=answers, status=status
        )


@pytest.fixture
def surveyed(settings):
    """Two waves of replies, some of them corrected or withdrawn on 20 March."""
    chance = random.Random(20_261_122)
    invite(settings, BASELINE, YEARLY)
    first = list(many(BASELINE, 150, chance))
    answer(settings, *first)
    second = list(many(YEARLY, 180, chance))
    answer(settings, *second)
    later = list(corrections(chance, [*first, *second], 60))
    answer(settings, *later)
    return settings


def in_sql(settings, question, wave: str, day: date):
    positive = "".join(f'"{x.id}",' for x in question.options if x.positive)[:-1]
    sql = RECOUNT
    for name, number in MARKS.items():
        sql = sql.replace(name, number)
    rows = query(
        settings.database, sql, question.id, f"[{positive}]", wave, day.isoformat()
    )
    return {role: (said, n) for role, said, n in rows if role in question.roles}


def in_pandas(settings, question, wave: str, day: date):
    """The last record of each respondent, one row an option chosen."""
    rows = seen(settings, stored_replies).reset_index()
    rows = rows[(rows["wave"] == wave) & (rows["entered_on"] <= day.isoformat())]
    last = rows.sort_values("id").groupby("respondent").tail(1)
    last = last[(last["status"] == "checked") & last["role"].isin(question.roles)]
    positive = [one.id for one in question.options if one.positive]
    long = last.assign(
        chosen=[given.get(question.id, ()) for given in last["answers"]]
    ).explode("chosen")
    long = long[long["chosen"].notna()]
    long["said"] = long["chosen"].isin(positive)
    by_reply = long.groupby(["role", "respondent"])["said"].max().groupby("role")
    table = pd.DataFrame({"said": by_reply.sum(), "n": by_reply.size()})
    return {str(role): (int(x.said), int(x.n)) for role, x in table.iterrows()}


def answered(figure: Figure):
    """What a figure says of the roles with answers."""
    return {role: pair[:2] for role, pair in figure.by_role.items() if pair[1]}


@pytest.mark.parametrize(
    "known_on", [date(2026, 4, 1), date(2027, 4, 1), date(2027, 4, 19), END]
)
def test_every_figure_is_that_of_a_recount_in_pandas_and_in_sql(surveyed, known_on):
    compared = 0
    for found in held(surveyed).results(END, known_on):
        serving = [
            *((found.figures, q.indicator, q) for q in MEMBERS.questions.values()),
            *((found.levels, q.baseline_of, q) for q in MEMBERS.questions.values()),
        ]
        for figures, code, question in serving:
            if code not in figures:
                continue
            figure = figures[code]
            counted = in_sql(surveyed, question, found.wave, known_on)
            assert answered(figure) == counted
            assert in_pandas(surveyed, question, found.wave, known_on) == counted
            assert figure.numerator == sum(said for said, _ in counted.values())
            assert figure.n == figure.denominator == sum(n for _, n in counted.values())
            compared += figure.n > 0
    assert compared == (9 if known_on.year == 2026 else 23)


def test_the_invited_are_those_of_the_roles_asked_if_all_are_known(surveyed):
    first, second = held(surveyed).results(END)
    assert {code: one.invited for code, one in first.levels.items()} == {
        "2.1": 480, "1.2": 480, "2.2": 480, "3.3": 80, "4.3": 80, "4.1": 80, "4.2": 80,
    }  # fmt: skip
    # Of three roles nobody counted how many were invited.
    assert {code: one.invited for code, one in second.figures.items()} == {
        "2.1": None, "1.2": None, "2.2": None, "3.3": 80, "4.3": 80, "4.1": 60,
        "4.2": 70,
    }  # fmt: skip
    assert second.figures["2.2"].by_role["frontline"][2] is None


def test_a_baseline_wave_has_levels_but_no_change(surveyed):
    first, second = held(surveyed).results(END)
    assert (first.baseline, second.baseline) == (True, False)
    assert set(first.figures) == {"2.1", "3.3"}
    everything = {"1.2", "2.1", "2.2", "3.3", "4.1", "4.2", "4.3"}
    assert set(first.levels) == set(second.levels) == set(second.figures) == everything
    level = replace(first.levels["3.3"], since=first.figures["3.3"].since)
    assert first.figures["3.3"] == level
    assert second.figures["2.2"] != second.levels["2.2"]


def names(settings, day, known_on=None):
    return [one.wave for one in held(settings).results(day, known_on)]


def test_a_wave_is_silent_until_it_closes(surveyed):
    assert names(surveyed, date(2026, 3, 30)) == []
    assert signs(surveyed, date(2026, 3, 30)).empty
    assert names(surveyed, date(2026, 3, 31)) == ["2026"]
    assert len(signs(surveyed, date(2026, 3, 31))) > 10
    assert names(surveyed, date(2027, 3, 30)) == ["2026"]
    assert names(surveyed, date(2027, 3, 31)) == ["2026", "2027"]
    # Nor can it be watched afterwards, as it was known day by day.
    assert names(surveyed, END, date(2027, 3, 11)) == ["2026"]
    assert names(surveyed, END, date(2027, 3, 31)) == ["2026", "2027"]
    before = signs(surveyed, END, date(2027, 3, 30))
    assert set(before["date"]) == {"2026-03-05"}


def test_waves_are_in_the_order_of_their_end_not_of_entry(settings):
    earlier = replace(WAVE, name="9", opens_on="2027-02-21", closes_on="2027-02-28")
    invite(settings, WAVE, earlier, replace(WAVE, survey="members", name="1"))
    assert names(settings, END) == ["9", "1", "2027"]
    found = held(settings).results(END)[0]
    assert (found.opens_on, found.closes_on) == (date(2027, 2, 21), date(2027, 2, 28))
    assert found.survey == "members"


def test_a_wave_without_replies_has_figures_of_nobody(settings):
    invite(settings, WAVE)
    (found,) = held(settings).results(END)
    assert {one.denominator for one in found.figures.values()} == {0}
    assert found.figures["3.3"].invited == 40


def test_a_correction_of_the_wave_holds_from_its_day_on(settings):
    invite(settings, WAVE)
    more = replace(WAVE, supersedes=1, entered_on="2027-05-01", invited={"citizen": 55})
    invite(settings, replace(more, closes_on="2027-04-30"))
    assert names(settings, date(2027, 4, 15)) == ["2027"]
    (before,) = held(settings).results(END, date(2027, 4, 30))
    (after,) = held(settings).results(END)
    assert [x.figures["3.3"].invited for x in (before, after)] == [40, 55]
    assert (before.closes_on, after.closes_on) == (date(2027, 3, 31), date(2027, 4, 30))
    assert names(settings, date(2027, 4, 15), END) == []


def test_a_correction_and_a_withdrawal_change_the_figure_from_their_day_on(settings):
    invite(settings, WAVE)
    yes, no = {"valued": ("fully",)}, {"valued": ("no",)}
    answer(settings, reply(1, answers=yes), reply(2, answers=yes), reply(3, answers=no))
    answer(
        settings,
        reply(1, answers=no, supersedes=1, entered_on="2027-04-10"),
        reply(
            2, answers=yes, supersedes=2, entered_on="2027-04-20", status="withdrawn"
        ),
    )

    def figure(*days):
        found = held(settings).results(*days)[0].figures["3.3"]
        return found.numerator, found.denominator

    assert figure(date(2027, 4, 9)) == (2, 3)
    assert figure(END, date(2027, 4, 9)) == (2, 3)
    assert figure(date(2027, 4, 10)) == (1, 3)
    assert figure(date(2027, 4, 20)) == figure(END) == (0, 2)


def test_an_organisation_that_replied_is_a_sign_of_life(settings):
    invite(settings, replace(WAVE, invited={}))
    body = {"role": "organisation", "answers": {"knowledge_base": ("good",)}}
    answer(
        settings,
        reply(1, organisation_id="tir-coed", **body),
        reply(2, organisation_id="oasis", **body),
        reply(3, organisation_id="", **body),
    )
    gone = reply(2, organisation_id="oasis", supersedes=2, status="withdrawn", **body)
    answer(settings, replace(gone, entered_on="2027-04-10"))
    found = signs(settings, date(2027, 4, 9))
    assert tuple(found) == ACTIVITY_COLUMNS
    assert found.to_numpy().tolist() == [
        ["tir-coed", "2027-03-02"], ["oasis", "2027-03-02"]
    ]  # fmt: skip
    assert signs(settings, END)["organisation_id"].tolist() == ["tir-coed"]
    assert len(signs(settings, END, date(2027, 4, 9))) == 2


def test_no_replies_at_all_are_no_activity(settings):
    invite(settings, WAVE)
    assert signs(settings, END).empty
    assert tuple(signs(settings, END)) == ACTIVITY_COLUMNS


def test_a_survey_without_its_file_is_named(settings):
    invite(settings, replace(WAVE, survey="gone"))
    with pytest.raises(DefinitionError, match=r"surveys/gone\.toml.*missing"):
        held(settings).results(END)


def test_without_a_database_the_message_says_how_to_build_one(settings):
    with pytest.raises(DatabaseError, match="init"):
        held(settings).results(END)


def figure_of(pairs) -> Figure:
    by_role = {f"role {at}": (*pair, None) for at, pair in enumerate(pairs)}
    said, n = (sum(part) for part in zip(*pairs, strict=True))
    return Figure(said, n, None, by_role)


def shares(size: int):
    """A share of at most ``size`` replies; often nobody, everybody or very few."""
    base = st.integers(0, size) | st.sampled_from([0, 1, 9, 10, 11])
    return base.flatmap(
        lambda n: st.tuples(st.integers(0, n) | st.sampled_from([0, n]), st.just(n))
    )


TABLES = st.sampled_from([5, 15, 60]).flatmap(
    lambda size: st.lists(shares(size), min_size=1, max_size=6)
)


def possible(said: int, n: int, others: bool):
    """What one hidden role may be, by whoever knows the sum of all that are hidden."""
    if not others:
        return {(said, n)}
    return {
        (mine, base)
        for base in range(n + 1)
        for mine in range(max(0, said - (n - base)), min(said, base) + 1)
    }


def is_told(row) -> bool:
    """Whether a row says how many: it is neither hidden nor only a bound."""
    return row.percent is not None


@hypothesis_settings(max_examples=150)
@given(pairs=TABLES)
def test_no_small_base_is_published_or_comes_out_by_subtraction(pairs):
    figure = figure_of(pairs)
    *roles, total = role_split(figure)
    assert [row.role for row in roles] == list(figure.by_role)
    assert total.role == TOTAL
    assert total.is_hidden == (figure.n < LOW)
    if not is_told(total):  # few, or of one mind: then each role is so too
        assert not any(map(is_told, roles))
        return
    untold = [row for row in roles if not is_told(row)]
    shown = [row for row in (*roles, total) if is_told(row)]
    assert all(row.denominator >= LOW for row in shown)
    assert all(figure.by_role[row.role][1] >= LOW for row in roles if row not in untold)
    assert all(1 < row.numerator < row.denominator - 1 for row in shown)
    if not untold:
        return
    # The sum of the hidden is all that subtraction gives, and no role's own figure.
    said = total.numerator - sum(row.numerator for row in roles if row not in untold)
    n = total.denominator - sum(row.denominator for row in roles if row not in untold)
    assert n >= LOW
    assert 0 < said < n or not said + n
    could_be = possible(said, n, len(untold) > 1)
    assert len({base for _, base in could_be}) > 1
    assert len({mine / base for mine, base in could_be if base}) > 1


@given(pairs=TABLES)
def test_less_all_but_some_of_the_shown_no_small_base_is_left(pairs):
    """Total less any choice of the rows shown: at least 10, or only what is shown."""
    *roles, total = role_split(figure_of(pairs))
    if not is_told(total):
        return
    shown = [row.denominator for row in roles if is_told(row)]
    for count in range(len(shown) + 1):
        for chosen in combinations(shown, count):
            left = total.denominator - sum(chosen)
            assert left >= LOW or left == 0


@given(pairs=TABLES)
def test_what_is_published_is_right(pairs):
    figure = figure_of(pairs)
    for row in role_split(figure):
        said, n = figure.by_role.get(row.role, (figure.numerator, figure.n, None))[:2]
        if not is_told(row):
            numbers = (row.numerator, row.denominator, row.percent, row.interval)
            assert numbers == (None, None, None, None)
            is_true = {"at_least": 10 * said >= 9 * n, "at_most": 10 * said <= n}
            assert is_true.get(row.bound, not row.bound)
            continue
        assert (row.numerator, row.denominator) == (said, n)
        assert row.percent == pytest.approx(100 * said / n)
        limits = wilson(said, n)
        assert row.interval.lower == pytest.approx(100 * limits.lower)
        assert row.interval.upper == pytest.approx(100 * limits.upper)


def test_no_more_is_hidden_than_must_be(surveyed):
    (_, found) = held(surveyed).results(END)
    assert not any(row.is_hidden for row in role_split(found.figures["2.2"]))
    (citizens, total) = role_split(found.figures["3.3"])
    assert (citizens.numerator, citizens.denominator) == (
        total.numerator, total.denominator
    )  # fmt: skip


def test_no_two_days_tell_what_the_one_who_replied_in_between_said(settings):
    """An organisation becomes active, and the figure of its role must not move."""
    invite(settings, replace(WAVE, invited={}))
    body = {"role": "organisation", "answers": {"relationships_change": ("same",)}}
    answer(
        settings, *(reply(n, organisation_id=f"body-{n}", **body) for n in range(12))
    )
    yes = body | {"answers": {"relationships_change": ("much_better",)}}
    no = body | {"answers": {"relationships_change": ("much_worse",)}}
    late = reply(99, organisation_id="oasis", entered_on="2027-04-10", **no)
    answer(settings, late)

    def seen(day):
        figure = held(settings).results(day)[0].figures["4.1"]
        return figure.numerator, figure.n, len(signs(settings, day))

    assert seen(date(2027, 4, 9)) == seen(date(2027, 4, 10)) == seen(END) == (0, 12, 12)
    more = [
        reply(n, organisation_id=f"body-{n}", entered_on="2027-04-20", **yes)
        for n in range(20, 29)
    ]
    answer(settings, *more)
    assert seen(date(2027, 4, 19)) == (0, 12, 12)
    assert seen(date(2027, 4, 20)) == (9, 22, 22)


def test_ten_that_come_late_and_say_the_same_wait_for_others(settings):
    """All of them would be the difference: then it is known what each said."""
    invite(settings, replace(WAVE, invited={}))
    answer(settings, *(reply(n, answers=said(n < 6)) for n in range(12)))
    late = [
        reply(n, answers=said(True), entered_on="2027-04-10") for n in range(20, 31)
    ]
    answer(settings, *late)
    assert figure(settings, date(2027, 4, 10)) == (6, 12, 11)
    answer(settings, reply(40, answers=said(False), entered_on="2027-04-11"))
    assert figure(settings, date(2027, 4, 11)) == (17, 24, 0)
    assert figure(settings, date(2027, 4, 10)) == (6, 12, 11)


def test_ten_late_replies_are_no_ten_answers_to_a_question(settings):
    """Ten citizens came late, and one of them answered this question."""
    invite(settings, replace(WAVE, invited={}))
    answer(settings, *(reply(n, answers=said(n < 6)) for n in range(12)))
    late = [
        reply(n, answers={"used": ("events",)}, entered_on="2027-04-10")
        for n in range(20, 29)
    ]
    answer(settings, *late, reply(40, answers=said(True), entered_on="2027-04-10"))
    assert figure(settings, date(2027, 4, 10)) == (6, 12, 1)


def test_what_comes_later_on_the_day_on_which_it_closes_waits(settings):
    """The figures of a day are those of its morning, and of whole batches."""
    invite(settings, replace(WAVE, invited={}))
    answer(settings, *(reply(n, answers=said(n < 6)) for n in range(12)))
    closing = date(2027, 3, 31)
    assert figure(settings, closing) == (6, 12, 0)
    answer(settings, reply(40, answers=said(True), entered_on="2027-03-31"))
    assert figure(settings, closing) == (6, 12, 1)
    more = [
        reply(n, answers=said(n % 2), entered_on="2027-03-31") for n in range(50, 60)
    ]
    answer(settings, *more)
    assert figure(settings, closing) == (12, 23, 0)
    answer(settings, reply(70, answers=said(False), entered_on="2027-03-31"))
    assert figure(settings, closing) == (12, 23, 1)


@pytest.mark.parametrize("asked", [date(2027, 3, 31), date(2030, 1, 1)])
def test_a_wave_that_is_open_says_nothing_whatever_day_is_asked_for(
    settings, monkeypatch, asked
):
    monkeypatch.setenv("COPRO_MAP_TODAY", "2027-03-30")
    invite(settings, replace(WAVE, invited={}))
    body = {"role": "organisation", "organisation_id": "oasis"}
    answer(settings, *(reply(n, answers=said(n < 6)) for n in range(12)))
    answer(settings, reply(20, answers={"knowledge_base": ("good",)}, **body))
    found = held(settings)
    assert found.results(asked) == found.results(asked, asked) == []
    assert found.activity(asked).empty
    monkeypatch.setenv("COPRO_MAP_TODAY", "2027-03-31")
    assert figure(settings, asked) == (6, 12, 0)


def test_a_figure_that_is_kept_never_has_more_replies_than_invited(settings):
    invite(settings, replace(WAVE, invited={"citizen": 12}))
    answer(settings, *(reply(n, answers={"valued": ("no",)}) for n in range(12)))
    gone = reply(0, supersedes=1, entered_on="2027-04-10", status="withdrawn")
    answer(settings, gone)
    fewer = replace(
        WAVE, supersedes=1, entered_on="2027-04-11", invited={"citizen": 11}
    )
    invite(settings, fewer)
    (found,) = held(settings).results(END)
    assert (found.figures["3.3"].n, found.figures["3.3"].invited) == (12, 12)


def wave_of(settings, asked_of) -> dict[str, Figure]:
    """Figures of a wave: by question, how many of each role said so and answered."""
    invite(settings, replace(WAVE, invited={}))
    options = {
        "knowledge_base": ("good", "poor"),
        "practice_change": ("much_greater", "same"),
        "valued": ("fully", "no"),
    }
    rows: dict[tuple[str, int], dict] = {}
    for question, by_role in asked_of.items():
        for role, (said, count) in by_role.items():
            for n in range(count):
                chosen = options[question][0 if n < said else 1]
                rows.setdefault((role, n), {})[question] = (chosen,)
    answer(
        settings,
        *(
            reply(at, role=role, answers=own)
            for at, ((role, _), own) in enumerate(rows.items())
        ),
    )
    return held(settings).results(END)[0].figures


def hidden_in(figure: Figure) -> set[str]:
    silent = {role for role, (_, n, _) in figure.by_role.items() if not n}
    return {row.role for row in role_split(figure) if row.is_hidden} - silent


def test_a_role_hidden_in_one_split_of_a_wave_is_hidden_in_all(settings):
    """Else its size in one question, all but told by another, gives the third back."""
    twelve = {"commissioner": (4, 12), "policy_maker": (20, 40)}
    found = wave_of(
        settings,
        {
            "knowledge_base": twelve | {"frontline": (3, 10)},
            "practice_change": twelve | {"frontline": (3, 9)},
        },
    )
    expected = {"frontline", "commissioner"}
    assert hidden_in(found["1.2"]) == expected
    assert hidden_in(found["2.1"]) == expected


def test_a_question_to_citizens_only_does_not_tell_how_many_others_are(settings):
    """All less the citizens who answered 3.3 would be the six providers."""
    by_role = {"citizen": (5, 12), "provider": (2, 6), "frontline": (9, 14)}
    found = wave_of(
        settings, {"practice_change": by_role, "valued": {"citizen": (6, 12)}}
    )
    assert found["3.3"].n == 12
    assert hidden_in(found["1.2"]) == {"provider", "frontline"}


def test_a_question_that_hardly_anybody_answered_hides_no_role_in_another(settings):
    found = wave_of(
        settings,
        {"knowledge_base": {"citizen": (2, 5), "provider": (1, 4)},
         "practice_change": {
             "citizen": (9, 30), "provider": (9, 32), "frontline": (2, 12),
             "commissioner": (2, 10), "policy_maker": (5, 11), "organisation": (5, 13),
         }},
    )  # fmt: skip
    assert all(row.is_hidden for row in role_split(found["2.1"]))
    assert hidden_in(found["1.2"]) == set()


def test_a_question_in_which_all_agree_hides_no_role_in_another(settings):
    roles = {"citizen": 22, "provider": 12, "frontline": 7, "policy_maker": 5}
    found = wave_of(
        settings,
        {
            "knowledge_base": {role: (n, n) for role, n in roles.items()},
            "practice_change": {role: (n // 3, n) for role, n in roles.items()},
        },
    )
    bounds = {row.role: row.bound for row in role_split(found["2.1"]) if row.bound}
    assert bounds == dict.fromkeys(["citizen", "provider", TOTAL], "at_least")
    assert hidden_in(found["2.1"]) == {"frontline", "policy_maker"}
    assert hidden_in(found["1.2"]) == {"frontline", "policy_maker"}


def test_a_role_that_was_hidden_stays_hidden_when_another_could_stand_for_it(settings):
    """Shown later, its figure less what it gained would give that of the six back."""
    roles = {"citizen": 22, "provider": 12, "frontline": 6, "commissioner": 15}
    shares = {role: (n // 2, n) for role, n in roles.items()}
    before = wave_of(settings, {"practice_change": shares})
    assert hidden_in(before["1.2"]) == {"provider", "frontline"}
    chosen = ["much_greater", *["same"] * 12]
    late = [
        reply(
            200 + n,
            role="provider",
            entered_on="2027-04-10",
            answers={"practice_change": (one,)},
        )
        for n, one in enumerate(chosen)
    ]
    answer(settings, *late)
    after = held(settings).results(END)[0].figures["1.2"]
    assert after.by_role["provider"][:2] == (7, 25)
    assert hidden_in(after) == {"provider", "frontline"}
    (then,) = held(settings).results(date(2027, 4, 9))
    assert hidden_in(then.figures["1.2"]) == {"provider", "frontline"}
