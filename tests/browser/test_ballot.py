"""The ballot in a browser: as it is opened, and as it comes back when something on it could not be stored."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consultations.actions import votes
from positions.enums import Change
from tests.accounts.looking import troubles
from tests.cast import make_cast
from tests.consultations.factories import issue_version, open_consultation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.promise(9)
def test_nothing_is_wrong_with_the_ballot(reader):
    now = timezone.now()
    cast = make_cast(now=now)
    User.objects.update(language="en")
    opened = open_consultation(now=now, organisations=[cast.birch], sections=4)
    path = reverse("consultations:ballot", args=[opened.consultation.slug])
    answer = votes.Answer(opened.questions[0], "support", opened.wordings[0].digest)
    votes.cast_all(answers=[answer], organisation=cast.birch, by=cast.bea, now=now)
    issue_version(opened, now=now, changes={0: Change.SUBSTANTIVE})
    for person in (cast.bea, cast.bo):
        assert reader(user=person, language="en").troubles(path) == []

    with reader(user=cast.bea, language="en").page(path) as page:
        asked = page.locator("main form section.section")
        asked.nth(1).locator("input[value=reject]").check()
        asked.nth(2).locator("textarea").fill("Zu wenig Stellen.")
        asked.nth(3).locator("input[value=support]").check()
        issue_version(opened, now=now, changes={3: Change.SUBSTANTIVE}, left_out=(2,))
        page.get_by_role("button", name="Store all votes").click()
        assert page.get_by_role("alert").locator("a").count() == 3
        gone = page.get_by_role("region", name="Not on the ballot any more")
        assert gone.locator("textarea").input_value() == "Zu wenig Stellen."
        assert troubles(page) == []
        opened.consultation.phases.filter(kind="vote").update(closes_at=now)
        page.get_by_role("button", name="Store all votes").click()
        page.get_by_role("button", name="Send it again").wait_for()
        sections = ["1 Forderung 1", "2 Forderung 2", "4 Forderung 4"]
        assert page.locator(".givenback h2").all_text_contents() == sections
        assert troubles(page) == []
