"""Mail over a real SMTP server: what each answer means, and what a death loses."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from copro_map.base.i18n import Label
from copro_map.base.moments import read_moment
from copro_map.base.store.connection import writing
from copro_map.base.today import WALES
from copro_map.people.mail import send_waiting
from copro_map.people.outbox import Letter, messages, put, send_again, why
from copro_map.people.post import hindrance, load_post
from copro_map.people.rules.permissions import MACHINE
from copro_map.people.settling import settle
from tests.people import post_office
from tests.people.post_office import SENDER, SITE
from tests.samples import dump

NOW = datetime(2026, 11, 29, 9, 0, tzinfo=WALES)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
TOKEN = "kYx-3_token"


@pytest.fixture
def installed(settings, blank):
    shutil.copyfile(blank, settings.database)
    return settings


@pytest.fixture
def office(monkeypatch):
    with post_office.opened() as (office, port):
        post_office.send_there(monkeypatch, port)
        yield office


def letter(cause="one", address="info@example.org", **facts) -> Letter:
    usual = {
        "language": "en",
        "subject": Label("Still right?", "Dal yn gywir?"),
        "body": Label(f"Press [[/k/{TOKEN}]]", f"Pwyswch – tŷ: [[/k/{TOKEN}]]"),
        "kind": "reminder",
        "is_asked": False,
        "unsubscribe": f"/k/{TOKEN}",
    }
    return Letter(address=address, cause=cause, **usual | facts)


def keep(settings, *letters: Letter, now=NOW) -> None:
    with writing(settings.database) as database:
        assert all(put(database, one, now) for one in letters)


def states(settings) -> list[str]:
    return [message.state for message in messages(settings, MACHINE)]


def only(settings):
    (message,) = messages(settings, MACHINE)
    return message


def test_a_message_has_one_recipient_and_the_headers_of_a_letter(
    installed, office, monkeypatch
):
    monkeypatch.setenv("COPRO_MAP_SMTP_USER", "")
    keep(installed, letter(language="cy"))
    assert send_waiting(installed, NOW) == 1
    (recipients, _), (mail,) = office.taken[0], office.mails
    assert recipients == ["info@example.org"]
    assert mail["To"] == "info@example.org"
    assert mail["From"] == SENDER
    assert mail["Message-ID"] == only(installed).message_id
    assert mail["Subject"] == "Dal yn gywir?"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "cy"
    assert mail["List-Unsubscribe"] == f"<{SITE}/k/{TOKEN}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Date"].datetime == NOW
    assert mail.get_content().strip() == f"Pwyswch – tŷ: {SITE}/k/{TOKEN}"
    assert states(installed) == ["sent"]
    assert send_waiting(installed, NOW + HOUR) == 0


def test_whose_language_is_not_known_reads_both_welsh_first(installed, office):
    keep(installed, letter(language="", unsubscribe=""))
    assert send_waiting(installed, NOW) == 1
    (mail,) = office.mails
    assert mail["Subject"] == "Dal yn gywir? / Still right?"
    assert mail["Content-Language"] == "cy, en"
    assert "List-Unsubscribe" not in mail
    content = mail.get_content()
    assert content.count(f"{SITE}/k/{TOKEN}") == 2
    assert content.index("Pwyswch") < content.index("Press")


def test_an_id_is_of_the_senders_domain_and_stays(installed, monkeypatch):
    keep(installed, letter())  # before anything is set
    with post_office.opened() as (office, port):
        post_office.send_there(monkeypatch, port)
        office.to_data = "451 later"
        send_waiting(installed, NOW)
        first = only(installed).message_id
        assert first.endswith("@map.example>")
        monkeypatch.setenv("COPRO_MAP_MAIL_FROM", "map@other.example")
        office.to_data = "250 OK"
        assert send_waiting(installed, NOW + HOUR) == 1
    assert office.ids == [first] == [only(installed).message_id]


def test_answers_go_to_the_steward(installed, office):
    told = replace(installed, contact="machine@example.org")
    keep(installed, letter())
    send_waiting(told, NOW)
    desk, tomorrow = Label("desk@example.org", ""), NOW + timedelta(1)
    settle(told, MACHINE, "contact", desk, from_on=tomorrow.date(), now=NOW)
    for number, now in enumerate((NOW, tomorrow)):
        keep(installed, letter(f"another {number}"))
        send_waiting(told, now)
    to = [one["Reply-To"].partition("@")[0] for one in office.mails]
    assert to == ["machine", "machine", "desk"]  # from its day on


def test_the_token_is_nowhere_once_it_is_sent(installed, office):
    keep(installed, letter())
    assert TOKEN in dump_of(installed)
    assert send_waiting(installed, NOW) == 1
    assert TOKEN not in dump_of(installed)
    assert "/k/-" in only(installed).body
    assert len(office.taken) == 1


def dump_of(settings) -> str:
    return str(dump(settings.database))


def test_550_is_failed_and_the_rest_goes_on(installed, office):
    office.to_rcpt["gone@example.org"] = "550 no such user"
    keep(installed, letter("one", "gone@example.org"), letter("two"))
    assert send_waiting(installed, NOW) == 1
    assert states(installed) == ["failed", "sent"]
    failed = messages(installed, MACHINE, "failed")[0]
    assert why(failed).startswith("The server for mail refused it.")
    assert "550" in why(failed)
    assert send_waiting(installed, NOW + HOUR) == 0
    assert office.asked.count("gone@example.org") == 1


def test_what_failed_can_be_sent_again_with_the_same_id(installed, office):
    office.to_data = "554 not like this"
    keep(installed, letter())
    assert send_waiting(installed, NOW) == 0
    failed = only(installed)
    assert failed.state == "failed"
    office.to_data = "250 OK"
    send_again(installed, MACHINE, failed.number, NOW + HOUR)
    assert send_waiting(installed, NOW + HOUR) == 1
    assert office.ids == [failed.message_id]


def test_451_waits_longer_each_time_and_is_given_up_after_five_days(installed, office):
    office.to_data = "451 come again"
    keep(installed, letter())
    now, pauses = NOW, []
    for tries in range(1, 9):
        assert send_waiting(installed, now) == 0
        assert send_waiting(installed, now + MINUTE / 2) == 0
        assert len(office.asked) == tries
        pauses.append(read_moment(only(installed).not_before) - now)
        now += pauses[-1]
    assert pauses == [x * MINUTE for x in (1, 2, 4, 8, 16, 32, 60, 60)]
    assert states(installed) == ["waiting"]
    for later, state in ((-MINUTE, "waiting"), (HOUR, "failed")):
        assert send_waiting(installed, NOW + timedelta(days=5) + later) == 0
        assert states(installed) == [state]
    assert "451" in why(only(installed))
    assert not office.taken


def test_a_sender_who_is_refused_fails_nothing(installed, office):
    office.to_mail = "550 who are you"
    keep(installed, letter("one"), letter("two"))
    assert send_waiting(installed, NOW) == 0
    assert states(installed) == ["waiting", "waiting"]
    said = [why(message) for message in messages(installed, MACHINE)]
    assert "COPRO_MAP_MAIL_FROM" in said[0]
    office.to_mail = "250 OK"
    assert send_waiting(installed, NOW + MINUTE) == 2


def test_a_server_that_is_down_for_a_day_loses_and_doubles_nothing(
    installed, monkeypatch
):
    port = post_office.free_port()
    post_office.send_there(monkeypatch, port)
    now = NOW
    for hour in range(0, 24, 3):
        address = f"hour{hour}@example.org"
        keep(installed, letter(f"hour {hour}", address), now=now)
        for minute in (0, 95):
            assert send_waiting(installed, now + minute * MINUTE) == 0
        now += 3 * HOUR
    assert states(installed) == ["waiting"] * 8
    assert "does not answer" in why(messages(installed, MACHINE)[0])
    with post_office.opened(port) as (office, _):
        sent = [send_waiting(installed, now + x * 30 * MINUTE) for x in range(3)]
    assert sum(sent) == 8
    assert sorted(x for to, _ in office.taken for x in to) == sorted(
        f"hour{hour}@example.org" for hour in range(0, 24, 3)
    )
    assert len(set(office.ids)) == 8


@pytest.mark.parametrize("is_asked", [True, False])
def test_a_connection_that_ends_without_an_answer(installed, office, is_asked):
    office.to_data = post_office.DROP
    keep(installed, letter(is_asked=is_asked))
    assert send_waiting(installed, NOW) == 0
    assert len(office.taken) == 1
    office.to_data = "250 OK"
    assert send_waiting(installed, NOW + HOUR) == int(is_asked)
    assert states(installed) == ["sent" if is_asked else "perhaps"]
    assert len(set(office.ids)) == 1
    assert len(office.ids) == 1 + is_asked


KILLED = """
import os, signal, sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from copro_map.base.config import load_settings
from copro_map.people import mail
kept = mail.outbox.become
mail.outbox.become = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)
now = datetime.fromisoformat(sys.argv[1])
mail.send_waiting(load_settings(), now)
"""


@pytest.mark.parametrize("is_asked", [True, False])
def test_killed_between_the_answer_and_the_commit(installed, office, is_asked):
    keep(installed, letter(is_asked=is_asked))
    told = [sys.executable, "-c", KILLED, NOW.isoformat()]
    ended = subprocess.run(told, check=False, capture_output=True, text=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert len(office.taken) == 1
    assert states(installed) == ["sending"]
    assert send_waiting(installed, NOW + MINUTE) == int(is_asked)
    assert send_waiting(installed, NOW + HOUR) == 0
    assert states(installed) == ["sent" if is_asked else "perhaps"]
    assert office.ids == [only(installed).message_id] * (1 + is_asked)
    if not is_asked:
        assert "perhaps" in why(only(installed))
        send_again(installed, MACHINE, 1, NOW + HOUR)
        assert send_waiting(installed, NOW + HOUR) == 1
        assert len(set(office.ids)) == 1


def test_what_another_process_sends_is_not_sent_by_this_one(installed, office):
    from copro_map.people.mail import _alone

    keep(installed, letter())
    with _alone(installed.database) as alone:
        assert alone
        assert send_waiting(installed, NOW) == 0
    assert states(installed) == ["waiting"]
    assert send_waiting(installed, NOW) == 1
    assert len(office.taken) == 1


def test_of_several_at_once_one_sends_and_nothing_is_sent_twice(installed, office):
    keep(installed, *(letter(str(n), f"a{n}@example.org") for n in range(5)))
    with ThreadPoolExecutor(3) as pool:
        sent = list(pool.map(lambda _: send_waiting(installed, NOW), range(6)))
    assert sum(sent) == 5
    assert states(installed) == ["sent"] * 5
    assert len(office.ids) == len(set(office.ids)) == 5


@pytest.mark.parametrize(
    ("site", "sender"),
    [
        ("https://map.example", "map@map.example"),
        ("http://localhost:8501", "map@localhost.localdomain"),
        ("http://127.0.0.1:8501", "map@127.0.0.1"),
    ],
)
def test_a_server_on_this_machine_needs_no_sender_to_be_set(site, sender):
    here = {"COPRO_MAP_ADDRESS": site, "COPRO_MAP_SMTP_HOST": "localhost"}
    post = load_post(here)
    assert post.sender.addr_spec == sender
    assert not hindrance(post)
    assert hindrance(load_post(here | {"COPRO_MAP_SMTP_HOST": "a.example"})) == (
        "no_sender"
    )


def test_a_password_is_in_no_text():
    post = load_post({"COPRO_MAP_SMTP_PASSWORD": "cyfrinair"})
    assert post.password == "cyfrinair"
    assert "cyfrinair" not in repr(post)


def test_without_settings_all_waits_and_says_why(installed, monkeypatch):
    keep(installed, letter())
    port = post_office.free_port()
    for missing in (
        "COPRO_MAP_ADDRESS",
        "COPRO_MAP_SMTP_HOST",
        "COPRO_MAP_MAIL_FROM",
    ):
        post_office.send_there(
            monkeypatch, port, COPRO_MAP_SMTP_HOST="mail.example.org"
        )
        monkeypatch.delenv(missing)
        assert send_waiting(installed, NOW) == 0
        assert missing in why(only(installed))
    post_office.send_there(monkeypatch, port, COPRO_MAP_SMTP_TLS="ssl3")
    assert "starttls, tls or none" in why(only(installed))
    assert only(installed).tries == 0
    assert f"/k/{TOKEN}" in only(installed).body


def test_on_a_moved_day_mail_leaves_to_this_machine_alone(
    installed, office, monkeypatch
):
    monkeypatch.setenv("COPRO_MAP_TODAY", "2027-12-24")
    keep(installed, letter())
    for host in ("mail.example.org", "192.0.2.1", "localhost.example.org"):
        monkeypatch.setenv("COPRO_MAP_SMTP_HOST", host)
        assert send_waiting(installed, NOW) == 0
        assert "COPRO_MAP_TODAY" in why(only(installed))
    monkeypatch.setenv("COPRO_MAP_SMTP_HOST", "127.0.0.1")
    assert send_waiting(installed, NOW) == 1
    assert len(office.taken) == 1


def test_what_was_asked_for_goes_first(installed, office):
    keep(installed, letter("one"), letter("two", "asked@example.org", is_asked=True))
    assert send_waiting(installed, NOW) == 2
    assert office.asked[0] == "asked@example.org"


@pytest.fixture
def pem(tmp_path):
    return post_office.certificate(tmp_path)


@pytest.mark.parametrize("tls", ["tls", "starttls"])
def test_over_tls_with_a_known_certificate_alone(installed, monkeypatch, pem, tls):
    context = post_office.server_context(pem)
    how = {"ssl_context": context} if tls == "tls" else {"tls_context": context}
    how |= {"require_starttls": True} if tls == "starttls" else {}
    keep(installed, letter())
    with post_office.opened(asks_login=True, **how) as (office, port):
        post_office.send_there(
            monkeypatch,
            port,
            COPRO_MAP_SMTP_TLS=tls,
            COPRO_MAP_SMTP_USER="map",
            COPRO_MAP_SMTP_PASSWORD="cyfrinair",
        )
        assert send_waiting(installed, NOW) == 0
        assert "certificate" in why(only(installed))
        assert not office.logins
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
        monkeypatch.setenv("COPRO_MAP_SMTP_PASSWORD", "wrong")
        assert send_waiting(installed, NOW + MINUTE) == 0
        assert "COPRO_MAP_SMTP_PASSWORD" in why(only(installed))
        monkeypatch.setenv("COPRO_MAP_SMTP_PASSWORD", "cyfrinair")
        assert send_waiting(installed, NOW + HOUR) == 1
        assert len(office.taken) == 1


def test_without_starttls_nothing_travels_in_the_clear(installed, office, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_SMTP_TLS", "starttls")
    keep(installed, letter())
    assert send_waiting(installed, NOW) == 0
    assert not office.asked
    assert "TLS" in why(only(installed))


def test_a_password_does_not_leave_this_machine_in_the_clear(installed, monkeypatch):
    post_office.send_there(
        monkeypatch,
        25,
        COPRO_MAP_SMTP_HOST="mail.example.org",
        COPRO_MAP_SMTP_TLS="none",
        COPRO_MAP_SMTP_USER="map",
    )
    keep(installed, letter())
    assert send_waiting(installed, NOW) == 0
    assert "in the clear" in why(only(installed))
