"""What many members of a demonstration ask for, so that there is a share to tell."""

from __future__ import annotations

# By the offer that suits: who asked, for whom, and how many days ago.
OF_MANY = {
    "listening": (
        ("haf", "cooks", "gogyddion", 178),
        ("ifan", "drivers", "yrwyr", 174),
        ("bethan", "trustees", "ymddiriedolwyr", 172),
        ("haf", "stewards", "stiwardiaid", 100),
        ("ifan", "neighbours", "gymdogion", 92),
        ("bethan", "young people", "bobl ifanc", 85),
    ),
    "committees": (
        ("gwyn", "chair", "cadeirydd", 180),
        ("ffion", "shop", "siop", 176),
        ("lowri", "choir", "côr", 171),
        ("ffion", "club", "clwb", 165),
        ("gwyn", "cafe", "caffi", 118),
        ("ffion", "garden", "gardd", 96),
        ("lowri", "festival", "gŵyl", 88),
    ),
}
ASKED_SO = {
    "listening": ("training in how to listen, for {}", "hyfforddiant ar wrando, i {}"),
    "committees": ("a mentor for our {}", "mentor i'n {}"),
}
