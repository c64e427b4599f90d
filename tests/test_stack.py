"""The stack that journeys run on is a real one: whatever a page asks for is done by a worker, and mail leaves the house."""

import pytest
from django.utils import timezone

from consultations.actions import consultations
from notifications.models import Message, MessageState
from tests.consultations.building import consultation

pytestmark = pytest.mark.journey


def test_what_happens_is_told_by_the_worker_over_the_mail_server(stack, cast):
    now = timezone.now()
    about_courses = consultation(now=now, title="Kurse")
    about_courses.participations.create(organisation=cast.birch)

    consultations.open_(consultation=about_courses, by=cast.ada, now=now)

    stack.wait_for(lambda: stack.mail.to("bea@example.org"))
    stack.wait_for(lambda: not Message.objects.exclude(state=MessageState.SENT).exists())
    [mail] = stack.mail.to("bea@example.org")
    assert "Kurse" in mail["Subject"]
    assert stack.mail.to("cem@example.org") == []


def test_the_browser_sees_the_site_without_a_complaint(stack):
    page = stack.window("/anmelden/")
    assert page.locator("h1").count() == 1
