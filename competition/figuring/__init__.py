"""The competition in figures: `counting` finds them, `files` writes them down."""
