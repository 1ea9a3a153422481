"""All tables of an app in one step of a migration: each of Django's own steps costs more, the more models there are."""

from django.db.migrations.operations.base import Operation, OperationCategory


class CreateModels(Operation):
    """Many `CreateModel` at once, each with its foreign keys, constraints and indexes, in any order.

    Before each of its own steps Django makes the classes of all related models anew: nearly all that there are, as
    every history names a user. Here that happens once. Models may name each other, because none of their tables is
    made before all of them are known.
    """

    category = OperationCategory.ADDITION
    serialization_expand_args = ["models"]

    def __init__(self, models):
        self.models = models

    def deconstruct(self):
        return type(self).__qualname__, [], {"models": self.models}

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # the classes: a state without them makes them when it is first asked
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for model in self.models:
            model.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for model in reversed(self.models):
            model.database_backwards(app_label, schema_editor, from_state, to_state)

    def references_model(self, name, app_label):
        return any(model.references_model(name, app_label) for model in self.models)

    def describe(self):
        return f"Create {len(self.models)} models"
