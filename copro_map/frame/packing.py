"""Copies of the files that a browser asks for, compressed once and kept.

Streamlit sends its own files as they are, 2.3 MB of them before a page begins: 40 s on
a slow line. What is compressed here once is kept by what is in it, so a restart finds
it again, and so does another server of the same user.
"""

from __future__ import annotations

import asyncio
import gzip
import importlib.util
import logging
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Event

import brotli
from platformdirs import user_cache_path
from streamlit import file_util

from copro_map.base.config import ROOT

LOG = logging.getLogger("copro_map")
ENDS = {".js", ".css", ".svg", ".json", ".wasm"}
# No page of ours asks for what is larger, and each takes some seconds: 3D globes,
# diagrams, the colours of program text.
MOST = 1_000_000
LEAST = 200  # a smaller file is no smaller when it is compressed
OF_A_PAGE = re.compile(r'(?:src|href)="\./([^"]+)"')
Pack = Callable[[bytes], bytes]


def _brotli(quality: int) -> Pack:
    return lambda text: bytes(brotli.compress(text, quality=quality))


def _gzip(text: bytes) -> bytes:
    return gzip.compress(text, 9, mtime=0)


# By what a browser says that it takes: the best first, and the quickest to make last.
ENCODINGS: Mapping[str, tuple[str, Pack]] = {
    "br": ("br", _brotli(11)),
    "gzip": ("gz", _gzip),
}
AT_ONCE: Mapping[str, Pack] = {"br": _brotli(5), "gzip": lambda x: gzip.compress(x, 6)}


def encoding_taken(accepted: str, there_is: Iterable[str]) -> str:
    """Return the best encoding that a request takes of those that there are.

    Examples
    --------
    >>> encoding_taken("gzip, deflate, br;q=0.9", ("br", "gzip"))
    'br'
    >>> encoding_taken("br;q=0, gzip", ("br", "gzip")), encoding_taken("", ("br",))
    ('gzip', '')
    """
    taken = {}
    for one in accepted.lower().split(","):
        name, _, worth = one.replace(" ", "").partition(";q=")
        taken[name] = worth.rstrip("0.") != "" if worth else True
    return next((one for one in there_is if taken.get(one)), "")


def packed_at_once(text: bytes, accepted: str) -> tuple[bytes, str]:
    """Return a text as a request takes it, made for it alone, and its encoding."""
    encoding = encoding_taken(accepted, AT_ONCE) if len(text) >= LEAST else ""
    return (AT_ONCE[encoding](text), encoding) if encoding else (text, "")


@dataclass(frozen=True)
class Place:
    """A folder whose files are asked for at ``path``; ``first`` are asked for first."""

    path: str
    folder: Path
    first: tuple[str, ...] = ()

    def files(self) -> Iterator[tuple[str, Path]]:
        """Yield what each file worth compressing is asked for as, and the file."""
        sizes = {
            file: file.stat().st_size
            for file in self.folder.rglob("*")
            if file.suffix in ENDS and file.is_file()
        }
        for file in sorted(sizes, key=lambda one: sizes[one]):
            if LEAST <= sizes[file] <= MOST:
                yield f"{self.path}{file.relative_to(self.folder).as_posix()}", file


def places() -> tuple[Place, ...]:
    """Return where the files of Streamlit, of its map component and of ours are."""
    streamlit = Path(file_util.get_static_dir())
    page = (streamlit / "index.html").read_text(encoding="utf-8")
    first = tuple(f"/{name}" for name in OF_A_PAGE.findall(page))
    folium = importlib.util.find_spec("streamlit_folium")
    roots = folium.submodule_search_locations if folium else None
    build = Path(next(iter(roots or [""]))) / "frontend" / "build"
    return (
        Place("/static/", streamlit / "static", first),
        Place("/component/streamlit_folium.st_folium/", build),
        Place("/app/static/", ROOT / "static"),
    )


def ours_instead() -> dict[str, Path]:
    """Return our files that stand for one of Streamlit's, by what is asked for.

    Each has the name of the one that it was made of, with the digest in it: another
    version of Streamlit asks for another file, and is sent its own.
    """
    media = Path(file_util.get_static_dir()) / "static" / "media"
    ours = (ROOT / "static" / "fonts").glob("MaterialSymbols-*.woff2")
    return {
        f"/static/media/{file.name}": file
        for file in ours
        if (media / file.name).exists()
    }


@dataclass(frozen=True)
class Copy:
    """A compressed copy of a file, and the digest of what is in the file."""

    file: Path
    digest: str
    media_type: str


MEDIA_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".wasm": "application/wasm",
}


def _kept_in() -> Path:
    return user_cache_path("copro_map") / "packed"


@dataclass
class Copies:
    """The copies that are there, by what is asked for and by encoding.

    ``make`` makes what is missing, most wanted first; what is not made yet is sent as
    it is.
    """

    places: tuple[Place, ...] = field(default_factory=places)
    folder: Path = field(default_factory=_kept_in)
    there: dict[str, dict[str, Copy]] = field(default_factory=dict)
    _stop: Event = field(default_factory=Event)

    async def keep_made(self) -> None:
        """Make the copies beside whatever else is done, until the server stops."""
        try:
            await asyncio.to_thread(self.make)
        finally:
            self._stop.set()

    def make(self) -> None:
        """Make every copy that is not there yet; what cannot be written is left."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for path, file, encoding in self._in_turn():
                if self._stop.is_set():
                    return
                self._make(path, file, encoding)
        except OSError:
            LOG.warning("Compressed copies cannot be kept in %s", self.folder)

    def _in_turn(self) -> Iterator[tuple[str, Path, str]]:
        """Yield what to make: what every page asks for, quickly and then well."""
        files = {path: file for place in self.places for path, file in place.files()}
        first = {name for place in self.places for name in place.first}
        first |= {path for path in files if not path.startswith("/static/")}
        for encoding in reversed(list(ENCODINGS)):
            for path, file in files.items():
                if path in first:
                    yield path, file, encoding
        for path, file in files.items():
            if path not in first:
                yield from ((path, file, encoding) for encoding in ENCODINGS)

    def _make(self, path: str, file: Path, encoding: str) -> None:
        text = file.read_bytes()
        digest = sha256(text).hexdigest()[:20]
        end, pack = ENCODINGS[encoding]
        copy = self.folder / f"{digest}.{end}"
        if not copy.exists():
            packed = pack(text)
            with NamedTemporaryFile(dir=self.folder, delete=False) as half:
                half.write(packed)
            os.replace(half.name, copy)
        made = Copy(copy, digest, MEDIA_TYPES[file.suffix])
        self.there.setdefault(path, {})[encoding] = made
