package inspect

import (
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
)

func deepXML(n int) string {
	return strings.Repeat("<a>", n) + strings.Repeat("</a>", n)
}

func wideText(order binary.AppendByteOrder, text string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune("\uFEFF" + text)) {
		b = order.AppendUint16(b, u)
	}
	return b
}

func encoded(e encoding.Encoding, text string) []byte {
	b, err := e.NewEncoder().Bytes([]byte(text))
	if err != nil {
		return nil
	}
	return b
}

func lol() string {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE l [<!ENTITY l0 "lol">`)
	for i := 1; i < 10; i++ {
		b.WriteString(`<!ENTITY l` + string(rune('0'+i)) + ` "` + strings.Repeat("&l"+string(rune('0'+i-1))+";", 10) + `">`)
	}
	return b.String() + `]><l>&l9;</l>`
}

func xmlSamples() []sample {
	var samples []sample
	for _, row := range []struct {
		label, text string
		want        Disposition
		code        Code
	}{
		{"plain", `<?xml version="1.0"?><!-- c --><r a='1'><b/>t &amp; &#x41; <![CDATA[<x>&y;]]></r>`, Accepted, ""},
		{"element called script", `<nmaprun><script id="x" output="y"/></nmaprun>`, Accepted, ""},
		{"doctype", `<!DOCTYPE nmaprun><nmaprun/>`, Flagged, xmlDoctype},
		{"doctype elsewhere", `<!DOCTYPE SCAN SYSTEM "https://example.jp/scan-1.dtd"><SCAN/>`, Flagged, xmlDoctype},
		{"doctype with elements", `<!DOCTYPE a [<!-- it's --><!ELEMENT a (b)*><!ATTLIST a v CDATA "">]><a/>`, Flagged, xmlDoctype},
		{"style sheet", `<?xml-stylesheet href="file:///x.xsl" type="text/xsl"?><a/>`, Flagged, xmlStylesheet},
		{"doctype with a comment", `<!DOCTYPE a [<!-- 50% -->]><a/>`, Flagged, xmlDoctype},
		{"bytes of no encoding in a tag", "<a b='\xff'/>", Refused, encodingUnknown},
		{"comment over windows", "<a><!--" + strings.Repeat(" -- <b>", 40000) + "--></a>", Accepted, ""},
		{"CDATA over windows", "<a><![CDATA[" + strings.Repeat("]] > &x;", 40000) + "]]></a>", Accepted, ""},
		{"text over windows", "<a>" + strings.Repeat("証 &amp; \r\n ]", 40000) + "</a>", Accepted, ""},
		{"entity over windows", "<a>" + strings.Repeat("x", 64<<10-5) + "&unknown;</a>", Refused, xmlEntity},
		{"entity", `<!DOCTYPE a [<!ENTITY b "c">]><a/>`, Refused, xmlEntity},
		{"entity bomb", lol(), Refused, xmlEntity},
		{"quadratic bomb", `<!DOCTYPE a [<!ENTITY b "` + strings.Repeat("b", 20000) + `">]><a>` + strings.Repeat("&b;", 20000) + `</a>`, Refused, xmlEntity},
		{"outer entity", `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>`, Refused, xmlEntity},
		{"outer entity by http", `<!DOCTYPE a [<!ENTITY b SYSTEM "http://x/">]><a>&b;</a>`, Refused, xmlEntity},
		{"parameter entity", `<!DOCTYPE a [<!ENTITY % p SYSTEM "http://x/"> %p;]><a/>`, Refused, xmlEntity},
		{"parameter reference", `<!DOCTYPE a [ %p; ]><a/>`, Refused, xmlEntity},
		{"entity behind a comment", `<!DOCTYPE a [<!-- ]> --><!ENTITY b "c">]><a/>`, Refused, xmlEntity},
		{"entity without declaration", `<a>&b;</a>`, Refused, xmlEntity},
		{"entity in an attribute", `<a b="&c;"/>`, Refused, xmlEntity},
		{"huge doctype", `<!DOCTYPE a [` + strings.Repeat(" ", 70000) + `]><a/>`, Refused, xmlToken},
		{"include", `<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd"/></a>`, Refused, xmlInclude},
		{"script of a page", `<a xmlns:h="http://www.w3.org/1999/xhtml"><h:script>x</h:script></a>`, Refused, script},
		{"deep", deepXML(300), Refused, xmlDeep},
		{"very deep", strings.Repeat("<a>", 100000), Refused, xmlDeep},
		{"huge tag", `<a b="` + strings.Repeat("c", 40000) + `"/>`, Refused, xmlToken},
		{"huge name", `<` + strings.Repeat("a", 1000) + `/>`, Refused, xmlToken},
		{"many attributes", `<a` + strings.Repeat(` b=""`, 1000) + `/>`, Refused, xmlToken},
		{"cut short", `<a><b>text`, Refused, xmlBroken},
		{"cut in a tag", `<a><b c="`, Refused, xmlBroken},
		{"cut in a comment", `<a><!-- `, Refused, xmlBroken},
		{"cut in CDATA", `<a><![CDATA[ `, Refused, xmlBroken},
		{"cut in a doctype", `<!DOCTYPE a [`, Refused, xmlBroken},
		{"cut in a reference", `<a>&am`, Refused, xmlBroken},
		{"crossed", `<a><b></a></b>`, Refused, xmlBroken},
		{"two roots", `<a/><b/>`, Refused, xmlBroken},
		{"text after the root", `<a/>text`, Refused, xmlBroken},
		{"attribute without value", `<a b/>`, Refused, xmlBroken},
		{"no root", `<?xml version="1.0"?>`, Refused, xmlBroken},
		{"doctype inside", `<a><!DOCTYPE b></a>`, Refused, xmlBroken},
		{"endless reference", `<a>&` + strings.Repeat("b", 100) + `</a>`, Refused, xmlBroken},
		{"unknown encoding", `<?xml version="1.0" encoding="UTF-7"?><a/>`, Refused, encodingUnknown},
		{"lies about its encoding", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>\x83\x65</a>", Refused, encodingUnknown},
	} {
		s := sample{"xml " + row.label, "a.xml", []byte(row.text), row.want, nil}
		if row.code != "" {
			s.codes = []Code{row.code}
		}
		samples = append(samples, s)
	}
	sjis := `<?xml version="1.0" encoding="Shift_JIS"?><a>表示</a>`
	return append(samples,
		sample{"xml nessus entity", "a.nessus", []byte(`<!DOCTYPE a [<!ENTITY b "c">]><a/>`), Refused, []Code{xmlEntity}},
		sample{"xml utf-16", "a.xml", wideText(binary.LittleEndian, `<a>表</a>`), Accepted, nil},
		sample{"xml utf-16 big", "a.xml", wideText(binary.BigEndian, `<a>表</a>`), Accepted, nil},
		sample{"xml utf-16 entity", "a.xml", wideText(binary.LittleEndian, `<!DOCTYPE a [<!ENTITY b "c">]><a/>`), Refused, []Code{xmlEntity}},
		sample{"xml Shift_JIS", "a.xml", encoded(japanese.ShiftJIS, sjis), Accepted, nil},
		sample{"xml Shift_JIS broken", "a.xml", []byte(strings.Replace(sjis, "表示", "\x81\xff", 1)), Refused, []Code{encodingUnknown}},
		sample{"xml in json's clothes", "a.json", []byte(`<a/>`), Refused, []Code{extensionMismatch}},
		sample{"xml in csv's clothes", "a.csv", []byte(`<a/>`), Refused, []Code{extensionMismatch}},
	)
}

func pageSamples() []sample {
	var samples []sample
	for _, row := range []struct {
		name, text string
		want       Disposition
		code       Code
	}{
		{"a.html", `<!DOCTYPE html><title>方針</title><p>only text</p>`, Accepted, ""},
		{"a.html", `<script>x</script>`, Refused, script},
		{"a.html", `<p><SCRIPT SRC=//x></SCRIPT>`, Refused, script},
		{"a.html", `<img src=x onerror=alert(1)>`, Refused, script},
		{"a.html", `<img src="x"onerror = "alert(1)">`, Refused, script},
		{"a.html", `<svg/onload=alert(1)>`, Refused, script},
		{"a.html", `<a href="javascript:x">`, Refused, script},
		{"a.html", `<a href="&#106;ava&#x0A;script:x">`, Refused, script},
		{"a.html", "<a href=\"java\tscript:x\">", Refused, script},
		{"a.html", `<a href="vbscript:x">`, Refused, script},
		{"a.html", `<object data="data:text/html;base64,PHNjcmlwdD4=">`, Refused, script},
		{"a.html", strings.Repeat(" ", 65530) + `<script>x</script>`, Refused, script},
		{"a.html", `<iframe src="a.html">`, Flagged, frame},
		{"a.html", `<form action="/x"><input></form>`, Flagged, frame},
		{"a.html", `<meta http-equiv="refresh" content="0;url=http://x/">`, Flagged, frame},
		{"a.html", `<base href="http://x/">`, Flagged, frame},
		{"a.html", `<img src="https://x/a.png">`, Flagged, externalLink},
		{"a.html", `<link rel=stylesheet href=a.css>`, Flagged, externalLink},
		{"a.html", "<p>\x81\xff\xfe\xfd</p>", Refused, encodingUnknown},
		{"a.txt", `<html><body>x</body></html>`, Refused, extensionMismatch},
		{"a.csv", `<script>alert(1)</script>`, Refused, extensionMismatch},
		{"a.pdf", `<html></html>`, Refused, extensionMismatch},
		{"a.png", `<html><script>x</script></html>`, Refused, script},
		{"a.json", `<!-- x --><html></html>`, Refused, extensionMismatch},
		{"a.svg", `<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>`, Accepted, ""},
		{"a.svg", `<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>`, Refused, script},
		{"a.svg", `<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script>x</s:script></s:svg>`, Refused, script},
		{"a.svg", `<svg onload="x"/>`, Refused, script},
		{"a.svg", `<svg><a href="java&#10;script:x"/></svg>`, Refused, script},
		{"a.svg", `<svg><set attributeName="href" to="javascript:x"/></svg>`, Refused, script},
		{"a.svg", `<svg><foreignObject/></svg>`, Flagged, frame},
		{"a.svg", `<svg><image href="https://x/a.png"/></svg>`, Flagged, externalLink},
		{"a.svg", `<svg><use href="//x/a.svg#b"/></svg>`, Flagged, externalLink},
		{"a.svg", `<svg><style>@import "https://x/"</style></svg>`, Flagged, externalLink},
		{"a.svg", `<svg><rect style="fill:url(http://x/)"/></svg>`, Flagged, externalLink},
		{"a.svg", `<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>`, Refused, xmlEntity},
		{"a.svg", `<svg>`, Refused, xmlBroken},
		{"a.xml", `<svg xmlns="http://www.w3.org/2000/svg"/>`, Refused, extensionMismatch},
		{"a.xml", `<html xmlns="http://www.w3.org/1999/xhtml"/>`, Refused, extensionMismatch},
		{"a.html", `{"a":1} no markup at all`, Accepted, ""},
	} {
		s := sample{"page " + row.name + " " + row.text[max(0, len(row.text)-80):], row.name, []byte(row.text), row.want, nil}
		if row.code != "" {
			s.codes = []Code{row.code}
		}
		samples = append(samples, s)
	}
	return samples
}

const notice = "個人情報保護方針を表示する。ソフトウェアの能力表。\r\n"

func textSamples() []sample {
	return []sample{
		{"text utf-8", "a.txt", []byte(notice), Accepted, nil},
		{"text utf-8 mark", "a.csv", []byte("\uFEFF" + notice), Accepted, nil},
		{"text utf-16", "a.txt", wideText(binary.LittleEndian, notice), Accepted, nil},
		{"text utf-16 big", "a.txt", wideText(binary.BigEndian, notice), Accepted, nil},
		{"text Shift_JIS", "a.csv", encoded(japanese.ShiftJIS, notice), Accepted, nil},
		{"text EUC-JP", "a.txt", encoded(japanese.EUCJP, notice), Accepted, nil},
		{"text EUC-JP kana", "a.txt", encoded(japanese.EUCJP, "いいえ、あい"), Accepted, nil},
		{"text ISO-2022-JP", "a.txt", encoded(japanese.ISO2022JP, notice), Accepted, nil},
		{"text with markup inside", "a.csv", []byte("host,output\nx,\"<script>alert(1)</script>\"\n"), Accepted, nil},
		{"csv negative numbers", "a.csv", []byte("a,-1,+2\n"), Accepted, nil},
		{"json", "a.json", []byte(`{"a":[1,-2.5e3,true,false,null,"\"}"]}`), Accepted, nil},
		{"json lines", "a.jsonl", []byte("{\"a\":1}\n{\"a\":2}\n"), Accepted, nil},
		{"json mark", "a.json", []byte("\uFEFF[1]"), Accepted, nil},
		{"json Shift_JIS", "a.json", encoded(japanese.ShiftJIS, `{"a":"能力表"}`), Accepted, nil},
		{"text in no encoding", "a.txt", []byte("abc \x81\xff\xfe\xa0 def"), Refused, []Code{encodingUnknown}},
		{"text two encodings", "a.txt", append([]byte(notice), encoded(japanese.ShiftJIS, notice)...), Refused, []Code{encodingUnknown}},
		{"text overlong utf-8", "a.txt", []byte("a\xc0\xaf\xff"), Refused, []Code{encodingUnknown}},
		{"text utf-8 mark, other bytes", "a.txt", []byte("\uFEFFa\xff"), Refused, []Code{encodingUnknown}},
		{"text utf-16 lone surrogate", "a.txt", append(wideText(binary.LittleEndian, "a"), 0, 0xd8, 'a', 0), Refused, []Code{encodingUnknown}},
		{"text utf-16 without mark", "a.txt", wideText(binary.LittleEndian, notice)[2:], Refused, []Code{unknownType}},
		{"text NUL", "a.txt", []byte(strings.Repeat("abc\n", 2000) + "\x00"), Refused, []Code{textNUL}},
		{"csv NUL", "a.csv", []byte(strings.Repeat("a,b\n", 2000) + "\x00"), Refused, []Code{textNUL}},
		{"text NUL at once", "a.txt", []byte("abc\x00"), Refused, []Code{unknownType, extensionMismatch}},
		{"text escapes", "a.log", []byte("\x1b[31mred\x1b[0m and more"), Flagged, []Code{textControl}},
		{"text bell", "a.txt", []byte(strings.Repeat("abc\n", 20) + "\a"), Flagged, []Code{textControl}},
		{"text bidi", "a.txt", []byte("abc \u202Edef"), Flagged, []Code{textBidi}},
		{"csv formula", "a.csv", []byte("a,b\n1,=HYPERLINK(1)\n"), Flagged, []Code{formula}},
		{"csv formula quoted", "a.csv", []byte("a;b\r\n1;\"=SUM(1)\"\r\n"), Flagged, []Code{formula}},
		{"csv formula first", "a.csv", []byte("\uFEFF=1+1"), Flagged, []Code{formula}},
		{"csv formula at sign", "a.csv", []byte("@SUM(1)\n"), Flagged, []Code{formula}},
		{"csv formula Shift_JIS", "a.csv", encoded(japanese.ShiftJIS, "能力表,=1+1\n"), Flagged, []Code{formula}},
		{"tsv formula", "a.tsv", []byte("a\t=1+1\n"), Flagged, []Code{formula}},
		{"csv dde", "a.csv", []byte("=cmd|' /C calc'!A0\n"), Refused, []Code{dde}},
		{"csv dde plus", "a.csv", []byte("x,+cmd|' /C calc'!A0\n"), Refused, []Code{dde}},
		{"csv dde minus", "a.csv", []byte("x;-2+3+cmd|' /C calc'!A0\n"), Refused, []Code{dde}},
		{"csv dde at end", "a.csv", []byte("x\n@SUM(1+1)*cmd|' /C calc'!A0"), Refused, []Code{dde}},
		{"json cut short", "a.json", []byte(`{"a":[1,2`), Refused, []Code{jsonBroken}},
		{"json cut in a string", "a.json", []byte(`{"a":"b`), Refused, []Code{jsonBroken}},
		{"json crossed", "a.json", []byte(`{"a":[1}]`), Refused, []Code{jsonBroken}},
		{"json blank", "a.json", []byte("  \n"), Refused, []Code{jsonBroken}},
		{"json program", "a.json", []byte(`alert(1)`), Refused, []Code{jsonBroken}},
		{"json newline in a string", "a.json", []byte("{\"a\":\"b\nc\"}"), Refused, []Code{jsonBroken}},
		// Looked at with the reader of reports, JSON is held to its whole grammar.
		{"json name twice", "a.json", []byte(`{"score":9.8,"score":1.0}`), Refused, []Code{jsonBroken}},
		{"json name twice, escaped", "a.jsonl", []byte("{}\n{\"a\":1,\"\\u0061\":2}"), Refused, []Code{jsonBroken}},
		{"json without commas", "a.json", []byte(`[1 2]`), Refused, []Code{jsonBroken}},
		{"json comma at the end", "a.json", []byte(`{"a":1,}`), Refused, []Code{jsonBroken}},
		{"json half a number", "a.json", []byte(`[1.]`), Refused, []Code{jsonBroken}},
		{"json half a pair", "a.json", []byte(`["\ud83d"]`), Accepted, nil},
		{"json long number", "a.json", []byte("[" + strings.Repeat("1", 1000) + "]"), Accepted, nil},
		{"json long string", "a.json", []byte(`["` + strings.Repeat("x", 3<<20) + `"]`), Accepted, nil},
		{"json longer string", "a.json", []byte(`["` + strings.Repeat("x", 5<<20) + `"]`), Refused, []Code{jsonToken}},
		{"json large object", "a.json", manyNames(100_001), Refused, []Code{jsonToken}},
		{"json deep", "a.json", []byte(strings.Repeat("[", 300) + strings.Repeat("]", 300)), Refused, []Code{jsonDeep}},
		{"json very deep", "a.sarif", []byte(strings.Repeat(`{"a":`, 50000)), Refused, []Code{jsonDeep}},
		{"text of two sides", "a.txt", append([]byte("abc\n"), buildZip(file1("a.txt", "x"))...), Refused, nil},
	}
}

// manyNames is one object with so many members.
func manyNames(n int) []byte {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `,"%d":0`, i)
	}
	return []byte("{" + b.String()[1:] + "}")
}
