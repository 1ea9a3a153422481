"""The public pages of the competition, by subject."""
