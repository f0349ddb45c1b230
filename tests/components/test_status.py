"""What Statuspage's clients expect of one status, and of many together."""

from itertools import combinations_with_replacement

import pytest

from components.status import ComponentStatus, OverallStatus, most_severe, overall_status

EVERY_MIX = [
    mix
    for count in range(6)
    for mix in combinations_with_replacement(ComponentStatus.values, count)
]


def expected(mix):
    """The published table, read row by row: the first that holds."""
    present, only = set(mix), set(mix)
    several = len(mix) > 1
    rows = [
        (only == {"major_outage"}, "critical", "Major System Outage"),
        ("major_outage" in present, "major", "Partial System Outage"),
        (only == {"partial_outage"}, "major", "Partial System Outage"),
        ("partial_outage" in present, "minor", "Minor Service Outage"),
        (only == {"degraded_performance"} and several, "minor", "Degraded System Service"),
        ("degraded_performance" in present, "minor", "Partially Degraded Service"),
        ("under_maintenance" in present, "maintenance", "Service Under Maintenance"),
        (True, "none", "All Systems Operational"),
    ]
    return next(OverallStatus(*row[1:]) for row in rows if row[0])


def test_every_mix_of_up_to_five_components_reads_as_the_table_says():
    read = {mix: overall_status(list(mix)) for mix in EVERY_MIX}

    assert read == {mix: expected(mix) for mix in EVERY_MIX}


def test_the_page_has_seven_texts():
    assert {overall_status(list(mix)) for mix in EVERY_MIX} == {
        OverallStatus("critical", "Major System Outage"),
        OverallStatus("major", "Partial System Outage"),
        OverallStatus("minor", "Minor Service Outage"),
        OverallStatus("minor", "Degraded System Service"),
        OverallStatus("minor", "Partially Degraded Service"),
        OverallStatus("maintenance", "Service Under Maintenance"),
        OverallStatus("none", "All Systems Operational"),
    }


@pytest.mark.parametrize(
    ("counts", "indicator"),
    [
        ({"partial_outage": 3, "operational": 104}, "minor"),
        ({"partial_outage": 1, "operational": 10}, "minor"),
        ({"major_outage": 1, "partial_outage": 1, "operational": 16}, "major"),
        ({"major_outage": 1, "operational": 62}, "major"),
        ({"major_outage": 7, "operational": 537}, "major"),
        ({"degraded_performance": 1, "operational": 30}, "minor"),
        ({"under_maintenance": 1, "operational": 30}, "maintenance"),
    ],
)
def test_pages_seen_in_the_wild_read_the_same_here(counts, indicator):
    statuses = [status for status, count in counts.items() for _ in range(count)]

    assert overall_status(statuses).indicator == indicator


def test_a_group_is_as_bad_as_its_worst_component():
    from_mild_to_severe = [
        "operational", "under_maintenance", "degraded_performance", "partial_outage",
        "major_outage",
    ]  # fmt: skip

    worst = {mix: most_severe(list(mix)) for mix in EVERY_MIX if mix}

    assert worst == {mix: max(mix, key=from_mild_to_severe.index) for mix in EVERY_MIX if mix}


def test_a_group_without_components_is_operational():
    assert most_severe([]) == "operational"
