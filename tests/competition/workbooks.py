"""Files for the tests of sheets: workbooks part by part, as no program would write them."""

import io
import zipfile

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
KEYS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(**targets):
    lines = [f'<Relationship Id="{k}" Type="{KIND}{k.rstrip("1")}" Target="{t}"/>' for k, t in targets.items()]
    return f'<Relationships xmlns="{RELATIONS}">{"".join(lines)}</Relationships>'


def workbook(rows="", *, texts=None, styles=None, properties="", **parts):
    """A workbook with one sheet whose rows are given as XML; further parts replace or add to its own."""
    made = {
        "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook {MAIN} {KEYS}>{properties}<sheets><sheet name="A" sheetId="1" '
        'r:id="worksheet1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            worksheet1="worksheets/sheet1.xml", sharedStrings1="sharedStrings.xml", styles1="/xl/styles.xml"
        ),
        "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>",
    }
    if texts is not None:
        made["xl/sharedStrings.xml"] = f"<sst {MAIN}>{''.join(f'<si>{text}</si>' for text in texts)}</sst>"
    if styles is not None:
        made["xl/styles.xml"] = f"<styleSheet {MAIN}>{styles}</styleSheet>"
    made |= {name.replace("__", "/").replace("_xml", ".xml"): content for name, content in parts.items()}
    return archive({name: content for name, content in made.items() if content is not None})


def archive(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return file.getvalue()


def inline(*rows):
    """Rows of plain texts as XML."""
    cells = [
        "".join(f'<c t="inlineStr"><is><t xml:space="preserve">{cell}</t></is></c>' for cell in row) for row in rows
    ]
    return "".join(f"<row>{row}</row>" for row in cells)
