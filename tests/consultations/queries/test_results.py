"""The results as numbers: what the pictures and tables are made of."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from accounts.models import Organisation
from consultations.actions import votes
from consultations.models import Participation
from consultations.queries.results import large_enough, results
from positions.enums import Change
from tests.consultations.factories import fill_votes, issue_version, open_consultation


def organisations(count, **fields) -> list[Organisation]:
    return [Organisation.objects.create(name=f"Verein {n:02}", slug=f"v{n}", **fields) for n in range(count)]


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ({"Nord": 6, "Süd": 5}, {"Nord": 6, "Süd": 5}),
        ({"Nord": 6, "Süd": 5, "": 9}, {"Nord": 6, "Süd": 5, "": 9}),
        # too small to be shown, together large enough
        ({"Nord": 9, "Ost": 3, "West": 2}, {"Nord": 9, "": 5}),
        # one too small: whoever knows the whole could work it out, so the smallest shown joins it
        ({"Nord": 9, "Süd": 6, "Ost": 2}, {"Nord": 9, "": 8}),
        # nothing is left to compare
        ({"Nord": 9, "Ost": 2}, {}),
        ({"Nord": 9}, {}),
        ({"": 20}, {}),
        ({}, {}),
    ],
)
def test_no_group_is_small_and_none_can_be_worked_out(sizes, shown):
    at, members = 0, {}
    for name, size in sizes.items():
        members[name] = list(range(at, at + size))
        at += size
    assert {name: len(seats) for name, seats in large_enough(members, 5)} == shown


def test_rows_seats_and_sums(cast, now):
    opened = open_consultation(now=now, organisations=[cast.birch, cast.cedar], results_hidden=False)
    Participation.objects.filter(organisation=cast.cedar).update(votes=3)
    answers = [votes.Answer(opened.questions[0], "support", opened.wordings[0].digest)]
    votes.cast_all(answers=answers, organisation=cast.cedar, by=cast.cem, now=now)
    answers = [
        votes.Answer(opened.questions[0], "reject", opened.wordings[0].digest, "Nein."),
        votes.Answer(opened.questions[1], "reservations", opened.wordings[1].digest, "Halb."),
    ]
    votes.cast_all(answers=answers, organisation=cast.birch, by=cast.bea, now=now)
    found = results(opened.consultation, [cast.birch.pk])
    assert [(seat.name, seat.votes, seat.is_own) for seat in found.seats] == [
        ("Zedernkreis", 3, False),
        ("Birkenverein", 1, True),
    ]
    first, second, third, whole = found.rows
    assert [cell.mark for cell in first.cells] == [1, 5]
    assert [(one.choice.code, one.organisations, one.votes) for one in first.sums if one.organisations] == [
        ("support", 1, 3),
        ("reject", 1, 1),
    ]
    assert ([cell.mark for cell in second.cells], [cell.mark for cell in third.cells], whole.is_whole) == ([0, 4], [0, 0], True)
    assert (found.voted, found.is_weighted, first.yes, first.no, first.result) == (2, True, 1, 1, None)


@pytest.mark.promise(3)
def test_stale_votes_stand_hollow_and_are_in_no_sum(cast, now):
    opened = open_consultation(now=now, organisations=[cast.birch], results_hidden=False)
    answers = [votes.Answer(opened.questions[0], "support", opened.wordings[0].digest)]
    votes.cast_all(answers=answers, organisation=cast.birch, by=cast.bea, now=now)
    issue_version(opened, now=now, changes={0: Change.SUBSTANTIVE})
    row = results(opened.consultation).rows[0]
    assert [(cell.mark, cell.is_stale, cell.choice.code) for cell in row.cells] == [(0, True, "support")]
    assert (row.yes, row.stale) == (0, 1)


def test_groups_agree_by_what_they_declared(cast, now):
    north, south = organisations(5, region="Nord"), []
    for number in range(6):
        south.append(Organisation.objects.create(name=f"Süd {number}", slug=f"s{number}", region="Süd", size="small"))
    opened = open_consultation(now=now, organisations=[*north, *south], results_hidden=False)
    fill_votes(opened, north, now=now, choices=["support"])
    fill_votes(opened, south, now=now, choices=["reject"])
    found = {dimension.name: dimension.groups for dimension in results(opened.consultation).dimensions}
    assert [(group.name, group.organisations, group.shares[0]) for group in found["region"]] == [
        ("Süd", 6, (0, 6)),
        ("Nord", 5, (5, 5)),
    ]
    assert [(group.name, group.organisations) for group in found["size"]] == [("Up to 30 people", 6), ("", 5)]
    assert "field" not in found


@pytest.mark.parametrize(("sections", "count"), [(1, 1), (3, 12)])
def test_its_statements_do_not_grow(cast, now, sections, count, django_assert_num_queries):
    opened = open_consultation(now=now, organisations=organisations(count), sections=sections, results_hidden=False)
    fill_votes(opened, list(Organisation.objects.filter(slug__startswith="v")), now=now)
    with django_assert_num_queries(6):
        results(opened.consultation)


def voted_at(opened, *moments) -> None:
    for place, moment in zip(opened.consultation.participations.order_by("pk"), moments, strict=True):
        Participation.objects.filter(pk=place.pk).update(first_voted_at=moment)


def berlin(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 5, day, hour, minute, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("moments", "hours"),
    [
        ([berlin(4, 9), berlin(4, 9, 59), berlin(4, 12, 1)], [(9, 2), (10, 2), (11, 2), (12, 3)]),
        ([berlin(4, 9), berlin(4, 9, 30), None], [(9, 2)]),
        # the same day in UTC, not in Berlin; and the other way round
        ([berlin(5, 0, 30), berlin(4, 23), berlin(4, 23, 30)], []),
        ([berlin(5, 0, 30), berlin(5, 1, 30), berlin(5, 2, 30)], [(0, 1), (1, 2), (2, 3)]),
        ([None, None, None], []),
    ],
)
def test_votes_of_a_single_day_are_told_by_its_hours(db, now, moments, hours):
    opened = open_consultation(now=now, organisations=organisations(3))
    voted_at(opened, *moments)
    found = results(opened.consultation)
    assert (found.hours, found.voted) == (hours, len([moment for moment in moments if moment]))
