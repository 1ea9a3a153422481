"""The explorer: entries found by words and by facets, in an index of their own. Pure: it knows no Django, no database
and no clock; what is public is part of the question.
"""
