"""Schedules in the formats that other systems read and write: `schedule.xml` (frab) and `schedule.json` (c3voc 1, 2).

`events` turns a programme into the flat list of events that these formats know, `frab` and `c3voc` write and read it,
and `structure` carries along what the formats have no place for, so that a file of our own is read back exactly.
"""
