"""A server that is stopped and started under an audit: nothing typed is lost."""

from __future__ import annotations

import shutil

import pytest
from playwright.sync_api import expect

from copro_map.base.i18n import language_in_force, t
from tests.audits.audit_samples import INSTRUMENT, PROJECT
from tests.bench.serving import OURS, free_port, serve
from tests.samples import query

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["cy"])
def test_a_restart_under_an_audit_loses_nothing(visit, database, tmp_path, language):
    own = shutil.copy(database, tmp_path / "own.db")
    port, page = free_port(), visit.page
    label = INSTRUMENT.groups["citizens"].label.text(language)
    with language_in_force(language):
        asked = t("How many took part: {group}", group=label)
    people = page.get_by_role("spinbutton", name=asked)
    notes = page.locator("textarea")
    levels = page.get_by_test_id("stRadio").first.get_by_role("radio")

    def check() -> None:
        expect(notes.nth(0)).to_have_value("Cofnodion – tŷ")
        expect(notes.nth(1)).to_have_value("half typed")
        expect(people).to_have_value("6")
        expect(levels.nth(2)).to_be_checked()

    with serve(OURS, own, port=port) as server:
        visit.open(f"{server.address}/audit?lang={language}&entry={PROJECT}")
        people.fill("6")
        notes.nth(0).fill("Cofnodion – tŷ")
        page.wait_for_url("**draft=**")
        page.get_by_test_id("stRadio").first.locator("label").nth(3).click()
        notes.nth(1).fill("half typed")
    expect(notes.nth(1)).to_be_disabled()
    with serve(OURS, own, port=port):
        expect(notes.nth(1)).to_be_enabled(timeout=20_000)
        check()
        for _ in range(400):  # the visitor does nothing more
            ((kept,),) = query(own, "SELECT content FROM draft")
            if "half typed" in kept:
                break
            page.wait_for_timeout(50)
        page.reload()
        check()
