"""One's own account in the admin: how the admin looks. Name, language and address are kept on the site's own page."""

from wagtail.admin.views.account import AccountView, LocaleSettingsPanel, NameEmailSettingsPanel

ELSEWHERE = (LocaleSettingsPanel, NameEmailSettingsPanel)


class AdminAccountView(AccountView):
    def get_panels(self):
        return [panel for panel in super().get_panels() if not isinstance(panel, ELSEWHERE)]
