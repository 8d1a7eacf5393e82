"""What tells one respondent of a file from another: an id, and when they replied."""

from __future__ import annotations

import hmac
import json
import re
from dataclasses import dataclass
from hashlib import sha256

from copro_map.surveys.rules.instrument import RESPONDENT_SIGNS, plain, respondent_key
from copro_map.surveys.rules.records import Reply

Then = tuple[str, str]  # a moment and a role
HALF = RESPONDENT_SIGNS // 2
# Ids that a form counts up from 1: the next form has the same ones.
COUNTED = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True)
class Given:
    """A reply as a file has it, without a respondent: its id ("" for none), and when.

    ``when`` is ISO text: 2026-11-03T10:15, or 2026-11-03 where no time is told.
    """

    reply: Reply
    who: str
    when: str

    @property
    def then(self) -> Then:
        """What those of one moment have in common."""
        return self.when, self.reply.role

    @property
    def is_counted(self) -> bool:
        """Whether the id is one that forms count up."""
        return bool(COUNTED.fullmatch(self.who))

    @property
    def has_time(self) -> bool:
        """Whether the minute is known."""
        return "T" in self.when


@dataclass(frozen=True)
class Signs:
    """What makes the signs of a wave's respondents: its key, and the form's name."""

    key: bytes
    survey: str
    wave: str
    form: str = ""

    def _half(self, *parts: str) -> str:
        whole = json.dumps([self.survey, self.wave, *parts]).encode()
        return hmac.new(self.key, whole, sha256).hexdigest()[:HALF]

    def who(self, given: Given, number: int = 0) -> str:
        """Return the half of who replied: of an id, or of a moment and its number.

        Examples
        --------
        >>> reply = Reply("s", "w", "", "citizen", "2026-11-03", "", "", "")
        >>> one, other = Given(reply, "007", "2026-11-03"), Given(reply, "7", "")
        >>> en, cy = (Signs(b"key", "s", "w", form) for form in ("en", "cy"))
        >>> en.who(one) == en.who(other), en.who(one) == cy.who(one)
        (True, False)
        """
        if given.is_counted:
            return self._half("counted", plain(self.form), str(int(given.who)))
        if given.who:
            return self._half("who", plain(given.who))
        return self._half("nobody", *given.then, f"{number}")

    def when(self, given: Given, number: int) -> str:
        """Return the half of a moment, for one of those who replied then."""
        return self._half("when", *given.then, f"{number}")

    def before(self, given: Given) -> set[str]:
        """Return the signs that an id had before there were halves."""
        of = (self.survey, self.wave, given.who)
        known = given.who and not given.is_counted
        return {respondent_key(key, *of) for key in (self.key, b"")} if known else set()
