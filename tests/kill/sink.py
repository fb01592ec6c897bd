"""A mail server that keeps what it gets, and can kill who sends it at a bad moment."""

import asyncio
import email
import os
import random
import signal
import socket
import threading
from dataclasses import dataclass
from email import policy

from aiosmtpd.controller import Controller
from icalendar import Calendar


@dataclass(frozen=True)
class Received:
    to: str
    message_id: str
    worker: int
    calendar: tuple = ()


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def parsed(content, worker):
    message = email.message_from_bytes(content, policy=policy.default)
    calendar = ()
    for part in message.walk():
        if part.get_content_type() == "text/calendar":
            event = Calendar.from_ical(part.get_content()).walk("VEVENT")[0]
            calendar = (part.get_param("method"), str(event["UID"]), int(event["SEQUENCE"]))
    return Received(str(message["To"]), str(message["Message-ID"]), worker, calendar)


class Sink:
    """Takes every mail. ``aim(moment)`` lets the worker that sends next be killed: "before" it has its answer, or
    some milliseconds "after", while it notes it. ``hit`` is set when that is done."""

    def __init__(self, delay=0.0):
        self.received, self.killed, self.delay = [], [], delay
        self.hit = threading.Event()
        self._moment = None
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port())

    def __enter__(self):
        self._controller.start()
        return self

    def __exit__(self, *_):
        self._controller.stop()

    @property
    def port(self):
        return self._controller.port

    def aim(self, moment):
        self.hit.clear()
        self._moment = moment

    def _kill(self, worker):
        os.kill(worker, signal.SIGKILL)
        self.killed.append(worker)
        self.hit.set()

    async def handle_DATA(self, server, session, envelope):
        name = session.host_name.rpartition("worker-")[2]
        worker = int(name) if name.isdigit() else 0
        self.received.append(parsed(envelope.content, worker))
        moment, self._moment = self._moment, None
        if moment == "before":
            self._kill(worker)
        elif moment == "after":
            asyncio.get_running_loop().call_later(random.uniform(0, 0.004), self._kill, worker)
        if self.delay:
            await asyncio.sleep(self.delay)
        return "250 OK"
