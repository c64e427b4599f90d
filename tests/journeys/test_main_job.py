"""The main job, end to end, on a real text: imported, put to the vote, concluded, compiled, issued, downloaded."""

import re
from datetime import timedelta
from hashlib import sha256
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone, translation
from django.utils.translation import gettext
from pdfminer.high_level import extract_text

from consultations.actions import consultations
from consultations.enums import Result
from consultations.models import Consultation, Outcome, Vote, VoteEntry
from positions.models import Statement, StatementDraft
from tests.positions.importing.source import REAL_TEXT

from . import desk
from .paper import discussion, fills_ballot, section, sends_comment, vote_line, votes, writes
from .walking import PHONE, path_of, text_of

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

TITLE = "Integrationskurse für alle"
FOURTH = "§ 4 Teilnahmeberechtigung"
FIFTH = "§ 5 Zulassung zum Integrationskurs"


def test_from_the_ministrys_letter_to_the_issued_statement(walker, people, tmp_path):
    ada = walker.comes_in(people.ada, "/admin/")
    understood = imports_and_opens(ada, people)
    consultation = Consultation.objects.get()

    link = is_told(walker, people)
    bea = walker.comes_in(people.bea, link, **PHONE)
    comments_and_votes(bea, understood)
    others_join_in(walker, people, link)
    is_one_row_with_its_history(consultation)

    closes_by_the_clock(walker, consultation, late=bea)
    adopted = outcomes_are_shown(bea, link, consultation)

    page = statement_is_issued(walker, people, ada)
    issued_files_are_the_record(walker, people, page, adopted, tmp_path)


def imports_and_opens(ada, people) -> list[tuple[str, str]]:
    understood = desk.imports(ada, REAL_TEXT)
    assert (len(understood), understood[3][0]) == (33, "§ 1 Durchführung der Integrationskurse")
    assert {kind for heading, kind in understood if heading.startswith("§")} == {"text"}
    assert {kind for heading, kind in understood if heading.startswith("Abschnitt")} == {"heading"}
    desk.prepares_consultation(
        ada,
        invites=[people.birch, people.elm],
        title=TITLE,
        what="Das Ministerium will die Kurse neu ordnen.",
        level="federal",
        body="Ministerium für Soziales",
        bill_title="Zweite Verordnung zur Änderung der Integrationskursverordnung",
        file_reference="MI1-20104/15#3",
    )
    desk.does(ada, "Open now")
    return understood


def is_told(walker, people) -> str:
    """One mail each in the reader's language, to those invited only. Returns the path it leads to."""
    for person, language in ((people.bea, "en"), (people.emil, "de")):
        walker.stack.wait_for(lambda to=person: walker.mails_about(to, TITLE))
        with translation.override(language):
            expected = gettext("New consultation: %(title)s") % {"title": TITLE}
        assert [mail["Subject"] for mail in walker.mails_about(person, TITLE)] == [expected]
    assert walker.mails(people.cem) == []
    [mail] = walker.mails_about(people.bea, TITLE)
    return re.search(rf"{re.escape(walker.stack.url)}(/beteiligungen/\S+)", text_of(mail))[1]


def comments_and_votes(bea, understood) -> None:
    for heading, _ in understood[1:]:
        assert bea.get_by_role("heading", name=heading).count() >= 1, heading
    link = path_of(bea)
    discussion(bea, FOURTH).locator("summary").click()
    writes(bea, "Auch Geduldete brauchen einen Platz.")

    bea.goto(bea.url.split("/beteiligungen/")[0] + link)
    votes(bea, FOURTH, "support")
    bea.get_by_role("status").wait_for()
    votes(bea, FOURTH, "concerns", "Zu wenige Plätze.")
    vote_line(bea, FOURTH).locator("b", has_text="With concerns").wait_for()

    bea.get_by_role("link", name="Vote on everything on one page").click()
    asked = fills_ballot(bea, "support")
    assert asked == sum(kind == "text" for _, kind in understood) + 1


def others_join_in(walker, people, link) -> None:
    bo = walker.is_in(people.bo, link)
    vote_line(bo, FOURTH).locator("summary").click()
    sentence = "For Birkenverein its delegates and deputies vote. Your role there: Reader."
    assert vote_line(bo, FOURTH).locator("p").first.inner_text() == sentence
    assert bo.locator("main input[type=radio]").count() == 0

    emil = walker.is_in(people.emil, link)
    discussion(emil, FIFTH).locator("summary").click()
    sends_comment(emil, "Fünf Jahre sind zu lang.")
    emil.get_by_text("Ihr Kommentar wartet im Raum Ihrer Organisation").wait_for()
    bea = walker.is_in(people.bea, f"{link}raum/")
    bea.locator("summary", has_text="Submit, merge or reject the draft by Emil").click()
    bea.get_by_role("button", name="Submit for Birkenverein").click()
    bea.goto(f"{walker.stack.url}{link}")
    discussion(bea, FIFTH).locator("summary").click()
    bea.get_by_text("Fünf Jahre sind zu lang.").wait_for()

    farid = walker.is_in(people.farid, link, **PHONE)
    votes(farid, FOURTH, "reservations", "Die Frist ist zu kurz.")
    vote_line(farid, FOURTH).locator("b", has_text="With reservations").wait_for()

    ella = walker.is_in(people.ella, f"{link}abstimmen/")
    fills_ballot(ella, "reject", only=[FOURTH, FIFTH], reason="Das lehnen wir ab.")


def is_one_row_with_its_history(consultation) -> None:
    """Promise 2: Bea's two answers and Farid's, who stands in for her, are one vote of Birch."""
    birch = {"question__consultation": consultation, "organisation__slug": "birch"}
    fourth = {**birch, "question__section__wordings__heading": FOURTH}
    assert Vote.objects.filter(**birch).count() == consultation.questions.count()
    assert Vote.objects.get(**fourth).choice == "reservations"
    entries = VoteEntry.objects.filter(**fourth).order_by("pk")
    assert [entry.choice for entry in entries] == ["support", "concerns", "reservations"]
    assert len({entry.actor for entry in entries}) == 2


def closes_by_the_clock(walker, consultation, *, late) -> None:
    """Too late is too late at once, with the scheduler still asleep; then it wakes and closes."""
    phase, now = consultation.phases.get(kind="vote"), timezone.now()
    end = now + timedelta(seconds=2)
    consultations.move_phase(phase=phase, opens_at=phase.opens_at, closes_at=end, by=None, now=now, reason="Frist verkürzt")
    vote_line(late, FIFTH).locator("summary").click()
    walker.stack.wait_for(lambda: timezone.now() > end)
    vote_line(late, FIFTH).locator("button[type=submit]").click()
    assert late.locator(".lede").inner_text().startswith("The vote closed on ")

    walker.stack.tick("consultations.advance")
    walker.stack.wait_for(lambda: Consultation.objects.filter(closed_at__isnull=False).exists())


def outcomes_are_shown(page, link, consultation) -> list[str]:
    """Everyone who reads the paper reads what came out. Returns the headings of what was adopted, in order."""
    page.goto(page.url.split("/beteiligungen/")[0] + link)
    assert "Not adopted: 0 of 2 votes cast" in section(page, FOURTH).locator(".carried").inner_text()
    assert "Not adopted: 1 of 2 votes cast" in section(page, FIFTH).locator(".carried").inner_text()
    assert page.locator("main input[type=radio]").count() == 0
    adopted = Outcome.objects.filter(question__consultation=consultation, question__kind="section", result=Result.ADOPTED)
    wordings = consultation.paper.versions.get().wordings.filter(section__questions__outcome__in=adopted)
    headings = list(wordings.order_by("position").values_list("heading", flat=True))
    assert page.locator(".carried b", has_text="Adopted: 1 of 1").count() == len(headings) + 1  # and the paper as a whole
    return headings


def every_contribution_is_answered(ada) -> None:
    """Promise 5: while answers are missing there is nothing to issue; the register is worked through first."""
    statement_page = ada.url
    ada.get_by_text("2 contributions have no answer yet.").first.wait_for()
    assert ada.get_by_role("button", name="Compile and issue").count() == 0
    ada.get_by_role("link", name="To the register").click()
    for number in (1, 2):
        ada.locator(f"input[name=nr][value='{number}']").check()
    ada.locator("select[name=decision]").select_option("noted")
    ada.locator("textarea[name=reason]").fill("Das nehmen wir in die Anhörung mit.")
    ada.locator("button[name=do][value=decide]").click()
    ada.get_by_text("2 contributions are answered.").wait_for()
    ada.goto(statement_page)


def statement_is_issued(walker, people, ada):
    ada.get_by_role("link", name="Consultations").first.click()
    ada.get_by_role("link", name=TITLE).first.click()
    desk.hands_in(ada, verdict_text="Wir stimmen zu, mit zwei Ausnahmen.")
    gul = walker.comes_in(people.gul, "/admin/")
    title = StatementDraft.objects.get().title
    desk.approves(gul, title)

    ada.get_by_role("link", name=title).click()
    ada.get_by_role("link", name="Compile and issue").click()
    every_contribution_is_answered(ada)
    ada.get_by_role("button", name="Compile and issue").click()
    walker.stack.wait_for(lambda: Statement.objects.first(), seconds=60)
    ada.get_by_role("link", name=str(Statement.objects.get())).wait_for()  # the page looks again by itself

    [mail] = walker.stack.wait_for(lambda: [mail for mail in walker.mails(people.bea) if "/stellungnahmen/" in text_of(mail)])
    assert walker.mails(people.cem) == []
    link = re.search(rf"{re.escape(walker.stack.url)}(/stellungnahmen/\S+)", text_of(mail))[1]
    return walker.is_in(people.bea, link, **PHONE)


def issued_files_are_the_record(walker, people, page, adopted, tmp_path) -> None:
    statement = Statement.objects.get()
    files = {}
    for name in statement.files.values_list("name", flat=True):
        with page.expect_download() as download:
            page.locator(f"a[href$='{name}']").first.click()
        files[name.rpartition(".")[2]] = download.value.path()
    assert set(files) == {"pdf", "docx", "html"}

    says_in_order(files["pdf"], adopted)
    for format, file in files.items():
        exported = tmp_path / format
        call_command("export_statement", statement.number, format=format, output=exported, stdout=StringIO())
        assert exported.read_bytes() == file.read_bytes()
        assert sha256(exported.read_bytes()).hexdigest() in page.content().replace(" ", "")


def says_in_order(pdf, adopted: list[str]) -> None:
    """The headings of what was adopted, one after the other, each with its tally in the margin; and nobody's name."""
    text = re.sub("\xad ?", "", " ".join(extract_text(pdf).split()))
    place = 0
    for heading in adopted:
        place = text.index(heading, place + 1)
    assert text.count("1 von 1 trägt diesen Abschnitt.") == len(adopted)
    assert len(re.findall(r"Nicht angenommen\b", text)) == 2  # in the table of the annex
    assert not re.search(r"\b(Bea|Farid|Ella|Emil|Ada)\b", text)
