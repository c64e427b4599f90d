"""Loading the demo federation: people, papers, consultations in every state. Everything goes through the public actions."""

from datetime import datetime, timedelta
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import translation

from accounts.actions import invitations, memberships, organisations, people
from accounts.models import FederationProfile, Organisation, Role, User
from home.models import HomePage

from . import answers, ballots, discussion, federation, mandates, plans
from .cast import Cast
from .conclusion import conclude
from .proceedings import Stageplay
from .timeline import Timeline

PAPERS = Path(__file__).parent / "papers"
LONG_AGO = timedelta(days=900)


def is_loaded() -> bool:
    return Organisation.objects.exists()


@transaction.atomic
def load(*, now: datetime) -> None:
    """Fill an empty database. All or nothing: an interrupted load leaves it empty."""
    with translation.override("de"):
        _introduce()
        cast = _people(now)
        timeline = Timeline(now)
        answers.keep_reasons()
        _prepare(timeline, cast)
        timeline.play()


def _introduce() -> None:
    """The letterhead and the front page say whose site this is."""
    profile = FederationProfile.load()
    for name, value in federation.PROFILE.items():
        setattr(profile, name, value)
    profile.save()
    front = HomePage.objects.get()
    front.headline, front.lede, front.about = federation.HEADLINE, federation.LEDE, f"<p>{federation.PROFILE['about']}</p>"
    front.save_revision().publish()


def _people(now: datetime) -> Cast:
    begin = now - LONG_AGO
    bodies = {
        body.key: organisations.create(
            name=body.name,
            kind=body.kind,
            region=body.region,
            is_legal_person=body.is_legal_person,
            size=body.size,
            field_of_work=body.field_of_work,
            submits_directly=body.submits_directly,
            votes=body.votes,
            email=f"{body.key}@{federation.MAIL_DOMAIN}",
            joined_on=begin.date(),
            by=None,
            now=begin,
        )
        for body in (federation.FEDERATION, *federation.MEMBERS)
    }
    users = {}
    for person in federation.PEOPLE:
        users[person.key] = user = User.objects.create_user(
            person.email,
            name=person.name,
            language=person.language,
            is_staff=person.is_platform_admin,
            is_superuser=person.is_platform_admin,
        )
        people.give_consent(user=user, now=begin)
        for key, role in person.roles:
            memberships.add(user=user, organisation=bodies[key], role=role, by=None, now=begin, **_period(person, now))
    # One password for all, hashed once: hashing is slow on purpose.
    User.objects.update(password=make_password(federation.PASSWORD))
    invitations.send(
        organisation=bodies["lesesaal"],
        email=f"marta@{federation.MAIL_DOMAIN}",
        name="Marta Silva",
        role=Role.CONTRIBUTOR,
        by=users["ada"],
        now=now - timedelta(days=1),
    )
    return Cast(bodies, users)


def _period(person: federation.Person, now: datetime) -> dict[str, datetime]:
    if person.stands_in:
        return {"valid_from": now - timedelta(days=3), "valid_until": now + timedelta(days=11)}
    if person.has_left:
        return {"valid_from": now - LONG_AGO, "valid_until": now - timedelta(days=365)}
    return {}


def _prepare(timeline: Timeline, cast: Cast) -> None:
    """Put everything that happens in the demo's consultations on the timeline."""
    day = timeline.day
    partnerships = Stageplay(timeline, cast, PAPERS, plans.partnerschaften(day))
    partnerships.discuss(discussion.ON_PARTNERSCHAFTEN)
    partnerships.hold_vote(ballots.PARTNERSCHAFTEN_BALLOTS)
    mandates.dissent(partnerships)
    answers.answer_everything(partnerships)
    conclude(timeline, cast, partnerships)

    authorities = Stageplay(timeline, cast, PAPERS, plans.behoerden(day))
    authorities.discuss(discussion.ON_BEHOERDEN)
    authorities.hold_vote(ballots.BEHOERDEN_BALLOTS)
    timeline.at(timeline.before(3.6), authorities.new_version)
    for part in (mandates.suggest, mandates.hinge, mandates.choose, mandates.confer, mandates.telephone):
        part(authorities)
    answers.answer_some(authorities)

    participation = Stageplay(timeline, cast, PAPERS, plans.teilhabe(day))
    participation.discuss(discussion.ON_TEILHABE)

    house_rules = Stageplay(timeline, cast, PAPERS, plans.hausordnung(day))
    house_rules.discuss(discussion.ON_HAUSORDNUNG)
