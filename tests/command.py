"""What a command of the command line answered."""

from __future__ import annotations

import json
from dataclasses import dataclass

LAYERS = {
    "local_authority": 22,
    "health_board": 7,
    "county_voluntary_council": 19,
    "regional_partnership_board": 7,
    "public_services_board": 13,
}


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self):
        assert self.code == 0, self.err
        return json.loads(self.out)


def refused(answer: Answer, *parts: str) -> None:
    assert answer.code != 0
    assert answer.out == ""
    assert "Traceback" not in answer.err
    for part in parts:
        assert part in answer.err
