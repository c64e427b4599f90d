"""What the journeys rely on: the running product with its people, who read English but for Emil."""

import pytest
from django.utils import timezone

from accounts.actions import staff
from accounts.models import Membership, Organisation, Role, User
from consultations.actions import consultations
from consultations.models import Consultation
from consultations.phases import PhaseKind

from ..admin_site import _templates_of_wagtail  # noqa: F401  (journeys pass through the admin)
from ..consultations import building
from .walking import Walker


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def people(cast):
    """The cast; and Ella, who votes for Elm, so that a vote can be lost."""
    staff.prepare()  # the rights in the page tree, which a test before this one may have emptied
    for person in (person for person in cast.everyone().values() if person.pk):
        person.language = "de" if person == cast.emil else "en"
        person.save(update_fields=["language"])
    cast.elm = Organisation.objects.create(name="Ulmenhaus", slug="elm", region="Nord", phone="0361 3")
    cast.ella = User.objects.create_user("ella@example.org", name="Ella", language="en")
    Membership.objects.create(user=cast.ella, organisation=cast.elm, role=Role.DELEGATE)
    return cast


@pytest.fixture
def opened(people, now) -> Consultation:
    """A consultation of Birch and Elm on two short sections, opened by the real action, in its vote."""
    during = [(PhaseKind.VOTE, -building.HOUR, building.HOUR)]
    made = building.consultation(now=now, timetable=during, title="Abschlüsse anerkennen")
    for organisation in (people.birch, people.elm):
        made.participations.create(organisation=organisation)
    return consultations.open_(consultation=made, by=people.ada, now=now)


@pytest.fixture
def walker(stack):
    """`walker.comes_in(person)`, `walker.is_in(person)`: see `tests.journeys.walking`."""
    return Walker(stack)
