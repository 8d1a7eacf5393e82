"""Pictures of an event: made anew without what a camera writes, shown while agreed."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from copro_map.base.config import Settings
from copro_map.base.dates import parse_date
from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database, reading
from copro_map.events.after import refuse_before
from copro_map.events.rules.booking import BookingError
from copro_map.events.rules.records import Event, Photo
from copro_map.events.store import photos as store
from copro_map.events.store.bookings import touch

MOST = 6  # of an event
LARGEST = 12 * 1024 * 1024  # bytes that are taken
MOST_PIXELS = 60_000_000
LONGEST_SIDE, QUALITY = 1600, 80
FORMATS = ("JPEG", "PNG", "WEBP")
LONGEST_WORDS = 200  # characters
NO_PICTURES = (UnidentifiedImageError, Image.DecompressionBombError)
NO_PICTURE = N_("This is no picture that can be shown: choose a JPEG or a PNG.")


def made_anew(given: bytes) -> bytes:
    """Return a picture as a JPEG of at most 1,600 pixels a side, and nothing else.

    What the camera wrote into it (where, when, whose) is not in it; it is turned as it
    is to be seen.

    Raises
    ------
    BookingError
        If it is none, or too large.
    """
    if len(given) > LARGEST:
        raise BookingError(N_("This picture is too large: choose one below 12 MB."))
    try:
        with Image.open(BytesIO(given), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise BookingError(
                    N_("This picture is too large: choose one below 12 MB.")
                )
            turned = ImageOps.exif_transpose(opened).convert("RGB")
    except (*NO_PICTURES, OSError, SyntaxError, ValueError) as error:
        raise BookingError(NO_PICTURE) from error
    turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new("RGB", turned.size)
    bare.paste(turned)
    made = BytesIO()
    bare.save(made, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return made.getvalue()


def add(  # noqa: PLR0913 - the picture, its words in both languages, and who agreed
    database: Database,
    event: Event,
    picture: bytes,
    now: datetime,
    *,
    words_en: str,
    words_cy: str,
    agreed_on: str,
    who_agreed: str,
) -> None:
    """Keep a picture of an event, inside the caller's transaction.

    Raises
    ------
    BookingError
        If it is none, it is not said in both languages what it shows, or who agreed
        and when; if the event has not begun; or there are six already.
    """
    refuse_before(event, now)
    words = [" ".join(x.split()) for x in (words_en, words_cy, who_agreed)]
    if not all(words[:2]):
        raise BookingError(
            N_("Say what the picture shows, in English and in Welsh, for the blind.")
        )
    if not words[2]:
        raise BookingError(N_("Say who agreed to be shown: without that, no picture."))
    if max(map(len, words)) > LONGEST_WORDS:
        raise BookingError(
            N_("This is too long, at most {most} characters: {text}…"),
            most=LONGEST_WORDS,
            text=max(words, key=len)[:30],
        )
    if len(store.photos(database, event.number)) >= MOST:
        raise BookingError(
            N_("An event has at most {n} pictures. Take one off first."), n=MOST
        )
    day = _agreed(agreed_on, now)
    made = made_anew(picture)
    told = dict(zip(("words_en", "words_cy", "who_agreed"), words, strict=True))
    store.put_photo(database, event.number, made, agreed_on=day, **told)
    touch(database)


def _agreed(given: str, now: datetime) -> str:
    """Return the day on which they agreed, which is not to come."""
    day = parse_date(given.strip())
    if day is None or day > now.date():
        raise BookingError(
            N_("Say on which day they agreed, such as 2027-03-31, and not one to come.")
        )
    return day.isoformat()


def take_off(database: Database, event: Event, number: int) -> None:
    """Delete a picture of an event, inside the caller's transaction."""
    store.drop_photo(database, event.number, number)
    touch(database)


def photos_of(settings: Settings, event: Event) -> tuple[tuple[str, Photo], ...]:
    """Return the pictures of an event that are shown, oldest first, with addresses."""
    with reading(settings.database) as database:
        found = store.photos(database, event.number)
    return tuple((f"/event/{event.id}/{one.number}.jpg", one) for one in found)


def picture(settings: Settings, event: str, number: int) -> bytes | None:
    """Return a picture of a public event, by its event's id; None if there is none."""
    with reading(settings.database) as database:
        return store.picture_of(database, event, number)
