"""What every Word file of the demo has in common: properties, page, styles, language and footer."""

from datetime import datetime

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

LANGUAGE = "sv-SE"
FONT = "Arial"
INK = RGBColor(0x16, 0x26, 0x2E)
BRAND = RGBColor(0x0E, 0x4A, 0x5A)
SOFT = RGBColor(0x4A, 0x5A, 0x62)
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = Cm(21.0), Cm(29.7), Cm(2.2)
WRITTEN = datetime(2026, 1, 7, 8, 0)  # fixed, so that the bytes of the file are too


def set_up(document, item):
    """Make python-docx's own template into ours: Swedish, A4, readable, with a footer."""
    _clear_template(document)
    _set_properties(document, item)
    _set_page(document)
    _set_styles(document)
    _add_footer(document, item)


def element(tag, **attributes):
    """A new XML element; tag and attributes are in the w namespace."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _clear_template(document):
    """Take away what python-docx's own template brings along: a thumbnail, a bibliography, a maker."""
    for owner in (document.part.package, document.part):
        for key, relation in list(owner.rels.items()):
            if relation.reltype.endswith(("/thumbnail", "/customXml")):
                del owner.rels[key]
            elif relation.reltype == RELATIONSHIP_TYPE.EXTENDED_PROPERTIES:
                # It names another program and another operating system as the maker.
                del owner.rels[key]


def _set_properties(document, item):
    properties = document.core_properties
    properties.title = item["title"]
    properties.subject = item["description"]
    properties.author = item["owner"]
    properties.last_modified_by = item["owner"]
    properties.language = LANGUAGE
    properties.version = item["version"]
    properties.category = "Mall"
    properties.comments = ""
    properties.keywords = "Nackamodellen"
    properties.created = properties.modified = WRITTEN
    properties.revision = 1

    settings = document.settings.element
    language = settings.find(qn("w:themeFontLang"))
    for attribute in list(language.attrib):
        del language.attrib[attribute]
    language.set(qn("w:val"), LANGUAGE)
    settings.find(qn("w:decimalSymbol")).set(qn("w:val"), ",")
    settings.find(qn("w:listSeparator")).set(qn("w:val"), ";")
    for mode in settings.iter(qn("w:compatSetting")):
        if mode.get(qn("w:name")) == "compatibilityMode":
            mode.set(qn("w:val"), "15")  # else Word opens it in compatibility mode


def _set_page(document):
    section = document.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = MARGIN


def _set_styles(document):
    styles = document.styles
    defaults = styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")):
        _set_language(language)

    normal = styles["Normal"]
    _set_font(normal, 11, INK)
    _language_of(normal)
    _set_space(normal, before=0, after=8, line=1.3)

    for name, size, before, after in (("Heading 1", 24, 0, 10), ("Heading 2", 16, 22, 6)):
        heading = styles[name]
        _set_font(heading, size, BRAND, bold=True)
        _set_space(heading, before=before, after=after, line=1.15)
        heading.paragraph_format.keep_with_next = True

    caption = styles["Caption"]
    _set_font(caption, 11, INK, bold=True)
    _set_space(caption, before=10, after=4, line=1.2)
    caption.paragraph_format.keep_with_next = True

    for name in ("List Bullet", "List Number"):
        _set_space(styles[name], before=0, after=4, line=1.3)
        for spacing in styles[name].element.pPr.findall(qn("w:contextualSpacing")):
            styles[name].element.pPr.remove(spacing)

    cell = styles.add_style("Tabelltext", WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style = normal
    cell.quick_style = True
    _set_font(cell, 10, INK)
    _set_space(cell, before=3, after=3, line=1.15)

    header = styles.add_style("Tabellrubrik", WD_STYLE_TYPE.PARAGRAPH)
    header.base_style = cell
    header.quick_style = True
    _set_font(header, 10, INK, bold=True)

    prompt = styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER, builtin=True)
    prompt.font.color.rgb = SOFT

    _set_font(styles["Footer"], 9, SOFT)


def _set_font(style, size, color, bold=False):
    """Explicit fonts, so that no theme font decides."""
    style.font.name = FONT
    fonts = style.element.rPr.rFonts
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.color.rgb = color


def _set_space(style, before, after, line):
    space = style.paragraph_format
    space.space_before, space.space_after, space.line_spacing = Pt(before), Pt(after), line


def _set_language(element):
    element.set(qn("w:val"), LANGUAGE)
    element.set(qn("w:eastAsia"), LANGUAGE)


def _language_of(style):
    properties = style.element.get_or_add_rPr()
    language = properties.find(qn("w:lang"))
    if language is None:
        language = element("lang")
        properties.append(language)
    _set_language(language)


def _add_footer(document, item):
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.style = document.styles["Footer"]
    paragraph.add_run(f"{item['title']}. Version {item['version']}. Ägare: {item['owner']}. Sida ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" av ")
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph, code):
    field = element("fldSimple", instr=f" {code} ")
    run = element("r")
    text = element("t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
