"""Who somebody is at a provider: issuer and subject together, used once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from copro_map.people.identities import UnknownIdentityError, link_for
from copro_map.people.links import sweep_links
from copro_map.people.persons import sign_out_everywhere, switch_off
from copro_map.people.rules.permissions import MACHINE
from copro_map.people.sessions import who
from copro_map.people.signing_in import sign_in
from tests.people.conftest import NOW
from tests.samples import query

ISSUED = int(NOW.timestamp())
ONE, TWO = "https://one.example.org", "https://two.example.org"
REMEMBERED = timedelta(days=35)


def claims(**other) -> dict[str, object]:
    start = {
        "iss": ONE,
        "sub": "1",
        "iat": ISSUED,
        "nonce": "n",
        "email": "Mair@example.org",
        "email_verified": True,
    }
    return start | other


def person_of(settings, **other) -> int | None:
    """Who is signed in by what a provider says."""
    token = link_for(settings, claims(**other), "/desk?lang=cy", NOW)
    signed = sign_in(settings, token, NOW)
    assert signed.goes_to == "/desk?lang=cy"
    return who(settings, signed.token, NOW).person


def test_a_verified_address_finds_the_person_and_the_identity_stays(here, entered):
    mair, sian = entered("steward", "mair"), entered("steward", "sian")
    assert person_of(here) == mair.number
    # From now on the identity counts, whatever its address is by now.
    for nonce, address in (("2", "sian@example.org"), ("3", "x"), ("4", None)):
        other = {"nonce": nonce, "email": address, "email_verified": False}
        assert person_of(here, **other) == mair.number
    assert person_of(here, sub="2", email="sian@example.org") == sian.number


@pytest.mark.parametrize("issuer", [TWO, f"{ONE}/", f"{ONE}.uk", "", None])
def test_the_same_subject_at_another_issuer_is_another_person(here, entered, issuer):
    entered("administrator", "mair")
    assert person_of(here)
    other = {"iss": issuer, "nonce": "2", "email": "", "email_verified": None}
    if issuer:
        with pytest.raises(UnknownIdentityError, match="verified your address"):
            link_for(here, claims(**other), "", NOW)
    else:
        assert link_for(here, claims(**other), "", NOW) == ""
    sian = entered("steward", "sian")
    if issuer:
        other |= {"nonce": "3", "email": sian.address, "email_verified": True}
        assert person_of(here, **other) == sian.number


@pytest.mark.parametrize("verified", [False, None, "false", "true", 1, [True]])
def test_an_address_that_is_not_verified_counts_for_nothing(here, entered, verified):
    entered("administrator", "mair")
    with pytest.raises(UnknownIdentityError, match="Ask for a link by mail"):
        link_for(here, claims(email_verified=verified), "", NOW)
    assert query(here.database, "SELECT * FROM identity") == []
    assert query(here.database, "SELECT * FROM link") == []


def test_what_a_provider_says_gives_one_link(here, entered):
    entered("steward", "mair")
    assert link_for(here, claims(), "", NOW)
    later = NOW + REMEMBERED - timedelta(seconds=1)
    sweep_links(here, later)
    assert link_for(here, claims(), "", later) == ""
    assert link_for(here, claims(email="other", name="Mair"), "", NOW) == ""
    assert link_for(here, claims(nonce="of a new sign-in"), "", NOW)
    sweep_links(here, NOW + REMEMBERED + timedelta(seconds=1))
    ((kept,),) = query(here.database, "SELECT COUNT(*) FROM identity_used")
    assert kept == 0


def test_one_of_before_sign_out_everywhere_gives_none(here, entered):
    mair = entered("steward", "mair")
    sign_out_everywhere(here, MACHINE, mair.number, now=NOW)
    assert link_for(here, claims(iat=ISSUED - 1), "", NOW) == ""
    assert link_for(here, claims(iat=ISSUED), "", NOW)


def test_nobody_else_is_signed_in(here, entered):
    off = entered("steward", "mair")
    assert link_for(here, claims(), "", NOW)
    switch_off(here, MACHINE, off.number, now=NOW)
    with pytest.raises(UnknownIdentityError):
        link_for(here, claims(nonce="2"), "", NOW)
    with pytest.raises(UnknownIdentityError, match="enter the address Mair@example"):
        link_for(here, claims(sub="2", nonce="3"), "", NOW)
    for missing in ("iss", "sub", "iat"):
        assert link_for(here, claims(**{missing: None}), "", NOW) == ""
