from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in as we want it: nobody signs up by themselves; mails go through the outbox."""

    def is_open_for_signup(self, request):
        return False
