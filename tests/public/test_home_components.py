"""The list of components."""

from public import home
from tests.factories import make_component, make_group
from tests.public.reading import read


def components(page, now):
    return read(home.render(page, now=now)).one(".components-section")


def lines(page, now):
    """Without those of the uptime."""
    section = components(page, now)
    uptime = [*section.all(".uptime-90-days-wrapper"), *section.all(".uptime-rule")]
    said = {line for part in uptime for line in part.lines()}
    return [line for line in section.lines() if line not in said]


def test_components_and_groups_stand_in_their_order(status_page, at):
    mail = make_group(name="Mail", description="In and out", position=2)
    make_component(name="Site", position=3, at=at(1, 1))
    make_component(name="SMTP", group=mail, position=2, at=at(1, 1))
    make_component(name="IMAP", group=mail, position=1, description="To read", at=at(1, 1))
    make_component(name="API", position=1, at=at(1, 1))

    assert lines(status_page, at(8, 14)) == [
        "Components",
        "API Operational",
        "Mail Operational In and out",
        "IMAP Operational To read",
        "SMTP Operational",
        "Site Operational",
    ]


def test_a_group_opens_and_takes_the_status_of_its_worst_component(status_page, at):
    mail, calm = make_group(name="Mail", position=1), make_group(name="Calm", position=2)
    make_component(name="IMAP", group=mail, status="degraded_performance", at=at(1, 1))
    make_component(name="SMTP", group=mail, status="partial_outage", at=at(1, 1))
    make_component(name="DNS", group=calm, at=at(1, 1))

    parts = components(status_page, at(8, 14)).all(".is-group")
    groups = [part.all("details")[0] for part in parts]

    assert [(group.all("summary")[0].text(), "open" in group.attributes) for group in groups] == [
        ("Mail Partial Outage", True),
        ("Calm Operational", False),
    ]


def test_every_status_has_a_word_a_mark_and_a_colour_of_its_own(status_page, at):
    for status in [
        "operational",
        "degraded_performance",
        "partial_outage",
        "major_outage",
        "under_maintenance",
    ]:
        make_component(status=status, at=at(1, 1))

    rows = components(status_page, at(8, 14)).all(".component-inner-container")

    assert [
        (row.one(".component-status").text(), row.one("use").attributes["href"], row.classes[1])
        for row in rows
    ] == [
        ("Operational", "#mark-none", "status-green"),
        ("Degraded Performance", "#mark-minor", "status-yellow"),
        ("Partial Outage", "#mark-major", "status-orange"),
        ("Major Outage", "#mark-critical", "status-red"),
        ("Under Maintenance", "#mark-maintenance", "status-blue"),
    ]


def test_every_mark_on_the_page_is_drawn_in_it(status_page, at):
    make_component(status="major_outage", at=at(1, 1))

    document = read(home.render(status_page, now=at(8, 14)))

    drawn = {"#" + symbol.attributes["id"] for symbol in document.all("symbol")}
    assert {use.attributes["href"] for use in document.all("use")} <= drawn


def test_a_component_may_hide_while_it_is_operational(status_page, at):
    make_component(at=at(1, 1))
    sftp = make_component(name="SFTP", only_show_if_degraded=True, at=at(1, 1))
    before = lines(status_page, at(8, 14))
    sftp.set_status("major_outage", at=at(8, 14))
    after = lines(status_page, at(8, 14))

    assert before == ["Components", "API Operational"]
    assert after == [*before, "SFTP Major Outage"]
