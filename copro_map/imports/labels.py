"""What people call the columns of the files of each subject: catalogue messages."""

from __future__ import annotations

from collections.abc import Mapping

from copro_map.base.i18n import N_

OUTREACH: Mapping[str, str] = {
    "area_code": N_("Area"),
    "theme": N_("Theme"),
    "asked_on": N_("Asked on"),
    "asked_by": N_("Asked by (a role)"),
    "replies": N_("How many replied"),
    "none_on": N_("Found on this day that there is none"),
    "none_by": N_("Who found that (a role)"),
    "note": N_("Note"),
}
OBSERVATIONS: Mapping[str, str] = {
    "indicator": N_("Indicator"),
    "period_end": N_("Last day of the period"),
    "numerator": N_("How many said yes"),
    "denominator": N_("How many answered the question"),
    "n": N_("How many replied"),
    "invited": N_("How many were invited"),
    "value": N_("Figure"),
    "source": N_("Source"),
    "entered_by": N_("Entered by (a role)"),
    "status": N_("Does it count?"),
}
AUDITS: Mapping[str, str] = {
    "asset_id": N_("Project"),
    "date": N_("Date of the audit"),
    "group": N_("Group"),
    "principle": N_("Principle"),
    "level": N_("Level"),
    "people": N_("How many took part"),
    "note": N_("Note"),
}
CONTACTS: Mapping[str, str] = {
    "entry": N_("Entry"),
    "address": N_("E-mail address"),
    "language": N_("Language"),
    "origin": N_("Where from?"),
    "found_at": N_("Found on which page?"),
}
MEMBERS: Mapping[str, str] = {
    "form": N_("Organisation, group, department or individual"),
    "type": N_("Type of member"),
    "side": N_("Of an individual: citizen or professional"),
    "name_en": N_("Name in English"),
    "name_cy": N_("Name in Welsh"),
    "area": N_("Area"),
    "entry": N_("Entry"),
    "joined_on": N_("Joined on"),
    "agreed_on": N_("Agreed to the principles on"),
    "language": N_("Language"),
    "address": N_("E-mail address"),
    "named": N_("May an individual be named?"),
    "promise": N_("Promise"),
}
REPLIES: Mapping[str, str] = {
    "respondent": N_("The respondent's number in the tool"),
    "date": N_("When they replied"),
    "date:day": N_("When they replied (day before month)"),
    "date:month": N_("When they replied (month before day)"),
    "role": N_("Role"),
    "organisation": N_("Organisation for which they reply"),
    "finished": N_("Whether they finished"),
}
