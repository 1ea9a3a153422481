"""The XML of a workbook, piece by piece. A document type is refused: nothing that a workbook needs is in one."""

from xml.parsers import expat

from competition.sheets.rows import UnreadableError

PIECE = 64 * 1024
LONGEST_TAG = 1024 * 1024
SEPARATOR = " "


def local(name):
    """The name of an element without its namespace: Excel's differs between the strict and the usual form."""
    return name.rpartition(SEPARATOR)[2]


def parser():
    made = expat.ParserCreate(namespace_separator=SEPARATOR)
    made.buffer_text = True
    made.StartDoctypeDeclHandler = refuse
    return made


def refuse(*_arguments):
    raise UnreadableError("document_type")


def parsing(handler, stream):
    """Gives what the handler has made of each piece of a stream, in its `done`."""
    made = parser()
    made.StartElementHandler, made.EndElementHandler = handler.start, handler.end
    made.CharacterDataHandler = handler.text
    given = 0
    while piece := stream.read(PIECE):
        made.Parse(piece, False)
        given += len(piece)
        if given - made.CurrentByteIndex > LONGEST_TAG:  # all of a tag is held until it ends
            raise UnreadableError("workbook_broken")
        if handler.done:
            yield from handler.done
            handler.done.clear()
    made.Parse(b"", True)
    yield from handler.done
    handler.done.clear()


class Elements:
    """Every element, as it begins: (name, attributes)."""

    def __init__(self):
        self.done = []

    def start(self, name, attributes):
        self.done.append((local(name), attributes))

    def end(self, name):
        pass

    def text(self, words):
        pass


def parsed(stream):
    return parsing(Elements(), stream)
