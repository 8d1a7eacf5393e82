"""What the form keeps of somebody who began it, told and forgotten; others' stays."""

from __future__ import annotations

from copro_map.base.store.connection import reading, writing
from copro_map.base.whom import Whom
from copro_map.contribute.face import KEEPS
from tests.contribute.conftest import ADDRESS, GARDEN
from tests.samples import query

MAIR = Whom(keys=frozenset({ADDRESS}))
LEFT = "SELECT json_extract(content, '$.address') FROM draft ORDER BY 1"


def test_a_form_half_filled_in_is_told_and_forgotten_by_its_address(network, keeps):
    keeps(GARDEN | {"address": ADDRESS.upper()})
    keeps(GARDEN | {"address": "other@example.org"})
    keeps({"kind": "project"})
    with reading(network.database) as database:
        (found,) = KEEPS.personal(database, MAIR)
        assert KEEPS.personal(database, Whom()) == ()
    assert found.fields["E-mail address"] == ADDRESS.upper()
    assert found.fields["Name in Welsh"] == GARDEN["name_cy"]
    with writing(network.database) as database:
        assert KEEPS.forget(database, MAIR) == 1
        assert KEEPS.forget(database, MAIR) == 0
    assert query(network.database, LEFT) == [(None,), ("other@example.org",)]
