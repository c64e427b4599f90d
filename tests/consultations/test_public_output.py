"""No person in public (promise 8): a consultation everyone worked in, read at every address and in every file.

Each person has a surname of their own that stands nowhere else. Pages with their titles and headers, tables, the record, the
sitemap, issued files with what they say of themselves, mails and logs: nobody meets a person of another organisation there.
"""

import io
import zipfile
from collections.abc import Iterator
from email.utils import parseaddr
from itertools import product
from uuid import uuid4

import pikepdf
import pytest
from django.core import mail as mailbox
from django.urls import URLResolver, reverse
from django.utils import timezone
from pdfminer.high_level import extract_text

from accounts.models import Actor, User
from consultations import urls
from consultations.actions import (
    comments,
    consultations,
    dissents,
    drafts,
    electorate,
    office,
    register,
    statements,
    straw,
    suggestions,
    votes,
)
from consultations.enums import CommentVisibility, Decision, DraftKind, Naming, Visibility
from consultations.models import Consultation
from consultations.phases import PhaseKind
from consultations.queries.record_sheets import SHEETS
from notifications.actions import messages
from notifications.models import Event, Message, MessageState
from positions.models import Statement

from . import building, recorded

pytestmark = pytest.mark.promise(8)

DAY, HOUR = building.DAY, building.HOUR
BESIDE = ["/", "/sitemap.xml", "/robots.txt", "/impressum/", "/datenschutz/", "/barrierefreiheit/"]


@pytest.fixture
def people(cast):
    for person in cast.everyone().values():
        if person.is_authenticated:
            person.name = f"{person.name} Unverwechselbar{person.pk}x"
            person.save()
    return cast


@pytest.fixture
def now():
    """Hours ago, so that all of it is over when it is read."""
    return timezone.now() - 20 * HOUR


@pytest.fixture
def worked(people, now) -> Consultation:
    """Every kind of contribution, each by somebody, up to the close. Birch wants to be named, Cedar does not."""
    timetable = [(PhaseKind.COMMENT, -HOUR, HOUR), (PhaseKind.VOTE, HOUR, DAY)]
    made = building.consultation(now=now, timetable=timetable, visibility=Visibility.PUBLIC)
    for organisation, naming in ((people.birch, Naming.LISTED), (people.cedar, Naming.COUNTED)):
        made.participations.create(organisation=organisation, naming=naming)
    consultations.open_(consultation=made, by=people.ada, now=now)
    discuss(made, people, now)
    voting = now + 2 * HOUR
    recorded.vote_in(made, people, now=voting)
    again = [recorded.answer(made, 0, "reject", "Zu kurz.")]
    votes.cast_all(answers=again, organisation=people.birch, by=people.farid, now=voting)
    called = {"caller": f"{people.cem.name}, am Telefon", "by": people.ada, "now": voting}
    office.record_votes(answers=[recorded.answer(made, 2, "yes")], organisation=people.cedar, **called)
    electorate.change(consultation=made, organisation=people.cedar, votes=2, reason="Neu.", by=people.ada, now=voting)
    section = made.version.wordings.get(heading="Kosten").section
    note = {"text": "Wir tragen das nicht mit.", "organisation": people.cedar, "by": people.cem}
    dissents.submit(consultation=made, section=section, now=voting, **note)
    deliver(voting)
    return consultations.close(consultation=made, by=people.gul, reason="Eilt.", now=now + 3 * HOUR)


def discuss(made: Consultation, people, now) -> None:
    wording = made.version.wordings.get(heading="Fristen")
    here = {"consultation": made, "section": wording.section, "token": uuid4(), "now": now}
    birch = {"organisation": people.birch, **here}
    first = comments.post(text="Zu lang.", by=people.bea, **birch)
    comments.post(text="Danke.", organisation=people.federation, parent=first, by=people.ada, **here)
    comments.post(text="Unter uns.", visibility=CommentVisibility.ORGANISATION, by=people.emil, **birch)
    suggestions.submit(text="Ein Monat.", by=people.farid, **birch)
    drafts.write(kind=DraftKind.COMMENT, text="Entwurf.", by=people.emil, **birch)
    asked = {"question": made.questions.get(section=wording.section), "organisation": people.birch}
    straw.take(choice="support", digest=wording.digest, by=people.emil, now=now, **asked)


@pytest.fixture
def issued(worked, people, now) -> Statement:
    said = {"decision": Decision.NOTED, "reason": "Das nehmen wir auf."}
    register.decide(contributions=worked.contributions.all(), by=people.ada, now=now + 4 * HOUR, **said)
    deliver(now + 4 * HOUR)
    statements.approve(consultation=worked, by=people.gul, now=now + 4 * HOUR)
    compilation = statements.request(consultation=worked, by=people.ada, now=now + 4 * HOUR)
    return statements.carry_out(compilation=compilation, now=now + 4 * HOUR)


def deliver(now) -> None:
    for event in Event.objects.all():
        messages.expand(event=event, now=now)
    while messages.deliver(now=now):
        pass


def known_to(people) -> dict[str, list[User]]:
    """Of whom each reads a name or may be mailed one: of the people of their own organisation, themselves among them."""
    birch = [people.bea, people.bo, people.emil, people.farid, people.hanna]
    return {"ada": [people.ada, people.gul], "bea": birch, "cem": [people.cem], "nobody": []}


def betrayed(text: str, known=()) -> list[str]:
    """What in this text leads to a person who is not known: surname or address; and whoever's token."""
    strangers = User.objects.exclude(pk__in=[person.pk for person in known])
    names = [part for name, email in strangers.values_list("name", "email") for part in (name.split()[-1], email)]
    tokens = [form for token in Actor.objects.values_list("token", flat=True) for form in (str(token), token.hex)]
    return [word for word in [*names, *tokens] if word in text]


def address_book(patterns=urls.urlpatterns, before=()) -> Iterator[tuple[str, list[str]]]:
    """Every name of the app's addresses, with the arguments it takes."""
    for entry in patterns:
        arguments = [*before, *entry.pattern.converters]
        if isinstance(entry, URLResolver):
            yield from address_book(entry.url_patterns, arguments)
        else:
            yield entry.name, arguments


def addresses(made: Consultation, statement: Statement) -> list[str]:
    """All that the app answers at, and what lies beside it: what is added to the address book is read here, too."""
    values = {
        "key": list(made.paper.identities.values_list("key", flat=True)),
        "name": list(statement.files.values_list("name", flat=True)),
        "pk": [made.drafts.get().pk, *made.comments.values_list("pk", flat=True)],
        "number": list(made.suggestions.values_list("number", flat=True)),
    }
    found = list(BESIDE)
    for name, arguments in address_book():
        slug = statement.slug if name.startswith("statement") else made.slug
        ways = product(*(values.get(argument, [slug]) for argument in arguments))
        found += [reverse(f"consultations:{name}", kwargs=dict(zip(arguments, way, strict=True))) for way in ways]
    record = f"{made.get_absolute_url()}protokoll"
    found += [f"{record}/?frage={question.pk}" for question in made.questions.all()]
    return found + [f"{record}.csv?teil={sheet}" for sheet in SHEETS]


def read(client, address: str) -> str:
    """The whole answer, headers too; of a file its text, and what it says of itself."""
    response = client.get(address)
    body = response.getvalue() if response.streaming else response.content
    return "\n".join([str(response.headers), *said_by(body)])


def said_by(data: bytes) -> list[str]:
    if data.startswith(b"PK"):  # Word
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return [parts.read(name).decode(errors="ignore") for name in parts.namelist()]
    if data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as document:
            itself = [*map(str, document.docinfo.values()), document.Root.Metadata.read_bytes().decode()]
        return [extract_text(io.BytesIO(data)), *itself]
    return [data.decode()]


def test_nobody_reads_of_a_person_of_another_organisation(client, people, worked, issued, caplog):
    everywhere = addresses(worked, issued)
    assert {file.rpartition(".")[2] for file in everywhere if issued.slug in file} >= {"pdf", "docx", "html"}
    for name, known in known_to(people).items():
        client.logout()
        if known:
            client.force_login(getattr(people, name))
        pages = {address: read(client, address) for address in everywhere}
        met = {address: betrayed(page, known) for address, page in pages.items()}
        assert (name, {address: words for address, words in met.items() if words}) == (name, {})
        if name == "bea":  # what the others do not meet was there to be met
            assert [who for who in known if any(who.name in page for page in pages.values())] == [people.bea, people.emil]
    assert betrayed(caplog.text) == []


def test_no_mail_names_a_person_of_another_organisation(people, issued, now, caplog):
    deliver(now + 5 * HOUR)
    assert {event.kind for event in Event.objects.all()} >= {"vote-recorded", "vote-replaced", "statement-issued"}
    assert set(Message.objects.values_list("state", flat=True)) == {MessageState.SENT}
    known = {person.email: people_of(person) for person in User.objects.all()}
    for mail in mailbox.outbox:
        (address,) = (parseaddr(one)[1] for one in mail.to)
        assert (mail.subject, betrayed(mail.message().as_string(), known[address])) == (mail.subject, [])
    assert betrayed(caplog.text) == []


def people_of(person: User) -> list[User]:
    """Everyone in the organisations the person has a role in."""
    return list(User.objects.filter(memberships__organisation__memberships__user=person).distinct())
