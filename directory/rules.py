"""Who may do what with the directory. Read by django-rules at start-up; `has_perm` asks here."""

import rules

from directory.models import Role


def holds(*roles):
    """The predicate that a user has one of these roles."""
    return rules.Predicate(lambda user: user.is_authenticated and user.has_role(*roles), name=" or ".join(roles))


is_organiser = holds(Role.ORGANISER)
edits_programme = holds(Role.ORGANISER, Role.PROGRAMME_EDITOR)
sees_programme = holds(Role.ORGANISER, Role.PROGRAMME_EDITOR, Role.READ_ONLY)
edits_competition = holds(Role.ORGANISER, Role.COMPETITION_EDITOR)
sees_competition = holds(Role.ORGANISER, Role.COMPETITION_EDITOR, Role.READ_ONLY)
edits_directory = holds(Role.ORGANISER, Role.PROGRAMME_EDITOR, Role.COMPETITION_EDITOR)
works_here = holds(*Role)


def allow(app_label, models, **predicates):
    """Grants actions on models: allow("directory", ["person"], view=works_here, change=edits_programme)."""
    for model in models:
        for action, predicate in predicates.items():
            rules.add_perm(f"{app_label}.{action}_{model}", predicate)


allow(
    "directory",
    ["organisation", "person", "office"],
    view=works_here,
    add=edits_directory,
    change=edits_directory,
    delete=edits_directory,
)
allow("directory", ["region", "industry"], view=works_here, add=is_organiser, change=is_organiser, delete=is_organiser)
allow("directory", ["user"], view=is_organiser, add=is_organiser, change=is_organiser)
