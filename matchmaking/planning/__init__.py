"""The plan of the investment meetings: which venture meets which investor, when, and at which table. Pure: it knows no
Django, no database, no clock and no chance; people, slots and tables are numbers from 0.

`planning.making.plan` makes one, `planning.repairing.repair` mends it on the day.
"""
