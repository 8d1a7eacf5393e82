"""Labels that Streamlit, Vega and the browser's parts draw in English, in Welsh.

Most are heard by users of screen readers alone. No parameter sets them (decision
record), so a script in the frame puts other words in their place once they are drawn:
whole texts and attributes of this list and no others, and never in text of ours.
"""

from __future__ import annotations

from copro_map.base.i18n import N_, current_language, language_in_force, t
from copro_map.drawing.templates import Html, render

# What stands in braces is kept; the words of a date are put into the other language.
LABELS = (
    N_("Skip to main content"),
    N_("App pages"),
    N_("Sidebar"),
    N_("Expand sidebar"),
    N_("Collapse sidebar"),
    N_("Link to heading"),
    N_("Help for {label}"),
    N_("Help"),
    N_("Close"),
    N_("Dismiss"),
    N_("Clear all"),
    N_("Clear value"),
    N_("Choose an option"),
    N_("Choose options"),
    N_("No results"),
    N_("Add: {label}"),
    N_("Remove {label}"),
    N_("1 option available."),
    N_("{n} options available."),
    N_("Press Enter to apply"),
    N_("Press Enter to submit form"),
    N_("Press Ctrl+Enter to apply"),
    N_("Press ⌘+Enter to apply"),
    N_("Upload"),
    N_("file upload"),
    N_("Drag and drop a file here"),
    N_("{label} per file"),
    N_("File must be {label} or smaller."),
    N_("Increment"),
    N_("Decrement"),
    N_("Show data"),
    N_("Show chart"),
    N_("Download as PNG"),
    N_("Download as CSV"),
    N_("Copy Vega-Lite spec"),
    N_("Copy to clipboard"),
    N_("Copied!"),
    N_("Fullscreen"),
    N_("Close fullscreen"),
    N_("visualization"),
    N_("group mark container"),
    N_("title"),
    N_("subtitle"),
    N_("Title text '{label}'"),
    N_("Subtitle text '{label}'"),
    N_("Choose date"),
    N_("Choose date, {label}"),
    N_("Previous month"),
    N_("Next month"),
    N_("Shortcut {label}"),
    N_("Empty"),
    N_("yyyy"),
    N_("Previous"),
    N_("Next"),
    N_("day"),
    N_("month"),
    N_("year"),
    N_("day, {label}"),
    N_("month, {label}"),
    N_("year, {label}"),
    N_("Selected Date: {date}"),
    N_("{date} selected"),
    N_("{date} selected, Last available date"),
    N_("{date}, Last available date"),
    N_("{date}, First available date"),
    N_("Today, {date}"),
    N_("Today, {date} selected"),
    N_("Today, {date} selected, Last available date"),
    N_("Today, {date}, Last available date"),
    N_("Use arrow keys to navigate dates. Enter to select. Escape to close."),
    N_("Connection error"),
    N_(
        "Is Streamlit still running? If you accidentally stopped Streamlit, just "
        "restart it in your terminal:"
    ),
    N_("Streamlit server is not responding. Are you connected to the internet?"),
    N_("Connection timed out."),
    N_("Connection lost. Please wait for the app to reconnect, then try again."),
    N_("Connecting"),
    N_("Connecting to Streamlit server"),
    N_("Unable to connect to Streamlit server"),
    N_("Please wait..."),
    N_("Running..."),
    N_("Stop"),
    N_("Stopping..."),
    N_("Rerun"),
    N_("Always rerun"),
)
# What our own messages say of something else.
OTHERS = {"Open": N_("Open the list")}
# Nothing but dates: the words alone differ.
DATES = ("{date}", "{month} {year}", "{n} – {month}")
MONTHS = 12


def _dates(language: str) -> dict[str, list[str]]:
    """Return the names of months and of weekdays, and the latters' letters, by number.

    Weeks begin on Sunday.
    """
    from babel.dates import get_day_names, get_month_names

    months = get_month_names("wide", locale=language)
    days = get_day_names("wide", locale=language)
    letters = get_day_names("narrow", "stand-alone", locale=language)
    week = [6, *range(6)]  # Babel's begin on Monday
    return {
        "months": [months[number] for number in range(1, MONTHS + 1)],
        "weekdays": [days[number] for number in week],
        "letters": [letters[number] for number in week],
    }


def pairs() -> dict[str, list[tuple[str, str]]]:
    """Return what is replaced by what in the current language.

    Returns
    -------
    dict
        ``labels`` (texts, with names in braces), ``months``, ``weekdays``, ``letters``
        (of the weekdays, from Sunday on): each a list of what stands there and what is
        to stand there. In Welsh from English; in English from Welsh, as parts of a page
        that changes its language stay drawn.
    """
    with language_in_force("cy"):
        labels = [
            *((one, t(one)) for one in LABELS),
            *((one, t(said)) for one, said in OTHERS.items()),
            *((one, one) for one in DATES),
        ]
    english, welsh = _dates("en"), _dates("cy")
    found = {name: list(zip(english[name], welsh[name], strict=True)) for name in welsh}
    if current_language() == "cy":
        return {"labels": labels} | found
    # Of two labels with the same Welsh the first one is meant.
    found = {"labels": labels[::-1]} | found
    return {name: [(y, x) for x, y in each] for name, each in found.items()}


def script() -> Html:
    """Return the script that keeps the labels in the language of the page."""
    named = t("Asset map of co-production in Wales")
    return render("frame/labels.html", pairs=pairs(), map=named)
