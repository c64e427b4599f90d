"""Which votes are fresh: the same digest, or a chain of editorial marks."""

import pytest

from consultations.freshness import fresh_digests, fresh_digests_by_section
from positions.enums import Change, SectionKind

from . import building

NEW, SAME, EDITORIAL, SUBSTANTIVE = Change.NEW, Change.SAME, Change.EDITORIAL, Change.SUBSTANTIVE


@pytest.mark.promise(3)
@pytest.mark.parametrize(
    ("history", "fresh"),
    [
        ([], ""),
        ([("a", NEW)], "a"),
        ([("a", SAME), ("a", NEW)], "a"),
        ([("b", EDITORIAL), ("a", NEW)], "ab"),
        ([("b", SUBSTANTIVE), ("a", NEW)], "b"),
        ([("c", EDITORIAL), ("b", EDITORIAL), ("a", NEW)], "abc"),
        ([("c", EDITORIAL), ("b", SUBSTANTIVE), ("a", NEW)], "bc"),
        ([("c", SUBSTANTIVE), ("b", EDITORIAL), ("a", NEW)], "c"),
        ([("a", SUBSTANTIVE), ("b", SUBSTANTIVE), ("a", NEW)], "a"),  # back to the first wording: its votes are fresh again
        ([("c", SAME), ("c", EDITORIAL), ("b", SUBSTANTIVE), ("a", NEW)], "bc"),
    ],
)
def test_a_chain_of_editorial_marks(history, fresh):
    assert fresh_digests(history) == set(fresh)


@pytest.mark.promise(3)
def test_from_the_versions_of_a_paper(db, now, django_assert_num_queries):
    paper = building.paper()
    one = building.version(paper, {"Fristen": "Drei.", "Kosten": "Eins."}, now=now)
    two = building.version(
        paper, {"Fristen": "Vier.", "Kosten": "Zwei."}, now=now, changes={"Fristen": EDITORIAL, "Kosten": SUBSTANTIVE}
    )
    three = building.version(paper, {"Kosten": "Zwei.", "Neu": "Ganz neu."}, now=now)

    def digests(version, heading):
        return version.wordings.get(heading=heading).digest

    with django_assert_num_queries(1):
        by_section = fresh_digests_by_section(two)
    sections = {w.heading: w.section_id for w in [*two.wordings.all(), *three.wordings.all()]}
    assert by_section[sections["Fristen"]] == {digests(one, "Fristen"), digests(two, "Fristen")}
    assert by_section[sections["Kosten"]] == {digests(two, "Kosten")}
    later = fresh_digests_by_section(three)
    assert later[sections["Kosten"]] == {digests(two, "Kosten")}
    assert later[sections["Neu"]] == {digests(three, "Neu")}
    assert sections["Fristen"] not in later


def test_a_later_version_does_not_reach_back(db, now):
    paper = building.paper()
    one = building.version(paper, {"Fristen": "Drei."}, now=now)
    building.version(paper, {"Fristen": "Vier."}, now=now, changes={"Fristen": EDITORIAL})
    text = one.wordings.get(kind=SectionKind.TEXT)
    assert fresh_digests_by_section(one)[text.section_id] == {text.digest}
