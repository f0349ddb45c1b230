"""The table of docs/staff.md, as the tests compare with it."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROLES = ["no role", "viewer", "author", "publisher", "administrator"]
# The columns of the table of the sign-in.
AT_THE_DOOR = ["stranger", "signed in", "confirmed just now"]


def permitted(columns=ROLES):
    """For each (method, view) and each ("ACTION", "model:action"): the columns that say yes."""
    table = {}
    for row in re.findall(r"^\| .*`.* \|$", (ROOT / "docs/staff.md").read_text(), re.MULTILINE):
        _, *cells, views, _ = [cell.strip() for cell in row.split("|")][1:]
        if len(cells) != len(columns):
            continue
        roles = {column for column, cell in zip(columns, cells, strict=True) if cell == "yes"}
        for view in re.findall("`(.+?)`", views):
            for key in keys(view):
                assert key not in table, f"{key} stands in the table twice"
                table[key] = roles
    return table


def keys(view):
    if ":" in view:
        return [("ACTION", view)]
    method, _, name = view.rpartition(" ")
    return [(method, name)] if method else [("GET", name), ("POST", name)]
