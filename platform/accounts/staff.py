"""Who may open the admin, and what they may do there: two groups, filled from the federation's roles.

A table of names, so that this app needs to know none of the apps above it. What actions own (votes, records, versions,
statements) can be looked at and never typed in; nobody but a platform administrator publishes a statement draft past the board.
"""

from .models import Role

EDITORS = "Redaktion"
BOARD = "Vorstand"
GROUP_OF_ROLE = {Role.EDITOR: EDITORS, Role.BOARD: BOARD}

READING = frozenset(
    {
        "wagtailadmin.access_admin",
        "accounts.view_organisation",
        "consultations.view_consultation",
        "positions.view_paper",
        "positions.view_statement",
        "positions.view_statementdraft",
        "positions.view_version",
    }
)
PERMISSIONS: dict[str, frozenset[str]] = {
    EDITORS: READING
    | {
        "accounts.add_invitation",
        "accounts.add_membership",
        "accounts.add_organisation",
        "accounts.change_federationprofile",
        "accounts.change_membership",
        "accounts.change_organisation",
        "accounts.delete_invitation",
        "accounts.view_invitation",
        "accounts.view_membership",
        "accounts.view_user",
        "consultations.add_consultation",
        "consultations.add_standardreason",
        "consultations.change_consultation",
        "consultations.change_standardreason",
        "consultations.delete_consultation",
        "consultations.delete_standardreason",
        "consultations.view_standardreason",
        "notifications.view_message",
        "positions.add_paper",
        "positions.change_statementdraft",
        "positions.lock_statementdraft",
        "positions.unlock_statementdraft",
    },
    BOARD: READING,
}
PAGE_PERMISSIONS: dict[str, tuple[str, ...]] = {
    EDITORS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
}
COLLECTION_PERMISSIONS: dict[str, tuple[str, ...]] = {
    EDITORS: ("add_document", "change_document", "choose_document", "add_image", "change_image", "choose_image"),
}

# What is attached under the seal of confidentiality; only the two groups may open a file of it.
CONFIDENTIAL_COLLECTION = "Vertraulich"

APPROVAL = "Freigabe durch den Vorstand"
APPROVED_MODEL = ("positions", "statementdraft")
