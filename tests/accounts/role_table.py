"""The table of docs/staff.md, as the tests compare with it."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROLES = ["no role", "viewer", "author", "publisher", "administrator"]


def permitted():
    """For each (method, view) and each ("ACTION", "model:action"): the roles that may."""
    table = {}
    for row in re.findall(r"^\| .*`.* \|$", (ROOT / "docs/staff.md").read_text(), re.MULTILINE):
        _, *cells, views, _ = [cell.strip() for cell in row.split("|")][1:]
        roles = {role for role, cell in zip(ROLES, cells, strict=True) if cell == "yes"}
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
