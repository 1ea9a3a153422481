"""The roadshows of the demonstration: one that is over, drawn and voted on, and one whose list is still open."""

import datetime as dt

from competition.loading import cleaned
from matchmaking import pitching, voting
from matchmaking.illustrative import SEED, points
from matchmaking.models import PartyState, Pitch, Roadshow, Vote

PITCHES = 6
WORDS = {
    "title_en": "Roadshow (illustrative)",
    "title_zh_hans": "路演（示例）",
    "rule_en": "Invented for the demonstration: the number that the audience calls out when the doors open.",
    "rule_zh_hans": "为演示而虚构：开场时由现场观众报出的数字。",
}


def announced(day, starts_at, at, writer, **values):
    """A roadshow of the first ventures of a day, whose rule is public."""
    roadshow = cleaned(Roadshow(day=day, starts_at=starts_at, **WORDS, **values))
    ventures = day.ventures.filter(state=PartyState.ADMITTED).order_by("pk")[:PITCHES]
    writer.add(Pitch, [Pitch(roadshow=roadshow, venture=venture) for venture in ventures])
    return pitching.announce(roadshow, by=None, at=at)


def over(day, starts_at, writer):
    """A roadshow that was drawn and has taken place, with its results."""
    closes_at = starts_at + dt.timedelta(hours=2)
    at = starts_at - dt.timedelta(days=2)
    roadshow = announced(day, starts_at, at, writer, votes_open_at=starts_at, votes_close_at=closes_at)
    if not roadshow.pitches.exists():
        return
    pitching.close(roadshow, by=None, at=starts_at - dt.timedelta(days=1))
    pitching.draw(roadshow, str(SEED), by=None, at=starts_at - dt.timedelta(hours=1))
    pitches = list(roadshow.pitches.order_by("place"))
    for number, pitch in enumerate(pitches):
        begins = starts_at + number * roadshow.turn
        pitching.start(pitch, by=None, at=begins)
        pitching.ask(pitch, by=None, at=begins + roadshow.pitch_lasts)
        pitching.stop(pitch, by=None, at=begins + roadshow.pitch_lasts + roadshow.questions_last)
    vote(roadshow, pitches, closes_at - dt.timedelta(minutes=5), writer)
    voting.release(roadshow, by=None, at=closes_at)


def vote(roadshow, pitches, at, writer):
    investors = list(roadshow.day.investors.filter(state=PartyState.ADMITTED).order_by("pk"))
    given = points(len(pitches), len(investors), SEED)
    writer.add(
        Vote,
        [
            Vote(pitch=pitches[pitch], investor=investors[investor], points=number, voted_at=at)
            for (pitch, investor), number in given.items()
        ],
    )
