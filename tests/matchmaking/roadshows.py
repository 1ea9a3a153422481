"""Roadshows for tests, at each of their steps."""

from matchmaking import pitching
from tests import factories
from tests.factories import at

SEED = "3387.71"


def listed(number=3, **values):
    """An announced roadshow, with so many ventures on its open list."""
    roadshow = factories.roadshow(**values)
    for _pitch in range(number):
        factories.pitch(roadshow=roadshow)
    return pitching.announce(roadshow, by=None, at=at(9))


def closed(number=3, **values):
    return pitching.close(listed(number, **values), by=None, at=at(10))


def drawn(number=3, seed=SEED, **values):
    return pitching.draw(closed(number, **values), seed, by=None, at=at(11))


def voting(number=3):
    """A drawn roadshow that takes votes from 14 to 16 o'clock of its day, and an admitted investor of it."""
    roadshow = drawn(number, votes_open_at=at(14, day=21), votes_close_at=at(16, day=21))
    return roadshow, factories.investor(day=roadshow.day)


def in_order(roadshow):
    return list(roadshow.pitches.in_order())
