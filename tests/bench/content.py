"""What is measured on: a paper of 40 sections and about 125 kB, 2,000 comments, 500 organisations that have voted.

The planner has seen the tables (ANALYZE), as a running server's autovacuum sees to.
"""

from dataclasses import dataclass
from functools import cache

from django.db import connection
from django.utils import timezone
from wagtail.models import Site

from accounts.models import Membership, Organisation, Role, User
from consultations.enums import Visibility
from tests.bench.yardstick.models import PlainPaper
from tests.consultations import factories

SECTIONS = 40
PARAGRAPHS = 21  # about 3.1 kB a section
COMMENTS = 2_000
ORGANISATIONS = 500
DELEGATES = 5


@dataclass(frozen=True)
class World:
    opened: factories.Opened
    organisations: list[Organisation]
    delegates: list[User]  # of the first organisations
    plain: PlainPaper

    @property
    def address(self) -> str:
        return self.opened.consultation.get_absolute_url()


def organisations(count: int, prefix: str) -> list[Organisation]:
    return Organisation.objects.bulk_create(
        Organisation(name=f"Verein {prefix} {number}", slug=f"{prefix}-{number}") for number in range(count)
    )


def delegate_of(organisation: Organisation) -> User:
    user = User.objects.create_user(f"{organisation.slug}@example.org", name=organisation.name)
    Membership.objects.create(user=user, organisation=organisation, role=Role.DELEGATE)
    return user


def consultation(*, sections: int, comments: int, voters: int, prefix: str, paragraphs: int = PARAGRAPHS) -> tuple:
    """A public consultation in its vote, of the size asked for; and its organisations, who have all voted."""
    now = timezone.now()
    members = organisations(voters, prefix)
    opened = factories.open_consultation(
        now=now,
        organisations=members,
        sections=sections,
        paragraphs=paragraphs,
        title=f"Messpapier {prefix}",
        visibility=Visibility.PUBLIC,
    )
    factories.fill_votes(opened, members, now=now)
    factories.fill_comments(opened, members, count=comments, now=now)
    return opened, members


@cache
def world() -> World:
    """The content of the yardsticks, made once a run."""
    opened, members = consultation(sections=SECTIONS, comments=COMMENTS, voters=ORGANISATIONS, prefix="gross")
    home = Site.objects.get(is_default_site=True).root_page
    plain = home.add_child(
        instance=PlainPaper(
            title=opened.consultation.title,
            slug="plain",
            sections=[("section", {"heading": wording.heading, "body": wording.html}) for wording in opened.wordings],
        )
    )
    delegates = [delegate_of(member) for member in members[:DELEGATES]]
    analyse()
    return World(opened=opened, organisations=members, delegates=delegates, plain=plain)


def analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
