"""How well a venture and an investor suit each other, and why. Pure: it knows no Django, no database and no clock.

`matching.profiles` is what is known of both, `matching.terms` the rules, each by itself, `matching.texts` the one that
reads, and `matching.scores` joins them: both directions, and the interests that were declared.
"""
