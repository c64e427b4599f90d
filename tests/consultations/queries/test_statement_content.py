"""What a statement says: which sections, with which numbers and names, and no person."""

from datetime import UTC, date, datetime

import pytest

from accounts.models import FederationProfile, User
from consultations.actions import consultations, statements
from consultations.enums import LegalEffect, Naming, Placement, Stage
from consultations.models import Consultation, Dissent, Participation
from consultations.phases import PhaseKind
from consultations.queries.statement_content import statement_content
from positions.enums import SectionKind
from positions.exports import content
from shared.canonical import canonical

from .. import building

DAY, HOUR = building.DAY, building.HOUR
NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)
TEXTS = {
    "Vorab": "Wir danken.",
    "Teil A": "",
    "Fristen": "Drei Monate.",
    "Kosten": "Als Zuschuss.",
    "Teil B": "",
    "Kurse": "Abends.",
}
LEVELS = {"Fristen": 3, "Kosten": 3, "Kurse": 3}
KINDS = {"Vorab": SectionKind.PREAMBLE, "Teil_A": SectionKind.HEADING, "Teil_B": SectionKind.HEADING}
VOTES = {"Fristen": ("support", "support"), "Kosten": ("concerns", "abstain"), "Kurse": ("abstain", "reject")}


def closed(cast, votes=VOTES, levels=LEVELS, **fields) -> Consultation:
    """Birch (named) and Cedar (counted) have voted; the outcomes follow from `votes`: Birch's choice, Cedar's choice."""
    paper = building.paper()
    building.version(paper, TEXTS, now=NOW, levels=levels, **KINDS)
    fields = {"timetable": [(PhaseKind.VOTE, -HOUR, DAY)], **fields}
    consultation = building.consultation(now=NOW, paper=paper, **fields)
    Participation.objects.create(consultation=consultation, organisation=cast.birch, naming=Naming.LISTED)
    Participation.objects.create(consultation=consultation, organisation=cast.cedar)
    consultations.open_(consultation=consultation, by=cast.ada, now=NOW)
    for heading, choices in votes.items():
        asked = consultation.questions.get(section__wordings__heading=heading)
        for organisation, by, choice in zip((cast.birch, cast.cedar), (cast.bea, cast.cem), choices, strict=True):
            building.vote(asked, organisation, choice, by=by, now=NOW)
    return consultations.close(consultation=consultation, by=None, now=NOW + DAY)


def headings(said: content.StatementContent) -> list[str]:
    return [section.heading for section in said.sections]


def test_adopted_sections_in_order_with_the_headings_above_them(cast):
    said = statement_content(closed(cast))
    assert headings(said) == ["Vorab", "Teil A", "Fristen", "Kosten"]
    assert [section.kind for section in said.sections] == ["preamble", "heading", "text", "text"]
    assert [(left.heading, left.outcome.result) for left in said.left_out] == [("Kurse", "rejected")]


@pytest.mark.parametrize(
    ("votes", "levels", "kept"),
    [
        # all of part A falls, part B stays
        ({"Fristen": ("reject", "reject"), "Kosten": ("reject", "reject"), "Kurse": ("support", "support")}, LEVELS,
         ["Vorab", "Teil B", "Kurse"]),
        # a flat paper: a heading stands over all up to the next heading
        ({"Fristen": ("reject", "reject"), "Kosten": ("support", "support"), "Kurse": ("reject", "reject")}, {},
         ["Vorab", "Teil A", "Kosten"]),
        # a section on the heading's own level is not below it
        ({"Fristen": ("reject", "reject"), "Kosten": ("support", "support"), "Kurse": ("reject", "reject")}, {"Fristen": 3},
         ["Vorab", "Kosten"]),
    ],
)  # fmt: skip
def test_a_heading_without_anything_below_it_is_left_out(cast, votes, levels, kept):
    assert headings(statement_content(closed(cast, votes=votes, levels=levels))) == kept


def test_contested_sections_are_printed_as_contested(cast):
    votes = {**VOTES, "Kurse": ("full", "veto"), "Fristen": ("full", "full"), "Kosten": ("full", "full")}
    said = statement_content(closed(cast, votes=votes, scale="consensus", rule="consent"))
    contested = next(section for section in said.sections if section.heading == "Kurse")
    assert (contested.outcome.result, contested.outcome.label) == ("contested", "Strittig")
    assert contested.outcome.sentence == "Strittig: Ein Veto steht."


def test_an_outcome_in_numbers_and_words(cast):
    cast.birch.votes = 3
    cast.birch.save()
    said = statement_content(closed(cast))
    kosten = next(section for section in said.sections if section.heading == "Kosten").outcome
    assert kosten.sentence == (
        "Angenommen: 3 von 3 abgegebenen Stimmen, nötig war 1 (einfache Mehrheit der abgegebenen Stimmen)."
    )
    assert kosten.plain == content.Numbers(yes=1, no=0, abstain=1, invalid=0, stale=0, eligible=2)
    assert kosten.weighted == content.Numbers(yes=3, no=0, abstain=1, invalid=0, stale=0, eligible=4)
    assert [(c.code, c.mark, c.organisations, c.votes) for c in kosten.choices] == [
        ("support", 1, 0, 0), ("concerns", 2, 1, 3), ("abstain", 3, 1, 1), ("reservations", 4, 0, 0), ("reject", 5, 0, 0),
    ]  # fmt: skip


@pytest.mark.promise(8)
def test_only_who_wants_to_be_named_is_named(cast):
    said = statement_content(closed(cast))
    fristen = next(section for section in said.sections if section.heading == "Fristen").outcome
    assert fristen.endorsement == content.Endorsement(count=2, named=("Birkenverein",))
    assert (said.electorate.named, said.electorate.counted, said.electorate.votes) == (("Birkenverein",), 1, 2)
    assert "Zedernkreis" not in canonical(said.to_plain()).decode()


@pytest.mark.promise(8)
def test_no_person_is_in_it(cast):
    FederationProfile.objects.create(name="Netzwerk Probe e. V.", about="Wir sind viele.", signature="Der Vorstand")
    consultation = closed(cast, body="Ministerium", invited_on=date(2026, 10, 16))
    said = canonical(statement_content(consultation).to_plain()).decode()
    tokens = [str(user.actor.token) for user in User.objects.all()]
    addresses = list(User.objects.values_list("email", flat=True))
    assert [word for word in [*tokens, *addresses, *(f'"{u.name}"' for u in User.objects.all())] if word in said] == []


@pytest.mark.promise(10)
@pytest.mark.parametrize(
    ("effect", "words"),
    [
        (LegalEffect.STRAW_POLL, "Die Abstimmung ist ein Meinungsbild der Mitgliedsorganisationen, kein Vereinsbeschluss."),
        (LegalEffect.BOARD, "Die Stellungnahme beruht auf einem Beschluss des Vorstands."),
        (LegalEffect.WRITTEN, "Die Abstimmung ist ein Beschluss der Mitglieder in Textform (§ 32 Abs. 3 BGB)."),
        (LegalEffect.MEETING, "Die Abstimmung ist ein Beschluss der Mitgliederversammlung."),
    ],
)
def test_what_the_vote_means_in_law(cast, effect, words):
    said = statement_content(closed(cast, legal_effect=effect, decision_note="Der Vorstand entscheidet am 27. November."))
    assert said.legal_effect == f"{words} Der Vorstand entscheidet am 27. November."


def test_the_ministrys_letter(cast):
    consultation = closed(
        cast,
        body="Ministerium für Soziales",
        file_reference="34-5210/2026",
        invited_on=date(2026, 10, 16),
        bill_title="Entwurf eines Gesetzes über Kurse",
        bill_short="Kursgesetz",
        bill_drafted_on=date(2026, 10, 12),
        printed_matter="8/123",
        stage=Stage.DRAFT,
        deadline_at=datetime(2026, 11, 6, 11, 30, tzinfo=UTC),
    )
    said = statement_content(consultation)
    assert [(line.label, line.value) for line in said.reference] == [
        ("Ihr Zeichen", "34-5210/2026"), ("Ihr Schreiben", "16. Oktober 2026"), ("Drucksache", "8/123"),
    ]  # fmt: skip
    assert (said.bill, said.stage_line) == (
        "Entwurf eines Gesetzes über Kurse (Kursgesetz)",
        "Referentenentwurf, Bearbeitungsstand 12. Oktober 2026",
    )
    assert said.deadline == content.Deadline(
        sentence="Zwischen Ihrem Schreiben und dem Ablauf der Frist am 6. November 2026, 12.30 Uhr, lagen 15 Arbeitstage; "
        "in dieser Zeit konnten sich 2 von 2 Mitgliedsorganisationen beteiligen.",
        working_days=15,
        consulted=2,
        members=2,
    )


def test_method_and_rule(cast):
    said = statement_content(
        closed(
            cast,
            rule="qualified",
            final_rule="qualified",
            final_numerator=2,
            final_denominator=3,
            numerator=2,
            denominator=3,
            quorum_numerator=1,
            quorum_denominator=2,
        )
    )
    assert said.electorate.rule == "2/3 der abgegebenen Stimmen; beschlussfähig ab 1/2 aller Stimmen"
    assert said.method_note == (
        "Abgestimmt wurde Abschnitt für Abschnitt vom 2. November 2026, 8 Uhr, bis zum 3. November 2026, 9 Uhr. "
        "Grundlage ist Fassung 1. "
        "Nicht angenommene oder zurückgestellte Abschnitte gehören nicht dazu; ihre Ergebnisse stehen in dieser Anlage."
    )
    assert said.whole.result == "rejected"  # nobody voted on the paper as a whole


def test_a_consultation_without_a_vote_keeps_every_section(cast):
    said = statement_content(closed(cast, votes={}, timetable=[(PhaseKind.COMMENT, -HOUR, DAY)]))
    assert headings(said) == ["Vorab", "Teil A", "Fristen", "Kosten", "Teil B", "Kurse"]
    assert ({section.outcome for section in said.sections}, said.whole) == ({None}, None)
    assert said.method_note == "Grundlage ist Fassung 1; abgestimmt wurde nicht."


def test_the_frame_of_the_draft(cast):
    consultation = closed(cast)
    draft = consultation.statement_draft
    draft.summary, draft.verdict_text, draft.line_numbers = "<p>Kurz <b>gesagt</b>.</p>", "Wir bitten um mehr Zeit.", True
    draft.save_revision().publish()
    consultation.refresh_from_db()
    said = statement_content(consultation)
    assert said.summary == [
        {"type": "paragraph", "content": [
            {"type": "text", "text": "Kurz "}, {"type": "text", "text": "gesagt", "marks": ["strong"]},
            {"type": "text", "text": "."},
        ]}
    ]  # fmt: skip
    assert (said.verdict, said.line_numbers, said.salutation) == (
        "Wir bitten um mehr Zeit.", True, "Sehr geehrte Damen und Herren,",
    )  # fmt: skip


def test_it_is_plain_and_complete(cast):
    consultation = closed(cast)
    said = statement_content(consultation)
    assert content.StatementContent.from_plain(said.to_plain()) == said
    statements.approve(consultation=consultation, by=cast.ada, now=NOW)
    assert statement_content(consultation) == said


def noted(cast, consultation, heading, text, placement, organisation=None) -> None:
    wording = consultation.version.wordings.get(heading=heading) if heading else consultation.version.wordings.get(kind="whole")
    Dissent.objects.create(
        consultation=consultation, section=wording.section, organisation=organisation or cast.cedar, text=text,
        placement=placement, actor=cast.cem.actor.token, submitted_at=NOW,
    )  # fmt: skip


def test_dissenting_notes_stand_where_the_editors_placed_them(cast):
    consultation = closed(cast)
    noted(cast, consultation, "Fristen", "Zu kurz.\n\nViel\nzu kurz.", Placement.BELOW)
    noted(cast, consultation, "Kosten", "Zu teuer.", Placement.ANNEX)
    noted(cast, consultation, "Kurse", "Wir hätten sie gewollt.", Placement.BELOW)  # not adopted: no part of the statement
    noted(cast, consultation, "Kosten", "Ungedruckt.", Placement.NONE, cast.birch)
    noted(cast, consultation, "", "Im Ganzen nicht.", Placement.BELOW)
    said = statement_content(consultation)
    below = {section.heading: [note.by for note in section.dissents] for section in said.sections if section.dissents}
    assert below == {"Fristen": [("Zedernkreis",)]}  # signed, although Cedar is only counted
    note = next(section for section in said.sections if section.dissents).dissents[0]
    assert [len(block["content"]) for block in note.tree] == [1, 3]
    assert [(note.on, note.tree[0]["content"][0]["text"]) for note in said.annex_dissents] == [
        ("4 Kosten", "Zu teuer."), ("6 Kurse", "Wir hätten sie gewollt."),
    ]  # fmt: skip
    assert [note.by for note in said.whole_dissents] == [("Zedernkreis",)]
    assert "Ungedruckt" not in str(said.to_plain())


def test_markup_in_a_note_stays_a_text(cast):
    consultation = closed(cast)
    noted(cast, consultation, "Fristen", "<b>Nein</b> & #nein", Placement.BELOW)
    note = next(section for section in statement_content(consultation).sections if section.dissents).dissents[0]
    assert note.tree[0]["content"] == [{"type": "text", "text": "<b>Nein</b> & #nein"}]
