"""Reads `schedule.xml` as pentabarf, frab, pretalx and others write it. Nothing in a file makes the reader fetch or
unfold anything: a file with a document type is refused before it is parsed.
"""

from xml.parsers import expat

from lxml import etree

from conference.exchange import structure, values
from conference.exchange.problems import UnreadableError
from conference.exchange.schedule import Reader


class Source:
    """An `<event>`."""

    is_meta = False

    def __init__(self, element):
        self.element = element

    def text(self, name):
        if name == "guid":
            return self.element.get("guid", "").strip()
        return (self.element.findtext(name) or "").strip()

    def texts(self, name, language):
        words = self.text(name)
        return {language: words} if words else {}

    def place(self, name):
        found = self.element.find(name)
        return (self.element if found is None else found).sourceline

    def times(self):
        """Start, end and duration, each with the field that says it; in old files the day stands above."""
        date, start = self.text("date"), self.text("start")
        if not date and start:
            day = self.element.getparent().getparent().get("date", "")
            return (f"{day}T{start}", "start"), ("", ""), (self.text("duration"), "duration")
        return (date, "date"), ("", ""), (self.text("duration"), "duration")

    def hall(self):
        room = self.element.getparent()
        return self.text("room") or room.get("name", ""), room.get("guid", "")

    def persons(self):
        for person in self.element.iterfind("persons/person"):
            yield person.get("guid", ""), "".join(person.itertext()), "", ""

    def is_cancelled(self):
        return None

    def left_out(self):
        return {
            "track": bool(self.text("track")),
            "link": len(self.element.findall("links/link")),
            "attachment": len(self.element.findall("attachments/attachment")),
            "picture": bool(self.text("logo")),
        }


def read(content, problems):
    """The `Schedule` in an XML file. Errors: UnreadableError where it cannot be read at all."""
    root = parsed(content)
    if root.tag == "html" or str(root.tag).endswith("}html"):
        raise UnreadableError("web_page", root.sourceline)
    if root.tag != "schedule":
        raise UnreadableError("root_unknown", root.sourceline, found=str(root.tag)[:80])
    zone = values.zone(root.findtext("conference/time_zone_name"))
    reader = Reader(problems, zone, root.findtext("conference/language") or "")
    schedule = reader.read([Source(element) for element in root.iterfind("day/room/event")])
    schedule.title = (root.findtext("conference/title") or "").strip()
    carried = [node for node in root.iterchildren(etree.PI) if node.target == structure.NAME]
    if not carried:
        return schedule
    return structure.merged(schedule, structure.from_xml(carried[0].text, carried[0].sourceline), problems)


def parsed(content):
    refuse_document_type(content)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError("xml_broken", error.lineno, detail=error.msg) from None


def refuse_document_type(content):
    """Reads up to the first element: what could declare an entity stands before it."""
    parser = expat.ParserCreate()

    def document_type(*_names):
        raise UnreadableError("document_type", parser.CurrentLineNumber)

    def element(*_names):
        raise StopIteration

    parser.StartDoctypeDeclHandler, parser.StartElementHandler = document_type, element
    try:
        parser.Parse(content, True)
    except StopIteration:
        pass
    except expat.ExpatError as error:
        raise UnreadableError("xml_broken", error.lineno, detail=expat.ErrorString(error.code)) from None
    except (LookupError, ValueError):
        raise UnreadableError("encoding_unknown", 1) from None
