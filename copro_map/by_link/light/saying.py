"""What is said of an entry on its page: a word read from a form, once."""

from __future__ import annotations

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.by_link.light.opening import Opened
from copro_map.frame.light.form import Form
from copro_map.people.rules.permissions import Actor
from copro_map.upkeep.face import Word, words_on


class PressError(CoproMapError):
    """A press that cannot be taken as it is; the message says what to write or do."""


def word_of(form: Form) -> Word:
    """Return the word that a form says of its entry.

    Raises
    ------
    PressError
        If a choice or a text is missing.
    """
    press, choice = form["press"], form.get("choice", "")
    note, day = form.get("note", "").strip(), form.get("day", "").strip()
    if press == "change" and not note:
        raise PressError(N_("Write what has changed, then send it."))
    if choice in ("until", "paused") and not day:
        raise PressError(N_("Choose the day, then save."))
    words = {
        ("right", ""): Word("right"),
        ("change", ""): Word("change", note=note),
        ("gone", "ended"): Word("ended", ended_on=day),
        ("gone", "not_us"): Word("not_us"),
        ("gone", "take_off"): Word("take_off"),
        ("open", "open"): Word("open"),
        ("open", "until"): Word("open", closes_on=day),
        ("open", "paused"): Word("paused", until=day),
    }
    if (press, choice) not in words:
        raise PressError(N_("Choose one of the answers, then press the button."))
    return words[press, choice]


def is_so(here: Opened, actor: Actor, entry: str, said: Word) -> bool:
    """Say whether this was said today, as the last word: somebody pressed twice."""
    if entry not in actor.own:
        return False
    words = words_on(here.settings, entry, actor)
    last = next((one for one in words if not one.undone), None)
    facts = ("word", "note", "ended_on", "until", "closes_on")
    return (
        last is not None
        and last.on == here.now.date().isoformat()
        and last.role == "owner"
        and all(getattr(last, fact) == getattr(said, fact) for fact in facts)
    )
