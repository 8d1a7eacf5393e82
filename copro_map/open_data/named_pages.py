"""What each page that is not of one thing is called, and what it is for."""

from __future__ import annotations

from copro_map.base.i18n import N_

PAGES = {
    "": (
        N_("Asset map of co-production in Wales"),
        N_(
            "Who plans and runs public services together with citizens in Wales, where "
            "they are, and what they offer or look for."
        ),
    ),
    "asset_map": (
        N_("Asset map"),
        N_(
            "Organisations, projects, offers and requests of co-production in Wales, "
            "on a map and as a list, by theme, place and kind."
        ),
    ),
    "contribute": (
        N_("Add to the map"),
        N_(
            "Put an organisation, a project, an offer or a request on the map of "
            "co-production in Wales, in Welsh or English. You need no account."
        ),
    ),
    "exchange": (
        N_("Offers and requests"),
        N_(
            "Ask for help with co-production in Wales, or offer some: advice, a room, "
            "a lift, what you know. It costs nothing; nobody's address is shown."
        ),
    ),
    "events": (
        N_("Events"),
        N_(
            "Meetings, training and celebrations of co-production in Wales: what is "
            "next, where, in which language, and how to book a place."
        ),
    ),
    "members": (
        N_("Members"),
        N_(
            "Who takes part in the Co-production Network for Wales and who is missing, "
            "by kind, area and language; and how to join, which takes two minutes."
        ),
    ),
    "plan": (
        N_("Plan"),
        N_(
            "What the Co-production Network for Wales promised to do in three years, "
            "how far it is, and how that is to change public services."
        ),
    ),
    "coverage": (
        N_("Where is co-production missing?"),
        N_(
            "The areas of Wales by their size: which have fewer entries than chance "
            "alone would leave, on a map and in order, with the figures to download."
        ),
    ),
    "area": (
        N_("Areas"),
        N_(
            "For every authority, health board and other area of Wales: who works with "
            "citizens there, what is missing, and how it compares."
        ),
    ),
    "indicators": (
        N_("Progress"),
        N_(
            "What the co-production programme promised, where it is now, how sure that "
            "is, and which records say so."
        ),
    ),
    "audit": (
        N_("Self-audit"),
        N_(
            "How far is a project co-produced? Its citizens and its professionals each "
            "say how they see it, compare, and find the next step."
        ),
    ),
    "survey": (
        N_("Survey"),
        N_("Those who were invited say how co-production is going where they are."),
    ),
    "about": (
        N_("About the data"),
        N_(
            "Every data set behind the map, who publishes it, on what terms, how old "
            "it is and what it cannot tell you."
        ),
    ),
    "accessibility": (
        N_("Accessibility"),
        N_(
            "What works for everybody on the map of co-production in Wales, what does "
            "not work yet, and whom to tell."
        ),
    ),
    "privacy": (
        N_("Your data"),
        N_(
            "What the map keeps about you, why, how long and who sees it, and how to "
            "see it, change it or have it deleted."
        ),
    ),
}
