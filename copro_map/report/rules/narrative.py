"""What the Network says to the board: three texts, each in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from copro_map.base.characters import has_control, tidied
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import LANGUAGES, N_, Label, language_in_force, t

Topic = Literal["well", "hard", "ask"]
TOPICS: tuple[Topic, ...] = get_args(Topic)
NAMES: Mapping[Topic, str] = {
    "well": N_("What went well"),
    "hard": N_("What was hard"),
    "ask": N_("What we ask of the board"),
}
LONGEST = 4000  # characters in each language, all three texts together
NOTHING = Label("", "")


class NarrativeError(CoproMapError):
    """Words that cannot be kept or published like this; says what to do instead."""


@dataclass(frozen=True)
class Words:
    """What went well, what was hard, what is asked of the board."""

    well: Label = NOTHING
    hard: Label = NOTHING
    ask: Label = NOTHING

    @classmethod
    def of(cls, row: Mapping[str, str]) -> Words:
        """Return the texts of fields such as ``well_en``; what is missing is empty."""
        return cls(*(Label(*(row.get(x, "") for x in fields(y))) for y in TOPICS))

    def __iter__(self) -> Iterator[tuple[Topic, Label]]:
        """Yield each text by its topic."""
        for topic in TOPICS:
            yield topic, getattr(self, topic)

    def __bool__(self) -> bool:
        """Say whether anything is written."""
        return any(self.row().values())

    def row(self) -> dict[str, str]:
        """Return the texts by field."""
        return {
            name: text
            for topic, both in self
            for name, text in zip(fields(topic), (both.en, both.cy), strict=True)
        }

    def shown(self, language: str) -> list[tuple[str, list[str]]]:
        """Return what there is in a language: each heading with its paragraphs."""
        texts = ((topic, getattr(both, language)) for topic, both in self)
        return [(t(NAMES[x]), paragraphs(text)) for x, text in texts if text]


def fields(topic: Topic) -> tuple[str, str]:
    """Return what the fields of a text are called: the English one, the Welsh one."""
    return f"{topic}_en", f"{topic}_cy"


def paragraphs(text: str) -> list[str]:
    r"""Return the paragraphs of a text: each line that is not empty.

    Examples
    --------
    >>> paragraphs("One.\n\n Two. \nThree.")
    ['One.', 'Two.', 'Three.']
    """
    return [line.strip() for line in text.splitlines() if line.strip()]


def _tidy(text: str) -> str:
    if has_control(text):
        raise NarrativeError(
            N_(
                "One of the texts holds a character that is not seen and steers what "
                "shows it. Paste it as plain text, or type that part anew."
            )
        )
    return "\n\n".join(paragraphs(tidied(text)))


def _each(words: Words, change: Callable[[str], str]) -> Words:
    return Words.of({name: change(text) for name, text in words.row().items()})


def read_draft(words: Words) -> Words:
    """Return words as they are kept: tidied, in paragraphs; one language may wait.

    Raises
    ------
    NarrativeError
        If they are too long, or hold a character that is not seen.
    """
    tidy = _each(words, _tidy)
    for language in LANGUAGES:
        total = sum(len(getattr(text, language)) for _, text in tidy)
        if total > LONGEST:
            raise NarrativeError(
                N_(
                    "{language}: {n} characters in all. Shorten the texts to {most} or "
                    "fewer: the board reads them in a few minutes."
                ),
                language=LANGUAGES[language],
                n=total,
                most=LONGEST,
            )
    return tidy


def read_to_publish(words: Words) -> Words:
    """Return words that may be public: each text in both languages, or not at all.

    Raises
    ------
    NarrativeError
        As ``read_draft``; if nothing is written; or which language is missing where.
    """
    tidy = read_draft(words)
    if not tidy:
        raise NarrativeError(
            N_("Nothing is written there yet. Write it, then publish it.")
        )
    for topic, text in tidy:
        for language in LANGUAGES:
            if (text.en or text.cy) and not getattr(text, language):
                raise NarrativeError(
                    N_(
                        "{topic}: the text in this language is missing: {language}. "
                        "The report is read in both, so nothing is public yet. What "
                        "you wrote can be kept as a draft."
                    ),
                    topic=_in_both(NAMES[topic]),
                    language=LANGUAGES[language],
                )
    return tidy


def _in_both(message: str) -> Label:
    said = []
    for language in ("en", "cy"):
        with language_in_force(language):
            said.append(t(message))
    return Label(*said)
