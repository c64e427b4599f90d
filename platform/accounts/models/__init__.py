from .organisations import FederationProfile, Invitation, Membership, Organisation, OrganisationKind, Role
from .people import Actor, Consent, User

__all__ = [
    "Actor",
    "Consent",
    "FederationProfile",
    "Invitation",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "Role",
    "User",
]
