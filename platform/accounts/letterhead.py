"""The federation's name and address as every page shows them: kept in the cache, dropped when the profile is saved."""

from dataclasses import dataclass

from django.core.cache import cache

from notifications.letterhead import Letterhead as MailLetterhead

from .models import FederationProfile
from .models.organisations import LETTERHEAD_KEY


@dataclass(frozen=True)
class Letterhead:
    name: str
    claim: str
    address: str  # on one line


def letterhead() -> Letterhead:
    """The profile's public lines; those of an untouched profile if none was saved yet."""
    kept = cache.get(LETTERHEAD_KEY)
    if kept is None:
        kept = of(FederationProfile.objects.order_by("pk").first() or FederationProfile())
        cache.set(LETTERHEAD_KEY, kept, timeout=None)
    return kept


def of(profile: FederationProfile) -> Letterhead:
    lines = [line.strip().rstrip(",") for line in profile.address.splitlines() if line.strip()]
    return Letterhead(profile.name, profile.claim, ", ".join(lines))


def of_mails() -> MailLetterhead:
    """What stands at the head and the foot of every mail."""
    ours = letterhead()
    return MailLetterhead(name=ours.name, line=f"{ours.name}, {ours.address}" if ours.address else ours.name)
