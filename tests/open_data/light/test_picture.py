"""Preview pictures: how large, of what, in which language, and kept."""

from io import BytesIO

import pytest
from PIL import Image

from copro_map.base.i18n import language_in_force
from copro_map.open_data import pictures
from copro_map.open_data.pictures import picture

POWYS, BOARD = "W06000023", "RPB-CARDIFF-AND-VALE-OF-GLAMORGAN"


@pytest.fixture
def asked(client):
    """Ask for a picture; those that are kept are asked for once."""
    return lambda language, name: client.get(f"/pictures/{language}/{name}.png")


@pytest.mark.parametrize("name", [POWYS, f"{BOARD}-project", "wales-offer"])
def test_a_picture_is_a_small_png_of_the_size_that_previews_have(asked, name):
    found = asked("cy", name)
    assert (found.status_code, found.headers["content-type"]) == (200, "image/png")
    assert 10_000 < len(found.content) < 100_000
    with Image.open(BytesIO(found.content)) as image:
        image.load()
        assert image.size == (1200, 630)
    assert "max-age=604800" in found.headers["cache-control"]
    assert "set-cookie" not in found.headers


def test_language_area_and_kind_are_in_it(asked):
    names = [("en", POWYS), ("cy", POWYS), ("en", "wales"), ("en", f"{POWYS}-offer")]
    found = [asked(*one).content for one in names]
    assert len(set(found)) == len(names)


@pytest.mark.parametrize(
    "name", ["W06000099", f"{POWYS}-spam", "-", "Wales", "..%2f..%2fx", "wales-"]
)
def test_what_there_is_no_picture_of_is_not_there(asked, name):
    assert asked("en", name).status_code == 404


def test_it_is_drawn_once_and_whoever_has_it_is_sent_nothing(asked, client):
    first = asked("en", f"{POWYS}-request")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pictures, "_draw", None)
        again = asked("en", f"{POWYS}-request")
    assert again.content == first.content
    known = client.get(
        f"/pictures/en/{POWYS}-request.png",
        headers={"if-none-match": first.headers["etag"]},
    )
    assert (known.status_code, known.content) == (304, b"")


def test_pictures_of_another_state_go(network, monkeypatch):
    with language_in_force("en"):
        picture(network, "wales")
        folder = network.database.with_name(f"{network.database.name}-pictures")
        (old,) = (folder / "en").iterdir()
        monkeypatch.setattr(pictures, "__version__", "another")
        picture(network, "wales")
    (new,) = (folder / "en").iterdir()
    assert new != old
    assert [one.name for one in new.iterdir()] == ["wales.png"]


def test_each_language_keeps_its_own(network, monkeypatch):
    for language in ("en", "cy"):
        with language_in_force(language):
            picture(network, "wales")
    monkeypatch.setattr(pictures, "_draw", None)
    for language in ("en", "cy"):
        with language_in_force(language):
            assert picture(network, "wales")


def test_where_nothing_can_be_kept_it_is_drawn_again(network, monkeypatch):
    def full(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(pictures, "_keep", full)
    assert picture(network, "wales")[:4] == b"\x89PNG"
