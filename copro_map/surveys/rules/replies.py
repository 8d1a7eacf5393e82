"""Replies: who counts as at a day, and what they say of an indicator.

Frames are as the store gives them: index ``id``, growing; ``entered_on`` (ISO dates)
and ``supersedes`` (an ``id``, missing for none); replies also have ``role``, ``status``
and ``answers`` (option ids by question id). The numbers here are not for publication:
they may be of one respondent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from copro_map.surveys.rules.instrument import Question

# Positive, answered, invited; the last is None where it is not known.
RoleFigure = tuple[int, int, int | None]


@dataclass(frozen=True)
class Figure:
    """What the replies to a question say: ``numerator`` positive of ``denominator``.

    The denominator is those who answered that very question, "don't know" too.
    ``invited`` is the sum over the roles asked, None if of one it is not known.
    ``by_role`` has numerator, denominator and invited of each role that is asked.
    ``hidden`` are roles not to be shown, for other figures of the wave hide them, and
    ``told`` those of which another figure of the wave tells how many they are.
    """

    numerator: int
    denominator: int
    invited: int | None
    by_role: Mapping[str, RoleFigure]
    hidden: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()

    @property
    def n(self) -> int:
        """How many replied: those who answered that very question."""
        return self.denominator


def _chosen(replies: pd.DataFrame, question: Question) -> pd.Series:
    """Return what those who are asked a question chose; nothing: an empty tuple."""
    asked = replies[replies["role"].isin(question.roles)]
    return asked["answers"].map(lambda given: given.get(question.id, ()))


def question_figure(
    replies: pd.DataFrame, question: Question, invited: Mapping[str, int]
) -> Figure:
    """Return what the replies to a question say, in all and by role.

    Parameters
    ----------
    replies
        Those of one wave that count; columns ``role`` and ``answers``.
    question
        A reply of a role that is not asked counts for nothing.
    invited
        How many of each role; one that is not named is not known.

    Returns
    -------
    Figure
        Every answer counts in the denominator, "don't know" too; who left the question
        out does not. Roles in the question's order, those without a reply too.

    Examples
    --------
    >>> from copro_map.base.i18n import Label
    >>> from copro_map.surveys.rules.instrument import Option
    >>> options = (Option(id="yes", label=Label("Yes", "Ydw"), positive=True),
    ...            Option(id="no", label=Label("No", "Nac ydw")))
    >>> heard = Question.model_construct(id="heard", options=options,
    ...                                  roles=("citizen",))
    >>> replies = pd.DataFrame({"role": ["citizen", "citizen", "citizen", "provider"],
    ...     "answers": [{"heard": ("yes",)}, {"heard": ("no",)}, {}, {}]})
    >>> found = question_figure(replies, heard, {"citizen": 5, "provider": 9})
    >>> found.numerator, found.denominator, found.invited, found.by_role
    (1, 2, 5, {'citizen': (1, 2, 5)})
    """
    positive = {option.id for option in question.options if option.positive}
    chosen = _chosen(replies, question)
    answered = chosen[chosen.map(bool).astype(bool)]
    said = answered[answered.map(lambda ids: not positive.isdisjoint(ids)).astype(bool)]
    of_role = replies["role"]
    answers = of_role.loc[answered.index].value_counts()
    positives = of_role.loc[said.index].value_counts()
    by_role = {
        role: (
            int(positives.get(role, 0)),
            int(answers.get(role, 0)),
            invited.get(role),
        )
        for role in question.roles
    }
    asked = [number for _, _, number in by_role.values() if number is not None]
    is_known = len(asked) == len(by_role)
    return Figure(len(said), len(answered), sum(asked) if is_known else None, by_role)
