"""Files made by hand, so that a test says what is in them and how they are broken."""

import io
import zipfile
import zlib

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def zipped(parts, compression=zipfile.ZIP_DEFLATED):
    """The bytes of a zip of {name: text, bytes, or chunks of bytes}."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression, compresslevel=1) as archive:
        for name, content in parts.items():
            if isinstance(content, (str, bytes)):
                content = [content.encode() if isinstance(content, str) else content]
            with archive.open(name, "w", force_zip64=True) as part:
                for chunk in content:
                    part.write(chunk)
    return made.getvalue()


def relations(**targets):
    """The relations of a part: id=(kind, target)."""
    lines = "".join(
        f'<Relationship Id="{key}" Type="{kind if ":" in kind else _KIND + kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'
    )


def office(main, content, more=None, **related):
    """A package with ``main`` as its part, which refers to ``related``; ``more`` are other parts."""
    folder, _, file = main.rpartition("/")
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relations(rId1=("officeDocument", main)),
            f"{folder}/_rels/{file}.rels": relations(**related),
            main: content,
            **(more or {}),
        }
    )


def paragraph(text, before=""):
    return f"<w:p>{before}<w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(body="", more=None, **related):
    return office(
        "word/document.xml", f"<w:document {W} {R} {MC}><w:body>{body}</w:body></w:document>", more, **related
    )


def pptx(*slides, more=None):
    """A presentation of slides, shown in the opposite order of their files."""
    parts = {
        f"ppt/slides/slide{number}.xml": f"<p:sld {P} {A}>{content}</p:sld>" for number, content in enumerate(slides)
    }
    ids = "".join(f'<p:sldId r:id="rId{n}" id="{256 + n}"/>' for n in reversed(range(len(slides))))
    main = f"<p:presentation {P} {R}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>"
    related = {f"rId{number}": ("slide", f"slides/slide{number}.xml") for number in range(len(slides))}
    return office("ppt/presentation.xml", main, {**parts, **(more or {})}, **related)


def drawn(text):
    return f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>"


def xlsx(rows, strings="", more=None):
    sheet = f"<worksheet {S}><sheetData>{rows}</sheetData></worksheet>"
    return office(
        "xl/workbook.xml",
        f'<workbook {S} {R}><sheets><sheet name="Blad ett" sheetId="1" r:id="rId1"/></sheets></workbook>',
        {"xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": f"<sst {S}>{strings}</sst>", **(more or {})},
        rId1=("worksheet", "worksheets/sheet1.xml"),
        rId2=("sharedStrings", "/xl/sharedStrings.xml"),
    )


_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in "office text table draw style".split()
)


def opendocument(kind, body, more=None, styles=""):
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f"<office:document-content {_ODF}><office:body>{body}</office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {_ODF}>{styles}</office:document-styles>",
            **(more or {}),
        }
    )


def pdf(*pages, kids=None, end=True):
    """A PDF of content streams; ``kids`` replaces the list of pages, without ``end`` it does not say where its objects are."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%b]/Count %d>>"
        % (kids or b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(len(pages))), len(pages)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, content in enumerate(pages):
        packed = zlib.compress(content)
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
            % (5 + 2 * number),
            b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(packed), packed),
        ]
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj%b\nendobj\n" % (number, content)
    size = len(objects) + 1
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(made) if end else 0)
    if end:
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        made += b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
    return made + trailer


def shown(*lines):
    """The content stream of a page with these lines."""
    return b"BT/F 12 Tf 14 TL 72 770 Td %b ET" % b" ".join(b"(%b)Tj T*" % line.encode("cp1252") for line in lines)


def zeros(gigabytes=1):
    chunk = bytes(1024 * 1024)
    return (chunk for _ in range(int(gigabytes * 1024)))
