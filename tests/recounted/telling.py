"""What a page tells, number by number: each is explained by a sentence, or is left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import unescape
from typing import Any

from streamlit.testing.v1 import AppTest

from copro_map.base.i18n import t

NUMBER = r"(?<![\w#.,])\d+(?:,\d{3})*(?:\.\d+)?"
# What is no text; the unit in a cell, which is that of the head.
UNSAID = re.compile(
    r'<(style|script|svg|head)\b.*?</\1>|<span class="dots-unit"[^>]*>[^<]*</span>',
    re.S,
)
TABLE = re.compile(r"<table\b.*?</table>", re.S)
# What a browser shows of an element that is not HTML of ours.
SHOWN = ("label", "body", "help", "value")


def plain(html: str) -> str:
    """The words of a piece of HTML, a space where a tag was."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", UNSAID.sub(" ", html))).split())


def rows_of(html: str) -> list[list[str]]:
    """The cells of each row of the tables in a piece of HTML, heads too."""
    rows = re.findall(r"<tr\b[^>]*>(.*?)</tr>", UNSAID.sub(" ", html), re.S)
    cells = (re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", row, re.S) for row in rows)
    return [[plain(cell) for cell in row] for row in cells]


def parts_of(test: AppTest) -> list[str]:
    """The HTML of a page, and the words of everything else on it, part by part."""
    found, waiting = [], [test._tree]
    while waiting:
        node = waiting.pop()
        waiting += reversed(list(getattr(node, "children", {}).values()))
        proto = getattr(node, "proto", None)
        if node.type == "html":
            found.append(proto.body)
        elif proto is not None and node.type != "bidi_component":
            fields = (getattr(proto, name, "") for name in SHOWN)
            found += [x for x in fields if isinstance(x, str)]
            found += [str(x) for x in getattr(proto, "options", ())]
    return found


def drawn(html: str, name: str) -> tuple[list[str], str]:
    """The words of what has a class, and the HTML without it."""
    marked = rf'<(\w+)[^>]* class="(?:[^"]* )?{name}(?: [^"]*)?"[^>]*>([^<]*)</\1>'
    return [unescape(x[1]).strip() for x in re.findall(marked, html)], re.sub(
        marked, " ", html
    )


class Telling:
    """A text whose numbers are explained one after the other.

    ``wrong`` are those that a recount contradicts, in the words round them.
    """

    def __init__(self, text: str) -> None:
        self.text, self.wrong, self.explained = text, list[str](), 0
        self._taken = [False] * len(text)

    def _has(self, one: re.Match[str]) -> bool:
        """Whether all numbers of a place are explained already."""
        spans = [one.span(x) for x, y in one.groupdict().items() if y]
        return all(all(self._taken[start:end]) for start, end in spans)

    def _take(self, start: int, end: int) -> None:
        self._taken[start:end] = [True] * (end - start)

    def known(self, *patterns: str) -> None:
        """Take numbers that nothing counts: dates, codes, names, fixed distances."""
        for pattern in patterns:
            for one in re.finditer(pattern, self.text):
                self._take(*one.span())

    def reads(self, pattern: str, facts: Mapping[str, Any]) -> int:
        """Hold what no catalogue has against the facts that its groups are named by.

        ``#`` before a name stands for a number: "Entries: #entries".
        """
        whole = re.sub(
            r"#(\w+)", lambda x: f"(?P<{x[1]}>{NUMBER})(?![,.]?\\d)", pattern
        )
        found = [x for x in re.finditer(whole, self.text) if not self._has(x)]
        for one in found:
            for name, printed in one.groupdict().items():
                if printed is None:
                    continue
                self._hold(one[0], name, printed, facts)
                self._take(*one.span(name))
        self.explained += len(found)
        return len(found)

    def each(self, allowed: Iterable[float]) -> None:
        """Hold every number against some, of which it must be one."""
        known = list(allowed)
        for one in re.finditer(NUMBER, self.text):
            if not any(alike(one[0], x) for x in known):
                self.wrong.append(f"{self.text!r}: {one[0]} is none of {known}")
            self._take(*one.span())
            self.explained += 1

    def named(self, counts: Mapping[str, int]) -> None:
        """Hold the number that follows each name."""
        for name, count in counts.items():
            self.reads(rf"(?<!\w){re.escape(name)} #count(?!\w)", {"count": count})

    def adds_up(self, message: str, test: Callable[..., bool], *fields: str) -> int:
        """Hold each place where a message is said against a test of its numbers."""
        found = list(
            _pattern(t(message), dict.fromkeys(fields, "")).finditer(self.text)
        )
        for one in found:
            if not test(**{x: float(one[x].replace(",", "")) for x in fields}):
                self.wrong.append(f"{one[0]!r} does not add up")
            self._take_but_words(one, dict.fromkeys(fields, ""))
        self.explained += len(found)
        return len(found)

    def _hold(
        self, words: str, name: str, printed: str, facts: Mapping[str, Any]
    ) -> None:
        if name not in facts or not alike(printed, facts[name]):
            self.wrong.append(f"{words!r}: {name} is {facts.get(name)}")

    def holds(self, is_so: bool, words: str) -> None:
        """Note what is not so."""
        if not is_so:
            self.wrong.append(f"{words}: not so in {self.text[:200]!r}")

    def numbers(self, message: str) -> list[dict[str, int]]:
        """Take the numbers of each place where a message is said; return them."""
        fields = dict.fromkeys(re.findall(r"{(\w+)}", message), "")
        found = list(_pattern(t(message), fields).finditer(self.text))
        for one in found:
            self._take_but_words(one, fields)
        self.explained += len(found)
        return [{x: int(y) for x, y in one.groupdict().items()} for one in found]

    def says(self, message: str, facts: Mapping[str, Any], **named: str) -> int:
        """Hold each place that says a message against the facts; return how many.

        ``named``: of each field with a number, which fact it is. Other fields are
        words. The message is that of the catalogue, in the language in force.
        """
        found = [
            one
            for one in _pattern(t(message), named).finditer(self.text)
            if not self._has(one)
        ]
        for one in found:
            for field, name in named.items():
                self._hold(one[0], name, one[field], facts)
            self._take_but_words(one, named)
        self.explained += len(found)
        return len(found)

    def _take_but_words(self, one: re.Match[str], named: Mapping[str, str]) -> None:
        words = [one.span(x) for x in one.groupdict() if x not in named]
        before = self._taken[:]
        self._take(*one.span())
        for start, end in words:
            self._taken[start:end] = before[start:end]

    def left(self) -> list[str]:
        """The numbers that nothing explains, each with the words round it."""
        found = []
        for one in re.finditer(NUMBER, self.text):
            if not all(self._taken[one.start() : one.end()]):
                around = self.text[max(0, one.start() - 60) : one.end() + 60]
                found.append(f"{one[0]} in {around!r}")
        return found


def _pattern(message: str, named: Mapping[str, str]) -> re.Pattern[str]:
    parts, seen = [], set[str]()
    for text, field in _pieces(message):
        parts.append(re.escape(text).replace(r"\ ", " "))
        if field and field in seen:
            parts.append(f"(?P={field})")
        elif field:
            parts.append(
                f"(?P<{field}>{NUMBER})%?" if field in named else f"(?P<{field}>.+?)"
            )
        seen.add(field)
    return re.compile("".join(parts) + (r"(?![\d,.]*\d)" if parts else ""))


def _pieces(message: str) -> Iterator[tuple[str, str]]:
    at = 0
    for one in re.finditer(r"\{(\w+)\}", message):
        yield message[at : one.start()], one[1]
        at = one.end()
    yield message[at:], ""


def alike(printed: str, fact: float) -> bool:
    """Whether a printed number is a fact: exactly if it is whole, else as rounded.

    >>> alike("12.5", 12.46), alike("1,204", 1204), alike("12", 13), alike("96", 95.9)
    (True, True, False, True)
    """
    digits = printed.replace(",", "")
    if isinstance(fact, int):
        return digits == str(fact)
    rounding = 0.5 * 10.0 ** -len(digits.partition(".")[2])
    return abs(float(digits) - fact) <= rounding + 1e-6


def text_of(parts: Iterable[str]) -> str:
    """The words of pieces of HTML without their tables, which are read by rows."""
    return "\n".join(filter(None, (plain(TABLE.sub(" ", one)) for one in parts)))
