#!/usr/bin/env python3
"""Writes the small office files, mails and PDFs in Fixtures/documents/ that tests read.

Those written here hold what programs rarely write together: a word cut over runs, tracked changes,
a text box kept twice, a comment, a hidden run. With --programs it also has LibreOffice, pandoc and
qpdf make the files that show how real programs write (real-*); these are kept as they are, because
programs write their own times and versions into them.

Usage: scripts/make-documents-fixture.py [--programs] [FOLDER]
"""

import argparse
import pathlib
import shutil
import subprocess
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
EXTRA = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"')
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def relations(*rows):
    body = "".join(
        f'<Relationship Id="{i}" Type="{RELATION}/{kind}" Target="{target}"/>'
        for i, kind, target in rows)
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{body}</Relationships>'


def archive(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in members.items():
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            target.writestr(info, text if isinstance(text, bytes) else text.encode())


CORE = (
    f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Trip letter</dc:title>'
    '<dc:creator>D Farrant</dc:creator></cp:coreProperties>')


def run(text, properties=""):
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(text):
    return f"<w:tc><w:p>{run(text)}</w:p></w:tc>"


def word(path):
    box = "<w:txbxContent><w:p>" + run("In the box: Jac in 3P") + "</w:p></w:txbxContent>"
    body = (
        # A word cut over runs, a deletion, an insertion, a hard hyphen and a soft one.
        "<w:p>" + run("Well done Cal") + run("lum ")
        + '<w:del w:author="D Farrant"><w:r><w:delText>(looked after) </w:delText></w:r></w:del>'
        + '<w:ins w:author="D Farrant">' + run("in 4B") + "</w:ins>"
        + "<w:r><w:noBreakHyphen/><w:t>see p</w:t><w:softHyphen/><w:t>2</w:t></w:r></w:p>"
        # A text box, twice in the file, once on the page.
        + "<w:p>" + run("Before the box, ") + "<w:r><mc:AlternateContent><mc:Choice><wps:txbx>" + box
        + "</wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox>" + box
        + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>" + run("after it") + "</w:p>"
        # A field, a hidden run, a picture with an alternative text, a note, a comment.
        + '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MERGEFIELD First '
        + '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("Dear parent")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        + run(" not for the page", "<w:rPr><w:vanish/></w:rPr>")
        + '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="jac_and_callum.jpg" '
        + 'descr="Callum Wren-Hughes with his medal"/></wp:inline></w:drawing></w:r>'
        + '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        # A table of short cells, and one of long ones.
        + "<w:tbl><w:tr>" + cell("Name") + cell("Class") + cell("Telephone") + "</w:tr><w:tr>"
        + cell("Megan Prosser") + cell("Year 3") + cell("07700 900456") + "</w:tr></w:tbl>"
        + "<w:tbl><w:tr>" + cell("Left column. " + "A sentence of a newsletter. " * 6)
        + cell("Right column.") + "</w:tr></w:tbl>")
    archive(path, {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": f"{HEAD}<w:document {W} {EXTRA}><w:body>{body}</w:body></w:document>",
        "word/footnotes.xml":
            f'{HEAD}<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p>{run("no")}</w:p>'
            f'</w:footnote><w:footnote w:id="2"><w:p>{run("Ring 07700 900123")}</w:p></w:footnote>'
            "</w:footnotes>",
        "word/header1.xml": f"{HEAD}<w:hdr {W}><w:p>{run('Ashmere Vale Primary')}</w:p></w:hdr>",
        "word/comments.xml":
            f'{HEAD}<w:comments {W}><w:comment w:id="0" w:author="D Farrant" '
            f'w:date="2026-03-10T10:00:00Z"><w:p>{run("Is Oliver Smith in Year 4?")}</w:p>'
            "</w:comment></w:comments>",
        "docProps/core.xml": CORE,
    })


def slides(path):
    names = ('xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
             'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
             f'xmlns:r="{RELATION}"')

    def slide(text, extra="", tag="p:sld", show=""):
        return (f"{HEAD}<{tag} {names}{show}><p:cSld><p:spTree><p:sp><p:nvSpPr><p:cNvPr id=\"2\" "
                f'name="Title 1"/></p:nvSpPr><p:txBody><a:p>{text}</a:p></p:txBody></p:sp>{extra}'
                f"</p:spTree></p:cSld></{tag}>")

    number = ('<p:sp><p:nvSpPr><p:nvPr><p:ph type="sldNum"/></p:nvPr></p:nvSpPr><p:txBody><a:p>'
              "<a:fld><a:t>7</a:t></a:fld></a:p></p:txBody></p:sp>")
    archive(path, {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": relations(("rId1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml":
            f'{HEAD}<p:presentation {names}><p:sldIdLst><p:sldId id="257" r:id="rId3"/>'
            '<p:sldId id="256" r:id="rId2"/></p:sldIdLst></p:presentation>',
        "ppt/_rels/presentation.xml.rels": relations(
            ("rId2", "slide", "slides/slide1.xml"), ("rId3", "slide", "slides/slide2.xml")),
        "ppt/slides/slide1.xml": slide("<a:r><a:t>Second slide</a:t></a:r>", number),
        "ppt/slides/slide2.xml": slide(
            "<a:r><a:t>First</a:t></a:r><a:br/><a:r><a:t>slide: Oli</a:t></a:r><a:r><a:t>ver Smith in "
            "Year 4</a:t></a:r>"),
        "ppt/slides/_rels/slide2.xml.rels": relations(
            ("rId1", "notesSlide", "../notesSlides/notesSlide1.xml")),
        "ppt/notesSlides/notesSlide1.xml": slide(
            "<a:r><a:t>Say it was his mum on 07700 900123</a:t></a:r>", tag="p:notes"),
    })


def sheets(path):
    names = f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{RELATION}"'
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Class</t></is></c>'
        '<c r="D1" t="s"><v>2</v></c></row>'
        '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="inlineStr"><is><t>Year 3</t></is></c>'
        '<c r="D2" s="1"><v>42475</v></c></row>')
    archive(path, {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml":
            f'{HEAD}<workbook {names}><sheets><sheet name="Trips" sheetId="1" r:id="rId1"/>'
            '<sheet name="Old" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "worksheet", "worksheets/sheet2.xml"),
            ("rId3", "sharedStrings", "sharedStrings.xml"), ("rId4", "styles", "styles.xml")),
        "xl/sharedStrings.xml":
            f"{HEAD}<sst {names}><si><t>Name</t></si><si><r><t>Megan </t></r><r><t>Prosser</t></r>"
            "<rPh><t>never</t></rPh></si><si><t>Born</t></si></sst>",
        "xl/styles.xml":
            f'{HEAD}<styleSheet {names}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
            "</styleSheet>",
        "xl/worksheets/sheet1.xml": f"{HEAD}<worksheet {names}><sheetData>{rows}</sheetData></worksheet>",
        "xl/worksheets/sheet2.xml":
            f'{HEAD}<worksheet {names}><sheetData><row r="5"><c r="C5" t="str"><v>ring 07700 900123'
            "</v></c></row></sheetData></worksheet>",
    })


def plan(path):
    names = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
             'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
             'xmlns:dc="http://purl.org/dc/elements/1.1/" '
             'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
             'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"')
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>(looked after)</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:p>Well  done <text:span>Cal</text:span>lum<text:s text:c=\"2\"/>in\n 4B"
        "<office:annotation><dc:creator>D Farrant</dc:creator><dc:date>2026-03-10</dc:date>"
        "<text:p>Ask his mum</text:p></office:annotation>"
        "<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>Ring 07700 900123</text:p></text:note-body></text:note>"
        "<draw:frame><svg:desc>Jac with a medal</svg:desc></draw:frame> &amp; more</text:p>")
    archive(path, {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml":
            f"{HEAD}<office:document-content {names}><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
        "META-INF/manifest.xml":
            f'{HEAD}<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
    })


MAIL = """\
From: =?UTF-8?Q?Ashmere_Vale_Office?= <office@example.com>
To: parents-3p@example.com
Subject: =?UTF-8?B?VHJpcCDigJMgSmFjJ3MgZ3I=?= =?UTF-8?Q?oup?=
Date: Mon, 10 Mar 2025 10:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b0"

--b0
Content-Type: multipart/alternative; boundary="b1"

--b1
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: quoted-printable

Dear parents, Jac=E2=80=99s group leaves at 9. Ring Mrs Farr=
ant on 07700 900123.
--b1
Content-Type: text/html; charset=UTF-8
Content-Transfer-Encoding: quoted-printable

<p>Dear parents, Jac&rsquo;s group leaves at 9.</p>
--b1--
--b0
Content-Type: text/plain; charset=UTF-8
Content-Disposition: attachment; filename*=UTF-8''Oliver%20Smith%20plan.txt

Oliver Smith in Year 4 has a plan.
--b0--
"""

BOX = """\
From office@example.com Mon Mar 10 10:00:00 2025
From: office@example.com
To: all@example.com
Subject: One
Date: Mon, 10 Mar 2025 10:00:00 +0000

First message.

>From the school's gate, 07700 900123.

From office@example.com Tue Mar 11 10:00:00 2025
From: office@example.com
To: all@example.com
Subject: Two
Date: Tue, 11 Mar 2025 10:00:00 +0000

Second message.
"""

SOURCE = """\
---
title: "Autumn newsletter"
---

# Well done everyone

Huge well done to Oliver Smith in Year 4, off to the regional finals! Call his mum on 07700 900123.

| Name          | Class  | Parent       |
|---------------|--------|--------------|
| Megan Prosser | Year 3 | 07700 900456 |

A quiet paragraph about cakes.[^1]

[^1]: Tobias Fenwick in Year 4 baked them.
"""


def real(folder):
    """Files as real programs write them."""
    with tempfile.TemporaryDirectory() as made:
        made = pathlib.Path(made)
        (made / "source.md").write_text(SOURCE)
        for form in ("docx", "odt", "pptx", "rtf"):
            output = folder / f"real-pandoc.{form}"
            subprocess.run(["pandoc", "-s", made / "source.md", "-o", output], check=True)
        shutil.copy(folder / "real-pandoc.docx", made / "real-libreoffice.docx")
        shutil.copy(folder / "real-pandoc.pptx", made / "slides.pptx")
        (made / "real-libreoffice.csv").write_text(
            "Name,Class,Telephone\nMegan Prosser,Year 3,07700 900456\n")
        made_here = [("odt:writer8", "real-libreoffice.docx"), ("pdf", "real-libreoffice.docx"),
                     ("rtf", "real-libreoffice.docx"), ("xlsx", "real-libreoffice.csv"),
                     ("ods", "real-libreoffice.csv"), ("odp", "slides.pptx")]
        for form, source in made_here:
            subprocess.run(
                ["soffice", "--headless", "--convert-to", form, "--outdir", made, made / source],
                check=True, stdout=subprocess.DEVNULL)
        (made / "slides.odp").rename(made / "real-libreoffice.odp")
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "docx", "--outdir", folder,
             made / "real-libreoffice.odt"], check=True, stdout=subprocess.DEVNULL)
        for form in ("odt", "pdf", "rtf", "xlsx", "ods", "odp"):
            shutil.copy(made / f"real-libreoffice.{form}", folder)
        subprocess.run(
            ["qpdf", "--encrypt", "secret", "secret", "256", "--", folder / "real-libreoffice.pdf",
             folder / "locked.pdf"], check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--programs", action="store_true")
    parser.add_argument("folder", nargs="?", type=pathlib.Path, default=ROOT / "Fixtures/documents")
    options = parser.parse_args()
    folder = options.folder
    folder.mkdir(parents=True, exist_ok=True)
    word(folder / "letter.docx")
    slides(folder / "slides.pptx")
    sheets(folder / "list.xlsx")
    plan(folder / "plan.odt")
    (folder / "mail.eml").write_text(MAIL)
    (folder / "box.mbox").write_text(BOX)
    whole = (folder / "letter.docx").read_bytes()
    (folder / "cut.docx").write_bytes(whole[: len(whole) // 2])
    members = {name: zipfile.ZipFile(folder / "letter.docx").read(name)
               for name in zipfile.ZipFile(folder / "letter.docx").namelist()}
    members["word/document.xml"] = members["word/document.xml"][:1500]
    archive(folder / "broken.docx", members)
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    members["word/document.xml"] = f"{HEAD}{bomb}<w:document {W}><w:body>&b;</w:body></w:document>".encode()
    archive(folder / "entities.docx", members)
    # A page that is one black picture.
    (folder / "scan.pdf").write_bytes(picture_page())
    if options.programs:
        real(folder)


def picture_page():
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R "
        b"/Resources << /XObject << /I 5 0 R >> >> >>",
        b"<< /Length 30 >>\nstream\nq 100 0 0 100 50 50 cm /I Do Q\nendstream",
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
        b"/BitsPerComponent 8 /Length 1 >>\nstream\n\x00\nendstream",
    ]
    body = b"%PDF-1.4\n"
    places = []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(body)
    body += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
    return body + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


if __name__ == "__main__":
    main()
