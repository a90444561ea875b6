"""Something a person wants passed on, as it is kept until it is certain for whom."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from bot.flows.engine.telling import Telling
from bot.words.matches import OF_A_PART, Relayed, Tie
from bot.words.messages import Address, Attachment, Command, Content, Json, LocationShared, Typed


@dataclass(frozen=True, slots=True)
class Said:
    """`kind` is "text", "location", or the kind of an attachment. `channel` and `chat` are where it was said, `own` the
    platform's reference to that message. `answers` and `answers_ours` say which message at the partner's it answers, as
    in `Place`."""

    kind: str
    text: str = ""
    channel: str = ""
    chat: str = ""
    own: str = ""
    file: str = ""
    media_type: str = ""
    latitude: float = 0.0
    longitude: float = 0.0
    answers: str = ""
    answers_ours: int = 0

    @property
    def at(self) -> Address:
        """Where it was said."""
        return Address(self.channel, self.chat)

    def as_json(self) -> Json:
        """As it is kept in a run."""
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def read(cls, kept: Json) -> Said | None:
        """What was kept; None where it is none of these."""
        if not isinstance(kept, dict) or not isinstance(kept.get("kind"), str):
            return None
        return cls(**kept)  # type: ignore[arg-type]

    def pointing(self, telling: Telling, tie: Tie) -> Said:
        """With the message it answers, as the partner knows it."""
        answered = telling.scene.thread.answered if telling.scene.thread else None
        if answered is None or answered.match != tie.match.id:
            return self
        if answered.sender == telling.person.id:
            return replace(self, answers_ours=answered.delivery)
        return replace(self, answers=_at_partner(answered, tie))


def said_in(telling: Telling, content: Content) -> Said | None:
    """What can be passed on of what someone sent; None where nothing can."""
    inbound = telling.inbound
    if inbound is None:
        return None
    here = Said("", channel=inbound.address.channel, chat=inbound.address.id, own=inbound.own or "")
    match content:
        case Typed(text=text):
            return replace(here, kind="text", text=text)
        case Command(name=name, argument=argument):
            return replace(here, kind="text", text=f"/{name} {argument}".strip())
        case LocationShared() | Attachment(kind="location"):
            return replace(here, kind="location", latitude=content.latitude, longitude=content.longitude)
        case Attachment(kind=kind, caption=caption, file=file, media_type=media_type):
            return replace(here, kind=kind, text=caption, file=file, media_type=media_type)
        case _:
            return None


def _at_partner(answered: Relayed, tie: Tie) -> str:
    """The partner's own message that was answered; of no use where they are somewhere else by now."""
    return answered.source.removesuffix(OF_A_PART) if answered.at == tie.address else ""
