"""Labels that are not ours: said in Welsh, and back in English."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit

from copro_map.base.i18n import set_language
from copro_map.frame.labels import LABELS, OTHERS, pairs, script

BUNDLE = Path(streamlit.__file__).parent / "static"
# Put together of words as it is drawn.
NOT_WHOLE = {
    "group mark container",
    "1 option available.",
    "Press Enter to apply",
    "Press Enter to submit form",
    "Press Ctrl+Enter to apply",
    "Press ⌘+Enter to apply",
}


def whole_of(bundle: Path) -> str:
    return "\n".join(x.read_text("utf-8") for x in bundle.rglob("*.js"))


def test_each_label_is_still_one_that_is_drawn():
    """A release that words one anew leaves it English: then the list is mended."""
    drawn = whole_of(BUNDLE)
    whole = [x for x in (*LABELS, *OTHERS) if "{" not in x and x not in NOT_WHOLE]
    assert [label for label in whole if label not in drawn] == []


def test_a_label_goes_to_welsh_and_comes_back():
    set_language("cy")
    welsh = pairs()
    set_language("en")
    english = pairs()
    for name in ("labels", "months", "weekdays"):
        back = dict(english[name])
        for drawn, told in welsh[name]:
            assert dict(welsh[name])[back.get(told, drawn)] == told
    assert dict(english["labels"])["Cau"] == "Close"  # not "Dismiss"
    assert dict(welsh["months"])["March"] == "Mawrth"
    assert dict(welsh["weekdays"])["Wednesday"] == "Dydd Mercher"


@pytest.mark.parametrize("language", ["cy", "en"])
def test_the_script_holds_its_labels_as_data(language):
    set_language(language)
    text = str(script())
    assert text.count("<script>") == text.count("</script>") == 1
    assert "Help for {label}" in text.replace("\\u0027", "'")
