from .organisations import FederationProfile, Field, Invitation, Membership, Organisation, OrganisationKind, Role, Size
from .people import Actor, Consent, User

__all__ = [
    "Actor",
    "Consent",
    "FederationProfile",
    "Field",
    "Invitation",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "Role",
    "Size",
    "User",
]
