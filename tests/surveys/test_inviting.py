"""Invitations by mail: over a real server; then no code and no words are left."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from copro_map.base.i18n import Label, explain
from copro_map.base.store.connection import writing
from copro_map.desk.copies import keep_backup
from copro_map.people.contacts import never_write
from copro_map.people.invitations import cause_of
from copro_map.people.mail import send_waiting
from copro_map.people.outbox import (
    LetterError,
    hide_codes,
    messages,
    send_again,
    sweep_outbox,
)
from copro_map.people.rules.addressees import read_addressees
from copro_map.people.rules.addresses import AddressError
from copro_map.people.rules.codes import folded
from copro_map.people.rules.permissions import MACHINE
from copro_map.people.rules.settings import OneLanguageError
from copro_map.surveys.admission import Invitation, Visitor, admit
from copro_map.surveys.inviting import (
    Words,
    chase,
    chase_of,
    invite_by_mail,
    no_mail,
)
from copro_map.surveys.opening import close_wave
from copro_map.surveys.reply_form import FilledForm, send_reply
from copro_map.surveys.rules.records import SurveyError
from copro_map.surveys.waiting import look, waiting
from tests.people import post_office
from tests.people.post_office import SITE
from tests.samples import dump, query
from tests.surveys.survey_samples import WAVE, invite, noon

TODAY = date(2027, 3, 5)
NOW, DAY = noon(TODAY), timedelta(days=1)
OF = Invitation("members", "2027")
CODE = re.compile(r"(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}")
PEOPLE = "ann@example.org\n\nBob@example.org;\nbob@example.org\ncai@example.org"
TEXT = Label("We value your view.", "Rydym yn gwerthfawrogi eich barn.")
OUTBOX = "SELECT address, kind, state, body FROM outbox ORDER BY number"


@pytest.fixture
def wave(here):
    invite(here, replace(WAVE, code=""))
    return here


@pytest.fixture
def office(monkeypatch):
    with post_office.opened() as (office, port):
        post_office.send_there(monkeypatch, port)
        yield office


def send(settings, text: str = PEOPLE, now: datetime = NOW, words=Words("", TEXT)):  # noqa: B008 - frozen
    return invite_by_mail(settings, MACHINE, OF, read_addressees(text), words, now)


def codes_in(office) -> list[str]:
    return [CODE.search(mail.get_content())[0] for mail in office.mails]


def test_each_gets_a_code_of_their_own_and_then_it_is_nowhere(wave, office, tmp_path):
    done = send(wave)
    assert (done.letters, done.already, done.never) == (3, 0, 0)
    shown = messages(wave, MACHINE)
    assert [one.body for one in shown] == ["", "", ""]
    assert all(body for *_, body in query(wave.database, OUTBOX))
    # No copy that is kept while they wait has what they say.
    copy = keep_backup(wave, tmp_path / "copies", NOW).file
    assert query(copy, "SELECT DISTINCT body FROM outbox") == [("",)]
    assert send_waiting(wave, NOW) == 3
    codes = codes_in(office)
    assert len(set(codes)) == 3
    for mail, code in zip(office.mails, codes, strict=True):
        said = mail.get_content()
        assert said.count(code) == 2  # in both languages
        assert TEXT.en in said
        assert TEXT.cy in said
        assert f"{SITE}/survey?survey=members&wave=2027&lang=cy" in said
        assert f"<{SITE}/k/" in mail["List-Unsubscribe"]
        links = re.findall(r"http\S+", said)
        assert not [x for x in links if code in x or folded(code) in x]
    rows = query(wave.database, OUTBOX)
    assert [(kind, state, body) for _, kind, state, body in rows] == [
        ("invitation", "sent", "")
    ] * 3
    told, raw = str(dump(wave.database)), wave.database.read_bytes()
    for code in codes:
        for spelt in (code, folded(code), code.lower()):
            assert spelt not in told
            assert spelt.encode() not in raw
            assert spelt.encode() not in copy.read_bytes()
    made = query(wave.database, "SELECT what, now FROM change_made")
    assert made == [("invited_by_mail", "3")]
    assert "example.org" not in str(query(wave.database, "SELECT * FROM change_made"))


def test_a_code_by_mail_lets_one_reply_in(wave, office):
    send(wave)
    send_waiting(wave, NOW)
    for n, code in enumerate(codes_in(office)):
        mark = admit(wave, OF, code, Visitor("ann", 0), TODAY)
        form = FilledForm(f"f{n}", "citizen", {"valued": ("fully",)})
        assert send_reply(wave, OF, mark, form, TODAY) == n + 1
    used = query(wave.database, "SELECT count(*) FROM invitation_code WHERE used = 1")
    assert used == [(3,)]


def test_nobody_is_invited_twice_nor_who_is_never_to_be_written_to(wave, office):
    with writing(wave.database) as database:
        never_write(database, "Cai@example.org", TODAY)
    first = send(wave)
    assert (first.letters, first.already, first.never) == (2, 0, 1)
    again = send(wave, f"{PEOPLE}\ndai@example.org")
    assert (again.letters, again.already, again.never) == (1, 2, 1)
    invite(wave, replace(WAVE, code="", name="2027 b"))
    other = replace(OF, wave="2027 b")
    done = invite_by_mail(
        wave, MACHINE, other, read_addressees(PEOPLE), Words("cy"), NOW
    )
    assert done.letters == 2
    assert send_waiting(wave, NOW) == 5
    marks = query(
        wave.database, "SELECT wave, count(*) FROM invitation_code GROUP BY 1"
    )
    assert marks == [("2027", 3), ("2027 b", 2)]
    assert office.mails[-1]["Content-Language"] == "cy"
    assert "Hello" not in office.mails[-1].get_content()


def test_what_failed_keeps_its_words_until_it_is_sent_or_past(wave, office):
    office.to_rcpt["ann@example.org"] = "550 No such user"
    send(wave)
    send_waiting(wave, NOW)
    rows = {address: body for address, *_, body in query(wave.database, OUTBOX)}
    assert CODE.search(rows["ann@example.org"])
    assert rows["Bob@example.org"] == ""
    (failed,) = messages(wave, MACHINE, "failed")
    assert failed.body == ""
    (line,) = waiting(wave, MACHINE, TODAY)
    assert (line.count, "may not have arrived" in line.words) == (1, True)
    office.to_rcpt.clear()
    send_again(wave, MACHINE, failed.number, NOW)
    assert send_waiting(wave, NOW) == 1
    assert {body for *_, body in query(wave.database, OUTBOX)} == {""}
    office.to_rcpt["dai@example.org"] = "550 No such user"
    send(wave, "dai@example.org")
    send_waiting(wave, NOW)
    sweep_outbox(wave, NOW + 91 * DAY)
    assert {body for *_, body in query(wave.database, OUTBOX)} == {""}


def test_a_letter_of_a_copy_has_no_words_so_it_is_not_sent_again(wave, office):
    office.to_rcpt["ann@example.org"] = "550 No such user"
    send(wave, "ann@example.org")
    send_waiting(wave, NOW)
    with writing(wave.database) as database:
        hide_codes(database)  # as a backup has it that is put back
    with pytest.raises(LetterError):
        send_again(wave, MACHINE, 1, NOW)
    assert send_waiting(wave, NOW) == 0


def refused(settings, error: type[Exception], said: str, do) -> None:
    before = dump(settings.database)
    with pytest.raises(error, match=said) as caught:
        do()
    assert dump(settings.database) == before
    assert "{" not in explain(caught.value, "cy")


def test_what_cannot_be_sent_is_said_line_by_line_and_nothing_is_written(wave, office):
    bad = "ann@example.org\nnobody\na@b@example.org, c@example.org"
    refused(wave, AddressError, "2: nobody; 3: a@b", lambda: send(wave, bad))
    refused(wave, AddressError, "at least one", lambda: send(wave, "\n \n"))
    many = "\n".join(f"a{n}@example.org" for n in range(501))
    refused(wave, AddressError, "There are: 501", lambda: send(wave, many))
    alone = Words("", Label("Hello", ""))
    refused(wave, OneLanguageError, "both languages", lambda: send(wave, words=alone))
    late = noon(date(2027, 3, 31))
    refused(wave, SurveyError, "has closed", lambda: send(wave, now=late))
    assert not office.taken


def test_where_no_mail_can_leave_none_is_written(wave):
    assert "COPRO_MAP_ADDRESS" in no_mail()
    refused(wave, SurveyError, "COPRO_MAP_ADDRESS", lambda: send(wave))
    refused(
        wave,
        SurveyError,
        "COPRO_MAP_ADDRESS",
        lambda: chase(wave, MACHINE, OF, TEXT, NOW),
    )


# Asked again


def test_all_who_were_invited_are_asked_again_twice_a_week_apart(wave, office):
    def again(now: datetime):
        return chase(wave, MACHINE, OF, TEXT, now)

    refused(wave, SurveyError, "Nobody was invited", lambda: again(NOW))
    office.to_rcpt["cai@example.org"] = "550 No such user"
    send(wave)
    refused(wave, SurveyError, "Nobody was invited", lambda: again(NOW))  # all wait
    send_waiting(wave, NOW)
    assert len(chase_of(wave, MACHINE, OF, TODAY).to) == 2
    first = NOW + 3 * DAY
    assert again(first).letters == 2
    office.taken.clear()
    send_waiting(wave, first)
    assert {mail["To"] for mail in office.mails} == {
        "ann@example.org",
        "Bob@example.org",
    }
    for mail in office.mails:
        said = mail.get_content()
        assert not CODE.search(said)
        assert "If you have replied: thank you" in said
        assert "5 March 2027" in said
    refused(wave, SurveyError, "less than a week", lambda: again(first + 6 * DAY))
    with writing(wave.database) as database:
        never_write(database, "ann@example.org", TODAY)
    assert again(first + 7 * DAY).letters == 1
    refused(wave, SurveyError, "a third time", lambda: again(first + 15 * DAY))
    refused(wave, SurveyError, "not open", lambda: again(first + 60 * DAY))
    found = chase_of(wave, MACHINE, OF, date(2027, 3, 15))
    assert found.done == (date(2027, 3, 8), date(2027, 3, 15))


def test_the_causes_of_one_wave_are_those_of_no_other():
    pairs = [("s", "w"), ("s", "w b"), ("s", "w/b"), ("s/w", "b"), ("s", "w%20b")]
    causes = {cause_of("invitation", *pair) for pair in pairs}
    assert len(causes) == len(pairs)
    assert not [x for x in causes for y in causes if x != y and x.startswith(y)]


# What waits


def test_what_waits_of_waves(wave):
    assert waiting(wave, MACHINE, TODAY) == ()
    (soon,) = waiting(wave, MACHINE, date(2027, 3, 25))
    assert soon.words == "Members' survey: 2027. Days left to reply: 6"
    close_wave(wave, MACHINE, "members", "2027", at_once=True, now=NOW)
    (closed,) = waiting(wave, MACHINE, TODAY + DAY)
    assert closed.since == "2027-03-05"
    assert closed.href.endswith("survey=members&wave=2027&which=close")
    assert waiting(wave, MACHINE, TODAY + 91 * DAY) == ()
    look(wave, MACHINE, OF, NOW)
    assert waiting(wave, MACHINE, TODAY + DAY) == ()
