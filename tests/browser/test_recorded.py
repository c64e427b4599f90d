"""Votes that the office recorded, in a browser: to be confirmed or revoked, and when none waits any more."""

import pytest
from django.utils import timezone

from accounts.models import User
from consultations.actions import office, votes
from consultations.models import Vote
from tests.cast import make_cast
from tests.consultations.factories import open_consultation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.promise(9)
def test_nothing_is_wrong_with_what_the_office_recorded(reader):
    now = timezone.now()
    cast = make_cast(now=now)
    User.objects.update(language="en")
    opened = open_consultation(now=now, organisations=[cast.birch, cast.cedar])
    answers = [
        votes.Answer(question, "reservations", wording.digest, "Zu wenig Stellen, und bei uns im Landkreis gar keine.")
        for question, wording in zip(opened.questions[:2], opened.wordings[:2], strict=True)
    ]
    office.record_votes(answers=answers, organisation=cast.birch, caller="Bea", by=cast.ada, now=now)
    path = f"{opened.consultation.get_absolute_url()}vermerke/"
    for person in (cast.bea, cast.bo, cast.cem):
        assert reader(user=person, language="en").troubles(path) == []
    with reader(user=cast.bea, language="en", script=False).page(path, width=360) as page:
        page.get_by_role("button", name="Confirm 1 Forderung 1").press("Enter")
        page.get_by_role("button", name="Revoke 2 Forderung 2").press("Enter")
        page.get_by_text("Nothing waits for you here.").wait_for()
    assert Vote.objects.get().basis == "delegated"
