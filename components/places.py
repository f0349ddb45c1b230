"""Where components stand on the page: alone, or in their groups."""

from collections.abc import Iterable

from components.models import Component, ComponentGroup

Place = tuple[Component | ComponentGroup, list[Component]]


def arranged(components: Iterable[Component]) -> list[Place]:
    """The places in the order of the page: each group with its components, or a component alone.

    `components` come with their groups, in their own order.
    """
    places: dict[ComponentGroup | Component, Place] = {}
    for component in components:
        subject = component.group or component
        places.setdefault(subject, (subject, []))[1].append(component)
    return sorted(places.values(), key=lambda place: place[0].position)
