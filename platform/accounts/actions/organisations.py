"""The federation's members as bodies. None is deleted: what it voted stays its own."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from wagtail.log_actions import log

from ..models import Organisation, OrganisationKind, User

GERMAN_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
WITHOUT_VOTE = frozenset({OrganisationKind.SUPPORTER, OrganisationKind.FEDERATION})


@transaction.atomic
def create(*, name: str, by: User | None, now: datetime, **fields: Any) -> Organisation:
    """A new organisation, its address part made from its name unless given. ValidationError names the fields at fault."""
    fields.setdefault("slug", free_slug(name))
    if fields.get("kind") in WITHOUT_VOTE:
        fields["votes"] = 0
    organisation = Organisation(name=name, **fields)
    organisation.full_clean()
    organisation.save()
    log(instance=organisation, action="wagtail.create", user=by)
    return organisation


@transaction.atomic
def update(*, organisation: Organisation, by: User | None, now: datetime, **fields: Any) -> Organisation:
    """Change what is given. Votes count from the next consultation that opens. ValidationError names the fields at fault."""
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    for name, value in fields.items():
        setattr(organisation, name, value)
    if organisation.kind in WITHOUT_VOTE:
        organisation.votes = 0
    organisation.full_clean()
    organisation.save()
    log(instance=organisation, action="wagtail.edit", user=by)
    return organisation


def free_slug(name: str) -> str:
    """An address part nobody has yet: „Frauenkreis Süd e. V.“ becomes frauenkreis-sued-e-v, or frauenkreis-sued-e-v-2."""
    stem = slugify(name.translate(GERMAN_LETTERS))[:70] or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(slug for slug in numbered if slug not in taken)
