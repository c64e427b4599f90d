"""The record and the dissenting note in a browser: nothing wrong with any page, narrow and wide, light and dark."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consultations.actions import dissents
from tests.cast import make_cast
from tests.consultations import recorded

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.promise(9)
def test_nothing_is_wrong_with_the_record(reader):
    cast = make_cast(now=timezone.now())
    User.objects.update(language="en")
    closed = recorded.closed_one(cast, now=timezone.now() - recorded.DAY)
    record = reverse("consultations:record", args=[closed.slug])
    chosen = f"{record}?frage={closed.questions.order_by('position')[1].pk}"
    for person, path in ((cast.bea, chosen), (None, record), (None, reverse("consultations:record_help"))):
        assert reader(user=person, language="en").troubles(path) == []


@pytest.mark.promise(9)
def test_a_note_is_submitted_with_the_keyboard(reader):
    now = timezone.now()
    cast = make_cast(now=now)
    User.objects.update(language="en")
    consultation = recorded.open_one(cast, now=now)
    section = consultation.questions.first().section
    path = reverse("consultations:section", args=[consultation.slug, section.key])
    with reader(user=cast.bea, language="en", script=False).page(path, width=360) as page:
        page.locator("#sondervotum summary").press("Enter")
        page.locator("#note-text").focus()
        page.keyboard.type("Wir tragen das nicht mit.")
        page.locator("button", has_text="Submit the note").press("Enter")
        page.wait_for_url(f"**{path}#sondervotum")
    common = {"consultation": consultation, "section": section, "organisation": cast.birch}
    assert consultation.dissents.get().text == "Wir tragen das nicht mit."
    assert reader(user=cast.bea, language="en").troubles(path) == []
    dissents.withdraw(by=cast.bea, now=timezone.now(), **common)
