"""The people every permission test names, in this order (docs/testing.md says who they are)."""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser

from accounts.actions import staff
from accounts.models import Membership, Organisation, OrganisationKind, Role, User


@dataclass
class Cast:
    ada: User  # runs the secretariat: editor
    bea: User  # votes for Birch: delegate
    bo: User  # may only read for Birch
    cem: User  # votes for Cedar, which is not invited
    dora: User  # platform admin
    emil: User  # drafts for Birch: contributor
    farid: User  # Birch's deputy for two weeks
    gul: User  # sits on the board
    hanna: User  # left Birch last year
    nobody: AnonymousUser
    federation: Organisation
    birch: Organisation
    cedar: Organisation

    def everyone(self) -> dict:
        """Name → person, in the order of the cast."""
        people = (User, AnonymousUser)
        return {
            field.name: getattr(self, field.name) for field in fields(self) if isinstance(getattr(self, field.name), people)
        }


def make_cast(*, now: datetime) -> Cast:
    federation, birch, cedar = Organisation.objects.bulk_create(
        [
            Organisation(name="Netzwerk Probe e. V.", slug="federation", kind=OrganisationKind.FEDERATION, votes=0),
            Organisation(name="Birkenverein", slug="birch", region="Nord", phone="0361 1"),
            Organisation(name="Zedernkreis", slug="cedar", region="Süd", phone="0361 2"),
        ]
    )

    def person(name: str, organisation: Organisation | None = None, role: Role | None = None, **period) -> User:
        user = User.objects.create_user(f"{name.lower().replace('ü', 'ue')}@example.org", name=name)
        if organisation:
            Membership.objects.create(user=user, organisation=organisation, role=role, **period)
        return user

    cast = Cast(
        ada=person("Ada", federation, Role.EDITOR),
        bea=person("Bea", birch, Role.DELEGATE),
        bo=person("Bo", birch, Role.READER),
        cem=person("Cem", cedar, Role.DELEGATE),
        dora=User.objects.create_superuser("dora@example.org", name="Dora"),
        emil=person("Emil", birch, Role.CONTRIBUTOR),
        farid=person("Farid", birch, Role.DEPUTY, valid_from=now - timedelta(days=1), valid_until=now + timedelta(days=13)),
        gul=person("Gül", federation, Role.BOARD),
        hanna=person(
            "Hanna", birch, Role.DELEGATE, valid_from=now - timedelta(days=900), valid_until=now - timedelta(days=365)
        ),
        nobody=AnonymousUser(),
        federation=federation,
        birch=birch,
        cedar=cedar,
    )
    for user in (cast.ada, cast.gul):
        staff.sync(user=user, now=now)
    return cast
