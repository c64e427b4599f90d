"""The page on which a change of a section is written."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from consultations.enums import SuggestionKind
from consultations.models import Draft, Suggestion
from positions.wording.passages import Passage
from tests.consultations import building


@pytest.fixture
def opened(cast, now):
    """Three sections, of which the second has two paragraphs; Birch and Cedar take part, and suggestions are open."""
    paper = building.paper()
    version = building.version(paper, {"Fristen": "Drei Monate.", "Kosten": "A.\nB.", "Kurse": "Bald."}, now=now)
    made = building.consultation(now=now, paper=paper, version=version, opened_at=now - building.HOUR)
    for organisation in (cast.birch, cast.cedar):
        made.participations.create(organisation=organisation, votes=1)
    wordings = list(version.wordings.filter(kind="text").select_related("section").order_by("position"))
    return SimpleNamespace(consultation=made, wordings=wordings, keys=[wording.section.key for wording in wordings])


@pytest.fixture
def wording(opened):
    return opened.wordings[1]


def address(opened, page="vorschlag/") -> str:
    return f"{opened.consultation.get_absolute_url()}abschnitte/{opened.keys[1]}/{page}"


@pytest.fixture
def send(english, cast, opened):
    def sent(act="submit", who="bea", **fields):
        english.force_login(cast.everyone()[who])
        fields = {"acting_for": "birch", "token": uuid4(), "kind": "reword", "act": act, **fields}
        return english.post(address(opened), fields)

    return sent


def test_who_finds_the_page_and_its_form(english, cast, opened):
    found = {}
    for name, person in cast.everyone().items():
        english.logout()
        if person.is_authenticated:
            english.force_login(person)
        response = english.get(address(opened))
        found[name] = (response.status_code, 'name="text"' in response.text)
    assert found == {
        "ada": (200, False), "bea": (200, True), "bo": (200, False), "cem": (200, True), "dora": (200, False),
        "emil": (200, True), "farid": (200, True), "gul": (200, False), "hanna": (404, False), "nobody": (302, False),
    }  # fmt: skip


def test_the_field_begins_with_the_wording(english, cast, opened, wording):
    english.force_login(cast.bea)
    response = english.get(address(opened))
    assert response.context["form"]["text"].value() == Passage(wording.heading, wording.tree).written


def test_it_can_begin_with_another_suggestion(english, cast, opened, send, wording):
    send(text="Zwei Monate.")
    english.force_login(cast.cem)
    response = english.get(address(opened, "vorschlag/?von=1"))
    assert response.context["form"]["text"].value() == f"# {wording.heading}\n\nZwei Monate."


def test_what_changes_is_shown_before_anything_is_stored(send, wording):
    written = Passage(wording.heading, wording.tree).written
    response = send("show", text=f"{written}\n\nSofort.")
    assert (response.status_code, Suggestion.objects.count()) == (200, 0)
    assert "<p><ins>Sofort.</ins></p>" in response.text
    assert "touch" not in response.text


def test_other_suggestions_on_the_same_paragraph_stand_beside_it(send, wording):
    one, another = (Passage("Kosten", [paragraph(text) for text in texts]) for texts in (("Eins.", "B."), ("A.", "Zwei.")))
    send(who="cem", acting_for="cedar", text=one.written)
    assert "touches the same paragraphs" not in send("show", text=another.written).text
    said = send("show", text="Ganz anders.").text
    assert ("Another suggestion touches the same paragraphs" in said, "Zedernkreis" in said) == (True, True)


def paragraph(text):
    return {"type": "paragraph", "content": [{"type": "text", "text": text}]}


def test_submitted_it_stands_at_the_section(english, send, opened):
    response = send(text="Zwei Monate, **immer**.", reason="Kürzer.", basis="board")
    assert response.url == address(opened, "#vorschlag-1")
    suggestion = Suggestion.objects.get()
    assert (suggestion.kind, suggestion.text, suggestion.reason, suggestion.basis) == (
        "reword", "Zwei Monate, immer.", "Kürzer.", "board",
    )  # fmt: skip
    said = english.get(address(opened, "")).text
    assert ("<strong>immer</strong>" in said, 'value="vorher"' in said) == (True, True)


def test_two_headings_split_the_section(send, opened):
    send(text="# Eins\nErstens.\n\n# Zwei\nZweitens.")
    suggestion = Suggestion.objects.get()
    assert (suggestion.kind, suggestion.text) == (SuggestionKind.SPLIT, "Eins\nErstens.\n\nZwei\nZweitens.")


def test_a_section_more(english, send, opened, wording):
    assert "After “" in send("show", kind="add", text="# Kosten\nDas Land zahlt.").text
    send(kind="add", text="# Kosten\nDas Land zahlt.")
    suggestion = Suggestion.objects.get()
    assert (suggestion.kind, suggestion.after, suggestion.text) == ("add", wording.section, "Kosten\nDas Land zahlt.")
    assert "<ins>Das Land zahlt.</ins>" in english.get(address(opened, "")).text


def test_a_section_less_with_a_reason(english, send, opened):
    assert "Please give a reason" in send(kind="delete").text
    send(kind="delete", reason="Steht schon oben.")
    assert (Suggestion.objects.get().kind, Suggestion.objects.get().parts) == ("delete", [])
    assert "Leave it out." in english.get(address(opened, "")).text


def test_a_section_elsewhere(english, send, opened, wording):
    last = opened.wordings[2]
    stays = send(kind="move", after=opened.wordings[0].section_id, reason="Besser so.")
    assert (stays.status_code, "That is where the section stands." in stays.text) == (422, True)
    send(kind="move", after=last.section_id, reason="Besser so.")
    assert Suggestion.objects.get().after == last.section
    assert f"After “{last.heading}”." in english.get(address(opened, "")).text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("  ", "Please write the wording you suggest."),
        ("# Eins\nA.\n\n# Zwei\n", "Please give every section its wording."),
        ("Siehe [^7].", "This section has no footnote [^7]."),
        ("Mein Text. " * 2000, "at most 20000 are possible"),
    ],
)
def test_what_is_no_suggestion_is_said_and_given_back(send, text, sentence):
    response = send(text=text)
    assert (response.status_code, Suggestion.objects.count()) == (422, 0)
    assert sentence in response.text
    assert response.context["form"]["text"].value() == text


def test_equal_to_the_text(send, wording):
    response = send(text=Passage(wording.heading, wording.tree).written.replace("\n", "\r\n"))
    assert (response.status_code, "That is the wording as it stands." in response.text) == (422, True)


def test_who_only_drafts_hands_it_to_the_delegates(send, opened):
    response = send(who="emil", text="Zwei Monate.", reason="Kürzer.")
    assert (response.status_code, Suggestion.objects.count(), Draft.objects.get().text) == (302, 0, "Zwei Monate.")
    assert send(who="emil", kind="delete", reason="Weg.").status_code == 403


def test_for_another_organisation_nothing_is_stored_and_all_is_given_back(send):
    response = send(who="cem", text="Mein langer Text.")
    assert (response.status_code, "Mein langer Text." in response.text, Suggestion.objects.count()) == (403, True, 0)


def test_too_late_it_is_given_back(send, opened, now):
    opened.consultation.phases.filter(kind="comment").update(closes_at=now)
    response = send(text="Mein langer Text.")
    assert (response.status_code, "Mein langer Text." in response.text) == (409, True)
