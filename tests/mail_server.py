"""A mail server on a socket of this machine, which takes, refuses or drops mail as a test says."""

import contextlib
import socketserver
import threading
from email import message_from_bytes, policy


class Session(socketserver.StreamRequestHandler):
    """Enough of SMTP for Django's backend."""

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self):
        self.say("220 ready")
        while line := self.rfile.readline():
            word = line.split(b" ")[0].strip().upper().decode()
            if word == "QUIT":
                self.say("221 bye")
                return
            if not getattr(self, word.lower(), self.other)(line):
                return

    def other(self, line):
        self.say("250 ok")
        return True

    def rcpt(self, line):
        self.say(self.server.rcpt_answer)
        return True

    def data(self, line):
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line)
        if self.server.drops:
            return False
        if self.server.data_answer.startswith("250"):
            self.server.taken.append(message_from_bytes(b"".join(lines), policy=policy.default))
        self.say(self.server.data_answer)
        return True


class MailServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Session)
        self.taken = []
        self.rcpt_answer = self.data_answer = "250 ok"
        self.drops = False

    @property
    def port(self):
        return self.server_address[1]


@contextlib.contextmanager
def running_mail_server():
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
