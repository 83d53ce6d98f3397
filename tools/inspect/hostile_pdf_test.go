package inspect

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
)

// pdfDocument writes objects 1… with a correct table; the first is the
// catalogue. trailer is added to the trailer's dictionary.
func pdfDocument(trailer string, objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	offsets := make([]int, len(objects))
	for i, object := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, trailer, at)
	return b.Bytes()
}

func pdfWith(catalogue string, objects ...string) []byte {
	all := append([]string{"<< /Type /Catalog /Pages 2 0 R " + catalogue + " >>", "<< /Type /Pages /Kids [] /Count 0 >>"}, objects...)
	return pdfDocument("", all...)
}

// packedStream is an object holding content under a filter.
func packedStream(dictionary, content string) string {
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dictionary, len(content), content)
}

func deflatedPDF(content string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write([]byte(content))
	_ = w.Close()
	return b.String()
}

func objectStream(content string) string {
	return packedStream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", deflatedPDF("9 0 "+content))
}

func pdfSamples() []sample {
	plain := pdfWith("")
	samples := []sample{
		{"pdf plain", "a.pdf", plain, Accepted, nil},
		{"pdf opens at a page", "a.pdf", pdfWith("/OpenAction [3 0 R /FitH 0]"), Accepted, nil},
		{"pdf with web link", "a.pdf", pdfWith("", "<< /S /URI /URI (https://example.jp/) >>"), Accepted, nil},
		{"pdf object stream", "a.pdf", pdfWith("", objectStream("<< /Type /Font >>")), Accepted, nil},
		{"pdf object stream then table stream", "a.pdf", pdfWith("", objectStream("<< /Type /Font >>"), packedStream("/Type /XRef /Filter /FlateDecode /DecodeParms << /Predictor 12 >>", deflatedPDF("\x02\x01\x00"))), Accepted, nil},
		{"pdf picture packed in letters", "a.pdf", pdfWith("", packedStream("/Subtype /Image /Filter /ASCII85Decode", "9jqo^~>")), Accepted, nil},
		{"pdf open action", "a.pdf", pdfWith("/OpenAction 3 0 R", "<< /S /GoTo /D [2 0 R /Fit] >>"), Flagged, []Code{pdfOpenAction}},
		{"pdf open action escaped", "a.pdf", pdfWith("/Open#41ction 3 0 R", "<< /S /GoTo /D [2 0 R /Fit] >>"), Flagged, []Code{pdfOpenAction}},
		{"pdf open script", "a.pdf", pdfWith("/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"), Refused, []Code{pdfJavaScript, pdfOpenAction}},
		{"pdf attachment", "a.pdf", pdfWith("/Names << /EmbeddedFiles 3 0 R >>", packedStream("/Type /EmbeddedFile", "MZ")), Refused, []Code{pdfAttachment}},
		{"pdf encrypted", "a.pdf", pdfDocument("/Encrypt 3 0 R", "<< /Type /Catalog >>", "<< >>", "<< /Filter /Standard /V 2 >>"), Refused, []Code{encrypted}},
		{"pdf encrypted, escaped", "a.pdf", pdfDocument("/Enc#72ypt 3 0 R", "<< /Type /Catalog >>", "<< >>", "<< /Filter /Standard /V 2 >>"), Refused, []Code{encrypted}},
		{"pdf object stream bomb", "a.pdf", pdfWith("", objectStream(strings.Repeat("0 ", 8<<20))), Refused, []Code{archiveSize}},
		{"pdf object stream in hex", "a.pdf", pdfWith("", packedStream("/Type /ObjStm /N 1 /First 4 /Filter [/ASCIIHexDecode /FlateDecode]", "3920302")), Refused, []Code{pdfOpaque}},
		{"pdf object stream in hex, filter first", "a.pdf", pdfWith("", packedStream("/Filter /AHx /Type /ObjStm /N 1 /First 4", "3920302")), Refused, []Code{pdfOpaque}},
		{"pdf object stream in hex, then packed", "a.pdf", pdfWith("", packedStream("/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /ASCIIHexDecode]", deflatedPDF("392030203c3c2f532f4a6176615363726970743e3e"))), Refused, []Code{pdfOpaque}},
		{"pdf object stream in lzw", "a.pdf", pdfWith("", packedStream("/Type /ObjStm /N 1 /First 4 /Filter /LZWDecode", "\x80\x0b")), Refused, []Code{pdfOpaque}},
		{"pdf object stream with predictor", "a.pdf", pdfWith("", packedStream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /DecodeParms << /Predictor 12 >>", deflatedPDF("\x029\x00"))), Refused, []Code{pdfOpaque}},
		{"pdf object stream damaged", "a.pdf", pdfWith("", packedStream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", "not packed")), Refused, []Code{pdfOpaque}},
		{"pdf script behind a comment", "a.pdf", pdfWith("", packedStream("/Type /Page /Filter /FlateDecode", deflatedPDF("% 9 0\n9 0 << /S /JavaScript >>"))), Refused, []Code{pdfJavaScript}},
		{"pdf script behind blanks", "a.pdf", pdfWith("", packedStream("/Type /Page /Filter /FlateDecode", deflatedPDF(strings.Repeat("\x00 ", 2000)+"9 0 << /S /JavaScript >>"))), Refused, []Code{pdfJavaScript}},
		{"pdf cut short", "a.pdf", plain[:len(plain)-40], Refused, []Code{pdfTruncated}},
		{"pdf cut early", "a.pdf", plain[:40], Refused, []Code{pdfTruncated}},
		{"pdf header only", "a.pdf", []byte("%PDF-1.7\n%%EOF"), Refused, []Code{pdfBroken}},
		{"pdf table missing", "a.pdf", bytes.ReplaceAll(plain, []byte("startxref"), []byte("startless")), Flagged, []Code{pdfXref}},
		{"pdf table elsewhere", "a.pdf", bytes.ReplaceAll(plain, []byte("xref\n0 3"), []byte("xrex\n0 3")), Flagged, []Code{pdfXref}},
		{"pdf table counts wrong", "a.pdf", bytes.ReplaceAll(plain, []byte("xref\n0 3"), []byte("xref\n0 9")), Flagged, []Code{pdfXref}},
		{"pdf table numbers wrong", "a.pdf", bytes.ReplaceAll(plain, []byte("xref\n0 3"), []byte("xref\n4 3")), Flagged, []Code{pdfXref}},
		{"pdf table points wrong", "a.pdf", bytes.ReplaceAll(plain, []byte("0000000015"), []byte("0000000099")), Flagged, []Code{pdfXref}},
		{"pdf table absurd", "a.pdf", bytes.ReplaceAll(plain, []byte("xref\n0 3"), []byte("xref\n0 999999999999999999999")), Flagged, []Code{pdfXref}},
		{"pdf table beyond the file", "a.pdf", bytes.ReplaceAll(plain, []byte("startxref\n"), []byte("startxref\n99")), Flagged, []Code{pdfXref}},
		{"pdf bytes after the end", "a.pdf", append(bytes.Clone(plain), "more bytes"...), Flagged, []Code{trailingData}},
		{"pdf and zip", "a.pdf", append(bytes.Clone(plain), buildZip(file1("a.txt", "x"))...), Refused, []Code{polyglot}},
		{"pdf in a zip's comment", "a.pdf", append([]byte("%PDF-1.7\n1 0 obj\n"), buildZipGap(0, "\n%%EOF\n", file1("a.txt", "x"))...), Refused, []Code{polyglot}},
		{"pdf and page", "a.pdf", bytes.Replace(plain, []byte("%\xe2"), []byte("%<html><script>x</script>\n%\xe2"), 1), Refused, []Code{polyglot}},
		{"pdf behind other bytes", "a.pdf", append([]byte("\x00\x01\x02junk\n"), plain...), Refused, []Code{extensionMismatch}},
		{"pdf behind text", "a.txt", append([]byte("text\n"), plain...), Refused, []Code{polyglot}},
		{"pdf named png", "a.png", plain, Refused, []Code{extensionMismatch}},
		{"pdf script in a zip", "a.zip", buildZip(member{name: "a.pdf", data: pdfWith("", "<< /S /JavaScript >>")}), Refused, []Code{pdfJavaScript}},
	}
	for _, row := range []struct {
		object string
		want   Disposition
		code   Code
	}{
		{"<< /S /JavaScript /JS (x) >>", Refused, pdfJavaScript},
		{"<< /S /J#61vaScript /JS (x) >>", Refused, pdfJavaScript},
		{"<< /S/#4a#61#76#61#53#63#72#69#70#74/JS 4 0 R >>", Refused, pdfJavaScript},
		{"<< /S /Launch /F (cmd.exe) >>", Refused, pdfLaunch},
		{"<< /S /L#61unch /Win << /F (cmd.exe) >> >>", Refused, pdfLaunch},
		{"<< /Type /Filespec /EF << /F 5 0 R >> /X /EmbeddedFile >>", Refused, pdfAttachment},
		{"<< /Collection << /View /T >> >>", Refused, pdfAttachment},
		{"<< /AcroForm << /XFA 5 0 R >> >>", Refused, pdfXFA},
		{"<< /S /GoToR /F (other.pdf) >>", Flagged, pdfRemote},
		{"<< /S /GoToE /T << >> >>", Flagged, pdfRemote},
		{"<< /S /SubmitForm /F (http://x/) >>", Flagged, pdfRemote},
		{"<< /S /ImportData /F (x.fdf) >>", Flagged, pdfRemote},
		{"<< /Subtype /RichMedia >>", Flagged, pdfRichMedia},
		{"<< /Subtype /Movie /Movie << >> >>", Flagged, pdfRichMedia},
		{"<< /S /Sound /Sound 5 0 R >>", Flagged, pdfRichMedia},
	} {
		samples = append(samples,
			sample{"pdf " + row.object, "a.pdf", pdfWith("", row.object), row.want, []Code{row.code}},
			sample{"pdf packed " + row.object, "a.pdf", pdfWith("", objectStream(row.object)), row.want, []Code{row.code}})
	}
	return samples
}
