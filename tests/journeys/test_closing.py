"""Ada ends a consultation by hand: with a reason, for everyone to see, and nothing typed is lost."""

import pytest

from consultations.models import Consultation, Vote

from .paper import section, vote_line, votes
from .walking import PHONE, sends

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.promise(4)
def test_closed_with_a_reason_it_takes_no_vote_and_shows_what_came_out(walker, people, opened):
    path, first, second = opened.get_absolute_url(), "Fristen", "Kosten"
    bea = walker.is_in(people.bea, path, **PHONE)
    votes(bea, first, "support")
    bea.wait_for_url("**gespeichert=*")
    line = vote_line(bea, second)
    line.locator("summary").click()
    line.locator("label:has(input[value=reject])").click()
    line.locator("textarea").fill("Zwölf Wochen sind zu lang.")

    ada = walker.is_in(people.ada, "/admin/")
    ada.get_by_role("link", name="Consultations").first.click()
    ada.get_by_role("link", name="Abschlüsse anerkennen").first.click()
    ada.get_by_role("link", name="Close now").click()
    answer = sends(ada, ada.get_by_role("button", name="Close now"))
    assert answer.status == 400
    assert "Please say why it is closed now" in ada.locator("main").inner_text()
    assert Consultation.objects.filter(closed_at=None).exists()
    ada.fill("[name=reason]", "Das Ministerium hat die Frist verkürzt.")
    ada.get_by_role("button", name="Close now").click()
    ada.locator(".messages .success").wait_for()

    answer = sends(bea, line.locator("button[type=submit]"))
    assert answer.status == 409
    assert bea.locator(".lede").inner_text().startswith("This consultation is closed since ")
    assert bea.locator("textarea").input_value() == "Zwölf Wochen sind zu lang."
    assert Vote.objects.count() == 1

    bea.get_by_role("link", name="Back to the paper").click()
    bea.goto(walker.stack.url + path)
    assert "Adopted: 1 of 1 votes cast, 1 needed (simple majority)." in section(bea, first).locator(".carried").inner_text()
    assert "Not adopted: nobody voted yes or no." in section(bea, second).locator(".carried").inner_text()
