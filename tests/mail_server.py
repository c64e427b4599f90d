"""A real mail server that keeps what it accepts."""

import socket
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller


class MailServer:
    """Accepts mail, unless `answers` holds something else to say to the next recipients."""

    def __init__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.mails = []  # (recipient, bytes)
        self.answers = []
        self.connections = 0
        self._controller = None

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        self.connections += 1
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.answers:
            return self.answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.mails.extend((recipient, envelope.content) for recipient in envelope.rcpt_tos)
        return "250 Accepted"

    def start(self):
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def to(self, address):
        """The mails this recipient was sent, parsed."""
        return [message_from_bytes(data, policy=default) for recipient, data in self.mails if recipient == address]

    def stop(self):
        if self._controller:
            self._controller.stop()
            self._controller = None
