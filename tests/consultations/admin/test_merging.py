"""Putting the suggestions on one section together."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from consultations.actions import consultations, stances
from consultations.enums import Stance, SuggestionState
from consultations.models import Consultation
from consultations.phases import PhaseKind
from positions.models import Paper
from positions.queries import sections_of
from positions.wording.passages import Passage

from ...admin_site import client_of, seen_by
from .. import building


@pytest.fixture
def opened(cast, now) -> Consultation:
    """A section of three paragraphs, in a consultation that takes suggestions."""
    paper = building.paper()
    blocks = list(paper.sections.raw_data)
    blocks[1]["value"]["body"] = [{"type": "text", "value": "<p>A.</p><p>B.</p><p>C.</p>"}]
    paper.sections = blocks
    paper.save_revision().publish()
    timetable = [(PhaseKind.COMMENT, -building.HOUR, building.DAY), (PhaseKind.VOTE, 2 * building.DAY, 3 * building.DAY)]
    made = building.consultation(now=now, paper=Paper.objects.get(pk=paper.pk), timetable=timetable)
    return consultations.open_(consultation=made, by=cast.ada, now=now)


@pytest.fixture
def suggest(cast, opened, now):
    def suggested(*texts, organisation=None):
        made = building.suggestion(opened, "Kosten", organisation or cast.cedar, by=cast.cem, now=now)
        made.parts = [Passage("Kosten", tree(*texts)).plain]
        made.save()
        return made

    return suggested


def tree(*texts):
    return [{"type": "paragraph", "content": [{"type": "text", "text": text}]} for text in texts]


def page(opened) -> str:
    section = opened.version.wordings.get(heading="Kosten").section_id
    return reverse("consultations_admin:merge", args=[opened.pk, section])


def draft(opened) -> str:
    paper = Paper.objects.get(pk=opened.paper_id).get_latest_revision_as_object()
    return next(Passage(one.heading, one.tree).text for one in sections_of(paper) if one.heading == "Kosten")


def seen(opened) -> int:
    return Paper.objects.get(pk=opened.paper_id).latest_revision_id


def test_who_puts_them_together(cast, opened):
    assert seen_by(cast, page(opened)) == ["ada", "dora"]


def test_what_touches_different_paragraphs_stands_at_once(cast, opened, suggest):
    suggest("A neu.", "B.", "C.")
    suggest("A.", "B.", "C neu.", organisation=cast.birch)
    answer = client_of(cast.ada).post(page(opened), {"take": ["1", "2"], "compose": "yes"})
    assert answer.context["text"] == "# Kosten\n\nA neu.\n\nB.\n\nC neu."
    assert "<p>A<ins> neu</ins>.</p><p>B.</p><p>C<ins> neu</ins>.</p>" in answer.text
    assert draft(opened) == "A.\nB.\nC."


def test_a_collision_is_shown_before_anything_is_stored(cast, opened, suggest):
    suggest("A neu.", "B.", "C.")
    suggest("A anders.", "B.", "C.")
    answer = client_of(cast.ada).post(page(opened), {"take": ["1", "2"], "compose": "yes"})
    assert "Suggestion 2 changes the same paragraph as suggestion 1." in answer.text
    assert answer.context["text"] == "# Kosten\n\nA neu.\n\nB.\n\nC."


def test_the_result_is_the_next_draft_and_credits_every_organisation(cast, opened, suggest, now):
    suggestion = suggest("A neu.", "B.", "C.")
    stances.take(suggestion=suggestion, organisation=cast.birch, stance=Stance.COSIGNS, by=cast.bea, now=now)
    sent = {"take": ["1"], "text": "# Kosten\n\nA ganz neu.\n\nB.\n\nC.", "seen": seen(opened), "save": "yes"}
    assert client_of(cast.ada).post(page(opened), sent).status_code == 302
    assert draft(opened) == "A ganz neu.\nB.\nC."
    entry = PageLogEntry.objects.get(action="positions.reword")
    assert (entry.user, entry.data["note"]) == (cast.ada, "from suggestion 1 (Zedernkreis and Birkenverein)")
    suggestion.refresh_from_db()
    assert suggestion.state == SuggestionState.OPEN  # the version decides it, not a draft


def test_two_editors_at_once(cast, opened, suggest):
    suggest("A neu.", "B.", "C.")
    before = seen(opened)
    Paper.objects.get(pk=opened.paper_id).save_revision()
    sent = {"text": "# Kosten\n\nMein Text.", "seen": before, "save": "yes"}
    answer = client_of(cast.ada).post(page(opened), sent)
    assert (answer.status_code, "Mein Text." in answer.text, draft(opened)) == (409, True, "A.\nB.\nC.")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("# Kosten\n\nA.\n\nB.\n\nC.", "That is the draft as it stands."),
        ("# Eins\nA.\n# Zwei\nB.", "Here one section is written."),
        ("# Kosten", "Please write the wording."),
        ("Siehe [^9].", "no footnote"),
    ],
)
def test_what_cannot_be_saved_is_given_back(cast, opened, text, sentence):
    answer = client_of(cast.ada).post(page(opened), {"text": text, "seen": seen(opened), "save": "yes"})
    assert (answer.status_code, sentence in answer.text, answer.context["text"]) == (422, True, text)
