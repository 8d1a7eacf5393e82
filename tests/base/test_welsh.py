"""All Welsh text: spelling and mutations by cymraeg-mcp, with our own word list."""

import re
import tomllib
from functools import cache
from pathlib import Path

from cymraeg_mcp import paths, spelling
from cymraeg_mcp.mutations import MutationEngine

from tests.catalogue import ROOT, read_catalogue

WORDS = Path(__file__).parent / "words.txt"
PLACEHOLDER = re.compile(r"\{\{.*?\}\}|\{[a-z_]+\}")
# What is not Welsh in a Welsh sentence: code, addresses, file and package names.
CODE = re.compile(
    r"https?://\S*|--\w+|python -m \w+ ?\w*|COPRO_MAP_\w+|[\w/.-]+\.(?:md|csv)\S*"
    r"|\"CSV UTF-8\"|EPSG:|\.to_crs|\b\w+(?:[-_]\w+)* \d+\.\d+\.\d+|tir-coed"
    r"|map\.example\.org|\b(?:Ctrl|Enter|Escape|Home|End|Vega-Lite)\b"
    r"|\[/?blue\]|surveys (?:list|waves)|\"[A-Z-]+=\w+\"|citizen=|\w+_\w+"
    r"|\"reference\"|\b(?:csv|none)\b"
    r"|expected_areas|SY23 1AB|#\w+"
    r"|\b(?:postcode|place|longitude|latitude|id|colour|shape|en|cy)\b"
)
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
CLITIC = re.compile(r"['’](?:r|n|i|u|w|ch|th|m|ch)$")
CAPITALS = re.compile(r"[A-Z]{2,}")


@cache
def own_words() -> frozenset[str]:
    lines = WORDS.read_text("utf-8").splitlines()
    return frozenset(x.strip().casefold() for x in lines if x and x[0] != "#")


def _pairs(value: object) -> list[str]:
    if isinstance(value, dict):
        if isinstance(value.get("cy"), str):
            return [value["cy"]]
        return [text for inner in value.values() for text in _pairs(inner)]
    return []


def welsh_texts() -> list[str]:
    """Every Welsh text of the project: the catalogue and all definition files."""
    texts = [str(m.string) for m in read_catalogue() if m.id]
    for path in sorted([*ROOT.glob("data/**/*.toml"), *ROOT.glob("boundaries/*.toml")]):
        texts += _pairs(tomllib.loads(path.read_text("utf-8")))
    return [PLACEHOLDER.sub(" ", CODE.sub(" ", text)) for text in texts]


@cache
def knows(word: str) -> bool:
    """Say whether a word is right: Welsh, ours, a name, or Welsh without its clitic."""
    bare = CLITIC.sub("", word)
    if CAPITALS.fullmatch(bare) or len(bare) < 2:
        return True
    forms = {bare, bare.casefold(), word, word.replace("’", "'")}
    if any(form.casefold() in own_words() or spelling.lookup(form) for form in forms):
        return True
    # Mutated forms of our own words (gydgynhyrchu, chydgynhyrchu).
    return any(f in own_words() for f in _unmutated(bare.casefold()))


def _unmutated(word: str) -> list[str]:
    if word.startswith("gh") or word.startswith("ngh"):
        return ["c" + word.lstrip("ngh")]
    if word.startswith("g"):
        return ["c" + word[1:]]
    return ["c" + word[2:]] if word.startswith("ch") else []


def test_there_is_welsh_to_check():
    assert len(welsh_texts()) > 200


def test_spelling_of_all_welsh_is_right():
    wrong = {
        word: text
        for text in welsh_texts()
        for word in WORD.findall(text)
        if not knows(word)
    }
    assert not wrong


def test_the_spelling_check_notices_a_slip():
    assert knows("gwasanaeth")
    assert not knows("gwasaneth")


def test_mutations_of_all_welsh_are_right():
    engine = MutationEngine(paths.mutation_rules_path(), spelling.lookup)
    wrong = [
        (text, finding.word, finding.suggestions)
        for text in welsh_texts()
        for finding in engine.check_text(text)
    ]
    assert not wrong


def test_the_mutation_check_notices_a_slip():
    engine = MutationEngine(paths.mutation_rules_path(), spelling.lookup)
    assert engine.check_text("Mae'r cath yma.")
