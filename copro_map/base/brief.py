"""Sentences cut to what a search engine or a preview shows."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 160  # letters of a description
MORE = "…"


def shortened(text: str, most: int = LONGEST) -> str:
    """Return a text of no more than ``most`` letters, cut between two words.

    Examples
    --------
    >>> shortened("Growing food together in Powys", 20)
    'Growing food…'
    >>> shortened("Growing  food", 20)
    'Growing food'
    """
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    cut = text[: most - len(MORE) + 1]
    kept = cut.rpartition(" ")[0] or cut[:-1]
    return f"{kept.rstrip(' ,;:.–-')}{MORE}"


def as_sentence(text: str) -> str:
    """Return a text that ends as a sentence does; empty if it is.

    Examples
    --------
    >>> as_sentence("Growing food"), as_sentence("Who?"), as_sentence("")
    ('Growing food.', 'Who?', '')
    """
    text = text.strip()
    return f"{text}." if text and text[-1] not in ".!?…:;" else text


def described(first: str, *rest: str, most: int = LONGEST) -> str:
    """Return sentences in one text: the first is cut so that those that follow fit.

    Of those that follow, the last are left out if they leave no room for themselves.

    Examples
    --------
    >>> described("Growing food together", "Project, Powys.", most=34)
    'Growing food… Project, Powys.'
    >>> described("", "Project, Powys.")
    'Project, Powys.'
    """
    tail = ""
    for one in filter(None, rest):
        longer = f"{tail} {one}".strip()
        if len(longer) > most // (2 if first else 1):
            break
        tail = longer
    room = most - len(tail) - (1 if tail else 0)
    head = as_sentence(shortened(first, room - 1)) if first else ""
    return shortened(" ".join(_both(head, tail)) or " ".join(rest), most)


def _both(*texts: str) -> Iterable[str]:
    return filter(None, texts)
