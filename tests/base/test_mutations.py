"""Forms of Welsh words, against cymraeg-mcp and an obvious, slow way to find them."""

from __future__ import annotations

import unicodedata

import pytest
from cymraeg_mcp import paths, spelling
from cymraeg_mcp.mutations import MutationEngine
from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.mutations import forms_of

MOST = 6
ENGINE = MutationEngine(paths.mutation_rules_path(), spelling.lookup)
COMMON = """
aber achos aelod afon agor alaw amgylchedd amser anabledd anghenion anifail ardal ardd
arian athro awdurdod awyr bach banc bara barn basged blodau blwyddyn bobl bore brawd
brecwast bro bryn busnes bwrdd bwyd byd bywyd cadair caffi calon canol canolfan cant
capel car cariad carreg cartref cegin cerdd cerddoriaeth cyfarfod cyfeillion cyfle
cyfoeth cymdeithas cymorth cymuned cymydog cynllun cyngor cynhyrchu cynnal cysylltu
dathlu dawns deddf digwyddiad dinas diwylliant dosbarth dref drws dwylo dydd dyfodol dyn
dysgu eglwys egni elusen enfys eraill ewyllys fferm ffordd ffrind gair galw gardd gofal
gofalwr golau gorsaf grant grŵp gwaith gwasanaeth gweithgaredd gwirfoddolwr gwlad
gwledig gwraig gwybodaeth gŵyl gŵr haf hanes haul hawl help heddwch hen henoed heulwen
hwyl hyder iach iaith iechyd ieuenctid incwm isel llais llan lle llechi lles llesiant
llety lleol llun llwybr llyfr llyfrgell llyn lloches mab mam marchnad medr meddwl meddyg
menter menyw merch merched mis môr mudiad mwyn mynydd nant neuadd newid nod nos oed
oedolyn ogof pabell palas parc partneriaeth pawb pen pentref plant plentyn pobl polisi
pont porth preswyl problem profiad prosiect pwyllgor pysgod rhaglen rhan rhannu rheol
rhent rhiant rhodd rhosyn rhwydwaith rhyddid saer sefydliad sgwrs siop stori swydd
sylfaen tad tafarn tai taith talu tân te tegwch teithio teulu tir tlodi traeth traws
tref trefn trwydded twf tyddyn tyfu tystion tŷ undeb unigolyn uned urddas wal wythnos
ymchwil ymddiriedolaeth ymgyfraniad ymgynghori ynni ynys ysbryd ysbyty ysgol ystafell
""".split()  # noqa: SIM905 - read as a list of words
VOWELS = "aeiouwy"
INITIALS = ["", *"abcdefghijklmnopqrstuvwxyz", "ch", "dd", "ff", "ll", "ph", "rh", "th"]


def plain(text: str) -> str:
    return unicodedata.normalize("NFD", text)[:1]


def family(radical: str) -> set[str]:
    """A word and its mutations by the oracle; it has no h before vowels."""
    forms = {form for form in ENGINE.all_forms(radical).values() if form}
    if plain(radical) in VOWELS:
        forms.add("h" + radical)
    return forms | {radical}


def is_possible(radical: str) -> bool:
    return radical[:1] != "g" or plain(radical[1:]) in f"{VOWELS}lnr"


def slowly(word: str) -> set[str]:
    """Every family of any thinkable radical that the word is in.

    It does not know that ddaear begins with dd and not with d, so it finds too many.
    """
    rest = {word[n:] for n in range(4)}
    radicals = {initial + end for initial in INITIALS for end in rest}
    families = [family(r) for r in radicals if r and is_possible(r)]
    return {word}.union(*(forms for forms in families if word in forms))


def test_there_are_enough_common_words():
    assert len(set(COMMON)) >= 200


@pytest.mark.parametrize("word", COMMON)
def test_every_form_of_a_word_finds_every_other(word):
    if len(word) < 3 and word.isascii():
        assert forms_of(word) == (word,)
        return
    for form in family(word):
        if len(form) > 2 or not form.isascii():
            assert family(word) <= set(forms_of(form)), form


@pytest.mark.parametrize("word", COMMON)
def test_no_form_is_given_that_is_not_of_the_same_word(word):
    for form in family(word):
        assert set(forms_of(form)) <= slowly(form), form
        assert len(forms_of(form)) <= MOST


@pytest.mark.parametrize(
    "family_of_one",
    [
        ("Caerdydd", "Gaerdydd", "Nghaerdydd", "Chaerdydd"),
        ("pentref", "bentref", "mhentref", "phentref"),
        ("tŷ", "dŷ", "nhŷ", "thŷ"),
        ("merched", "ferched"),
        ("gardd", "ardd", "ngardd"),
        ("iechyd", "hiechyd"),
        ("llan", "lan"),
        ("rhaglen", "raglen"),
        ("ŵyl", "gŵyl"),
        ("Bangor", "Mangor", "Fangor"),
        ("Dinbych", "Ddinbych", "Ninbych"),
    ],
)
def test_all_spellings_of_one_word_find_each_other(family_of_one):
    small = {word.lower() for word in family_of_one}
    for word in family_of_one:
        forms = forms_of(word)
        assert forms[0] == word.lower()
        assert small <= set(forms)


@pytest.mark.parametrize(
    "word",
    ["", "a", "y", "to", "is", "my", "go", "sgwrs", "kite", "2024", "日本", "ffrind"],
)
def test_a_word_that_cannot_mutate_is_only_itself(word):
    assert forms_of(word) == (word,)


def test_an_accent_typed_apart_is_the_same():
    assert forms_of(unicodedata.normalize("NFD", "tŷ")) == forms_of("tŷ")


@given(st.text(max_size=20))
def test_there_are_never_many_forms(text):
    forms = forms_of(text)
    assert 1 <= len(forms) <= MOST
    assert len(set(forms)) == len(forms)
    assert forms[0] == unicodedata.normalize("NFC", text.lower())
