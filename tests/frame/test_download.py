"""A file that is downloaded is in the language of the page that offers it."""

from __future__ import annotations

from threading import Thread

from copro_map.base.i18n import current_language, language_in_force
from copro_map.frame import components


def test_a_file_is_made_in_the_language_of_its_page(settings, monkeypatch):
    offered, made = [], []
    monkeypatch.setattr(
        components.st, "download_button", lambda *_, data, **__: offered.append(data)
    )
    monkeypatch.setattr(components.ui_cache, "settings", lambda: settings)
    for language in ("cy", "en"):
        with language_in_force(language):
            components.download(
                "CSV",
                lambda: current_language().encode(),
                "a.csv",
                key=language,
                about="All of it.",
            )
    for make in offered:
        thread = Thread(target=lambda make=make: made.append(make()))
        thread.start()
        thread.join()
    assert made == [b"cy", b"en"]
