"""The rows behind the keys of `demo.federation`."""

from dataclasses import dataclass

from accounts.models import Organisation, User


@dataclass(frozen=True)
class Cast:
    organisations: dict[str, Organisation]
    users: dict[str, User]
