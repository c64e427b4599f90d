from .organisations import FederationProfile, Invitation, Membership, Organisation, OrganisationKind, Role
from .people import Actor, User

__all__ = [
    "Actor",
    "FederationProfile",
    "Invitation",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "Role",
    "User",
]
