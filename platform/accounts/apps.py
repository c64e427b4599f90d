from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save, pre_save
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    """Who you are and for whom you speak."""

    name = "accounts"
    default = True

    def ready(self):
        from notifications import letterhead as mails  # models are loaded only now

        from . import (
            notices,  # noqa: F401  registers its kinds
            receivers,
        )
        from .letterhead import of_mails

        post_migrate.connect(receivers.prepare_staff, sender=self)
        pre_save.connect(receivers.follow_person, sender="wagtailusers.UserProfile")
        post_save.connect(receivers.follow_language, sender="accounts.User")
        mails.provide(of_mails)


class PeopleInAdminConfig(WagtailUsersAppConfig):
    """Wagtail's place for people, with our pages in it."""

    user_viewset = "accounts.admin.people.PersonViewSet"
