"""The index on disk: one folder, one writer at a time, any number of readers in any number of processes.

What a commit is up to (its note) is a document of the index itself, so that it can never tell of another state.
"""

import json
from functools import lru_cache
from pathlib import Path

import tantivy

from competition.explorer.documents import FACETS
from competition.explorer.words import tokens

# What a writer keeps in memory. A whole index is one segment then, which is asked the quickest; a change needs less.
WHOLE_BYTES, CHANGE_BYTES = 128_000_000, 32_000_000
NOTE = "note"
BUSY = "LockBusy"


class BusyError(Exception):
    """Somebody else is writing."""


@lru_cache(maxsize=1)
def schema():
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("order", fast=True)
    builder.add_unsigned_field("pk", indexed=True)
    builder.add_unsigned_field("digest", fast=True)
    builder.add_text_field("text", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("gate", tokenizer_name="raw", index_option="basic")
    for facet in FACETS:
        builder.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(NOTE, stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


@lru_cache(maxsize=20_000)
def spaced_name(text):
    """As `spaced`, remembered: organisations and their like are named by many entries."""
    return spaced(text)


def spaced(text):
    return " ".join(tokens(text))


def stored(document):
    """An entry as the index takes it."""
    texts = [spaced(text) if len(text) > 60 else spaced_name(text) for text in (*document.texts, document.number)]
    numbers = {"pk": [document.pk], "order": [document.order], "digest": [document.digest]}
    return tantivy.Document.from_dict(numbers | {"text": texts, "gate": document.gates} | document.facets, schema())


class EntryIndex:
    """The index of a folder, which is made where there is none.

    `note` is what the commit that is read said of itself, {} before the first; `agreed` is the reader's own.
    """

    agreed = None

    def __init__(self, folder):
        Path(folder).mkdir(parents=True, exist_ok=True)
        self.index = tantivy.Index(schema(), str(folder))
        whitespace = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self.index.register_tokenizer("whitespace", whitespace)
        self.index.config_reader("manual")
        self.reload()

    def searcher(self):
        return self.index.searcher()

    def reload(self):
        """From now on reads what was last committed, by whatever process."""
        self.index.reload()
        self.note = self.read_note()

    def read_note(self):
        searcher = self.searcher()
        found = searcher.search(tantivy.Query.term_query(schema(), "gate", NOTE), limit=1).hits
        return json.loads(searcher.doc(found[0][1]).get_first(NOTE)) if found else {}

    def write(self, documents, *, note, replaced=None):
        """Commits documents, and the note with them: all or nothing. They take the place of the entries `replaced`
        (those that are not among the documents are gone), or of everything where that is None.

        Errors: BusyError where another writer is at work.
        """
        writer = self.writer(WHOLE_BYTES) if replaced is None else self.writer()
        try:
            if replaced is None:
                writer.delete_all_documents()
            else:
                writer.delete_documents_by_term("gate", NOTE)
                writer.delete_documents_by_query(tantivy.Query.term_set_query(schema(), "pk", list(replaced)))
            for document in documents:
                writer.add_document(stored(document))
            writer.add_document(tantivy.Document.from_dict({"gate": [NOTE], NOTE: [json.dumps(note)]}, schema()))
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        finally:
            writer.wait_merging_threads()
        self.reload()

    def writer(self, most_bytes=CHANGE_BYTES):
        try:
            return self.index.writer(most_bytes, 1)
        except ValueError as error:
            if BUSY in str(error):
                raise BusyError from error
            raise
