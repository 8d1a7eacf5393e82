"""What a command of the command line answered."""

from __future__ import annotations

import json
from dataclasses import dataclass

from copro_map.base.config import load_settings
from copro_map.geography.areas import load_layers

PROJECT = load_settings({})
LAYERS = {
    layer.id: len(layer.areas)
    for layer in load_layers(PROJECT.boundaries_dir, PROJECT.data_dir).values()
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
