"""The charts of the competition as SVG, drawn on the server: no script, no inline style, nothing but numbers and words.

A chart is a function of what it shows: rows or tiles, its words, and how wide it is. Each is drawn twice, `WIDE` for a
screen and for paper, `NARROW` for a phone, so that the letters keep their size; the style sheet shows one of the two.
Units: pixels of CSS, as long as the page gives the drawing its own width.
"""
