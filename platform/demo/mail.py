from django.core.mail.backends.locmem import EmailBackend


class CaughtMailBackend(EmailBackend):
    pass
