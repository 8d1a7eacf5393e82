"""Whoever asked to be forgotten does not come back when an import is taken back."""

from __future__ import annotations

from copro_map.base.store.connection import writing
from copro_map.base.whom import Whom
from copro_map.imports.undoing import undo_import
from copro_map.privacy.forgetting import take_out
from tests.imports.conftest import NOW
from tests.samples import dump, query, row

ANEW = "SELECT id FROM asset WHERE description_en = 'Written anew.' ORDER BY id"
MAIR = Whom(names=frozenset({"mair quillfeather"}))


def test_a_text_that_names_them_among_others_is_not_put_back(network, steward, bring):
    bring(row(id="n1"), row(id="n2"), name="Rhestr Máir Quillfeather.csv")
    later = (row(id=one, description_en="Written anew.") for one in ("n1", "n2"))
    other = row(id="n3", name_en="Another", description_en="Written anew.")
    batch, tried = bring(*later, other, name="later.csv")
    assert (tried.result.added, tried.result.changed) == (1, 2)
    with writing(network.database) as database:
        assert take_out(database, MAIR, NOW, 1)["imports"] == 3
    assert "Quillfeather" not in str(dump(network.database))
    undo_import(network, steward, batch.number, NOW)
    assert "Quillfeather" not in str(dump(network.database))
    left = query(network.database, ANEW)
    assert left == [("n1",), ("n2",)]
