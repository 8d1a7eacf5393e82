"""The one way in which data enters a folium map.

branca compiles a map's script a second time as a Jinja template, and the browser then
runs it as JavaScript in the page's own origin. So a value travels as a quoted string in
which nothing is left that either of them could take for code.
"""

from __future__ import annotations

import json
import re

# Braces and % # begin Jinja code; < & end or open HTML; ` and $ open JavaScript
# templates; the line separators end a JavaScript string in old browsers.
_RISKY = re.compile("[{}%#<>&`$'\u2028\u2029]")


def script_json(value: object) -> str:
    r"""Return a JavaScript expression for a value, safe inside a folium script.

    Examples
    --------
    >>> script_json({"a": "{{7*7}}"})
    'JSON.parse("\\u007b\\"a\\":\\"\\u007b\\u007b7*7\\u007d\\u007d\\"\\u007d")'
    """
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    quoted = json.dumps(text)
    escaped = _RISKY.sub(lambda found: f"\\u{ord(found.group()):04x}", quoted)
    return f"JSON.parse({escaped})"
