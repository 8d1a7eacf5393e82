"""The schema, step by step, one file a room: only tables, views, indexes, triggers.

A step is never edited, renamed or moved in the tuple once it has been released; a new
one goes to its end.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database, Migrations

from copro_map.base.store.migrations import (
    assets,
    audits,
    changed_days,
    changes,
    contribute,
    coverage,
    demonstration,
    desk,
    events,
    exchange,
    files,
    imports,
    indicators,
    members,
    people,
    plan,
    privacy,
    report,
    said,
    surveys,
    versions,
)


def surveys_audits_and_history(database: Database) -> None:
    """Surveys, self-audits, what was known of an entry when, and demonstrations."""
    surveys.waves_and_replies(database)
    audits.self_audits(database)
    assets.history(database)
    demonstration.mark(database)


def words_in_both_languages(database: Database) -> None:
    """Keep the Welsh of reasons, of the names of snapshots and of waves."""
    indicators.words_in_welsh(database)
    surveys.waves_in_welsh(database)


def persons_mail_and_words(database: Database) -> None:
    """Keep who may do what, links, contacts, mail, jobs, and words on entries."""
    people.persons_and_mail(database)
    desk.by_the_clock(database)
    said.words_said(database)


def work_of_the_desk(database: Database) -> None:
    """Keep every change, dated settings, and what stewards and officers do by hand."""
    changes.changes_made(database)
    people.more_letters(database)
    said.reported_and_sought(database)
    said.placed_and_merged(database)
    coverage.moved_by_month(database)
    desk.letters_to_staff(database)
    desk.useful(database)


def sent_in_and_written_to(database: Database) -> None:
    """Keep what people send in, what they agree to, and what they write to others."""
    versions.versions_sent(database)
    versions.consents_given(database)
    people.talks(database)
    people.links_to_answer(database)


def brought_in_and_let_go(database: Database) -> None:
    """Keep files that are brought in, workshops, and what forgetting owes."""
    imports.files_brought_in(database)
    contribute.workshops(database)
    versions.consents_in_workshops(database)
    privacy.owed(database)
    privacy.what_can_be_emptied(database)
    privacy.ids_that_say_nothing(database)


def offers_requests_and_meetings(database: Database) -> None:
    """Keep what offers and requests say, and who was brought together over them."""
    exchange.offers_and_requests(database)
    exchange.meetings(database)


def members_and_events(database: Database) -> None:
    """Keep who joined the Network, what they give, and the events that it holds."""
    members.members(database)
    events.events(database)


def plan_and_money(database: Database) -> None:
    """Keep what is said of the plan, research, influence, and what was spent."""
    plan.plan(database)


STEPS: tuple[Callable[[Database], None], ...] = (
    assets.first_schema,
    assets.words_of_the_index,
    coverage.outreach_ledger,
    indicators.progress_records,
    surveys_audits_and_history,
    assets.fingerprints_by_field,
    people.drafts,
    assets.marked_revisions,
    surveys.replies_by_batch,
    surveys.keys_and_codes,
    files.choices_of_imports,
    assets.files_and_successors,
    words_in_both_languages,
    assets.codes_in_the_index,
    persons_mail_and_words,
    work_of_the_desk,
    sent_in_and_written_to,
    brought_in_and_let_go,
    changed_days.days_of_changes,
    report.words_and_approvals,
    offers_requests_and_meetings,
    exchange.links_to_meetings,
    members_and_events,
    plan_and_money,
)
migrations = Migrations("copro_map")
for step in STEPS:
    migrations()(step)
