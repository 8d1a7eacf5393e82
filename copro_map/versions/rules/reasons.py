"""Why a version is declined: reasons that are ready in both languages, and own words.

What is kept is the id of a ready reason, so that it is told in the language of whoever
sent it, and what a steward wrote beside it in theirs.
"""

from __future__ import annotations

from copro_map.base.i18n import N_, t

REASONS = {
    "there": N_("It is on the map already, as another entry."),
    "not_coproduction": N_(
        "We cannot tell how people share in it. Say how, and send it again."
    ),
    "not_wales": N_("It is not in Wales, and does not serve people in Wales."),
    "person": N_("It names or describes a person who did not agree to it."),
    "source": N_("We could not confirm this. Tell us where we can read it."),
    "advert": N_("It advertises something, and this map has no advertisements."),
}
_BETWEEN = "\n"


def reason(ready: str, words: str = "") -> str:
    r"""Return a reason as it is kept: the id of a ready one, own words, or both.

    Examples
    --------
    >>> reason("there", " Its id is a. "), reason("", "Ring us.")
    ('there\nIts id is a.', '\nRing us.')
    >>> reason("", " ")
    ''
    """
    own = words.strip()
    return f"{ready}{_BETWEEN}{own}" if own else ready


def reason_in_words(kept: str) -> str:
    r"""Return a reason that was kept, as it is told in the current language.

    Examples
    --------
    >>> reason_in_words("there\nIts id is a.")
    'It is on the map already, as another entry. Its id is a.'
    >>> reason_in_words("\nRing us."), reason_in_words("Ring us.")
    ('Ring us.', 'Ring us.')
    """
    ready, _, own = kept.partition(_BETWEEN)
    first = t(REASONS[ready]) if ready in REASONS else ready
    return " ".join(part for part in (first, own) if part)
