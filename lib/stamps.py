"""Moments in figures, always with the name of their zone."""

from datetime import datetime


def zone_name(local: datetime) -> str:
    """The abbreviation; zones without letters of their own are called by their offset."""
    name = local.strftime("%Z")
    return f"UTC{name}" if name[0] in "+-" else name


def clock(local: datetime) -> str:
    """`12:23 UTC`."""
    return f"{local:%H:%M} {zone_name(local)}"


def stamp(local: datetime) -> str:
    """`2026-08-14 12:23 UTC`."""
    return f"{local:%Y-%m-%d} {clock(local)}"
