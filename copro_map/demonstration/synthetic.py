"""Made-up entries at real places, to test and measure with; the same for one seed.

They are labelled in every name, and never stand beside real ones in a database.
"""

from __future__ import annotations

import numpy as np

from copro_map.assets.face import (
    ALWAYS,
    EXCHANGE_KINDS,
    Asset,
    kept_entries,
    save_entries,
)
from copro_map.base.config import Settings
from copro_map.base.definitions import Definitions, load_definitions
from copro_map.base.i18n import N_, Label
from copro_map.base.store.connection import writing
from copro_map.demonstration.made_up import (
    LARGEST_SEED,
    Columns,
    MixedOriginsError,
    as_entries,
    check_range,
    kept,
    one_of,
    some_of,
    where,
)
from copro_map.geography.gazetteer import Gazetteer, load_gazetteer

MOST = 999_999  # ids have six digits
# Shares near those of data/network.csv. A kind that is not named has the usual share.
USUAL_SHARE, KIND_SHARES = 0.42, {"offer": 0.08, "request": 0.06}
MOST_BODIES = 40  # how many practitioners run the other entries
RUN_BY_A_BODY, WITH_START, WITH_END = 0.8, 0.5, 0.2
FIRST_YEAR, LAST_YEAR = 1990, 2026
MADE_UP = Label("Made up to test and measure with", "Lluniwyd er mwyn profi a mesur")


def _what(random: np.random.Generator, definitions: Definitions, n: int) -> Columns:
    """Draw what the entries are and do, and since when."""
    terms = definitions.terms
    shares = [KIND_SHARES.get(kind, USUAL_SHARE) for kind in definitions.kinds]
    kinds = one_of(random, definitions.kinds, n, shares)
    categories = zip(
        kinds, one_of(random, terms["exchange_categories"], n), strict=True
    )
    starts = random.integers(FIRST_YEAR, LAST_YEAR + 1, n)
    ends = random.integers(starts, LAST_YEAR + 1).tolist()
    months = random.integers(1, 13, n).tolist()
    return {
        "kind": kinds,
        "practitioner_type": ["organisation" * (k == "practitioner") for k in kinds],
        "exchange_category": [c if k in EXCHANGE_KINDS else "" for k, c in categories],
        "sector": one_of(random, terms["sectors"], n),
        "themes": some_of(random, terms["themes"], n, 1, 3),
        "stages": some_of(random, terms["stages"], n, 0, 3),
        "start_year": kept(random, WITH_START, starts.tolist(), None),
        "end_year": kept(random, WITH_END, ends, None),
        "source_date": [f"{LAST_YEAR - 1}-{month:02}" for month in months],
    }


def _words(
    random: np.random.Generator, definitions: Definitions, what: Columns
) -> Columns:
    """Return the texts: labelled names, descriptions that name the themes."""
    kinds, numbers = what["kind"], range(1, len(what["kind"]) + 1)
    names = [f"Synthetic entry {number}" for number in numbers]
    own = [n for n, k in zip(names, kinds, strict=True) if k == "practitioner"]
    drawn = random.choice(own[:MOST_BODIES] or [""], len(names)).tolist()
    run_by = zip(kinds, kept(random, RUN_BY_A_BODY, drawn, ""), strict=True)
    about = [definitions.label("themes", themes[0]) for themes in what["themes"]]
    return {
        "id": [f"synth-{number:06}" for number in numbers],
        "name_en": names,
        "name_cy": [f"Cofnod synthetig {number}" for number in numbers],
        "description_en": [f"{MADE_UP.en}: {x.en}." for x in about],
        "description_cy": [f"{MADE_UP.cy}: {x.cy}." for x in about],
        "organisation": ["" if k == "practitioner" else body for k, body in run_by],
    }


def synthetic_assets(
    gazetteer: Gazetteer, definitions: Definitions, n: int, seed: int
) -> list[Asset]:
    """Return ``n`` made-up entries; the same for the same numbers and reference data.

    Ids ``synth-000001`` and on, origin "synthetic". Most have a base at a real
    town, postcode or authority, spread by population, with an area in every layer; the
    rest serve all Wales or say nothing.
    """
    random = np.random.default_rng(seed)
    what = _what(random, definitions, n)
    columns = what | where(random, gazetteer, n) | _words(random, definitions, what)
    made_by = f"python -m copro_map synth --n {n} --seed {seed}"
    return as_entries(columns, origin="synthetic", source_url=made_by)


def make_synthetic(settings: Settings, n: int, seed: int) -> int:
    """Write ``n`` synthetic entries into the database; return how many are new.

    One transaction. The same call twice changes nothing; another seed replaces the
    entries of the same numbers.

    Raises
    ------
    OutOfRangeError
        If ``n`` is not 1 to 999,999, or the seed negative or over 32 bits.
    MixedOriginsError
        If the database holds an entry of any other origin, published or not: synthetic
        and real ones are never mixed. Nothing is written.
    DatabaseError
        If the database cannot be written.
    """
    check_range("--n", n, 1, MOST)
    check_range("--seed", seed, 0, LARGEST_SEED)
    definitions = load_definitions(settings.data_dir)
    gazetteer = load_gazetteer(settings)
    with writing(settings.database) as database:
        if {one.origin for one in kept_entries(database).values()} - {"synthetic"}:
            raise MixedOriginsError(
                N_(
                    "{file}: the database holds entries that are not synthetic, and "
                    "the two are never mixed. Name a new file in COPRO_MAP_DB and try "
                    "again."
                ),
                file=settings.database,
            )
        assets = synthetic_assets(gazetteer, definitions, n, seed)
        return save_entries(database, settings, assets, ALWAYS).added
