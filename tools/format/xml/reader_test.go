package xml

import (
	stdxml "encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"

	"akashi/beside/testkit/told"
	"akashi/tools/format/refusal"
	"akashi/values/fault"
)

// trace reads a document with our reader, its window beginning with so many
// bytes, and lists what it saw; runs of text are one.
func trace(doc string, window int) ([]string, error) { return traceBy(Strict(), doc, window) }

func traceBy(rules Rules, doc string, window int) ([]string, error) {
	rules.Window = window
	x := New(iotest.HalfReader(strings.NewReader(doc)), rules)
	var t tracer
	for {
		k, err := x.Next()
		if err != nil {
			return nil, err
		}
		switch k {
		case EndOfFile:
			return t.events, nil
		case StartTag:
			event := "start " + string(x.Local())
			for name, value := range x.Attrs() {
				event += fmt.Sprintf(" %s=%q", Local(name), value)
			}
			t.add(event)
		case EndTag:
			t.add("end " + string(x.Local()))
		case Text:
			t.text = x.AppendText(t.text)
		}
	}
}

type tracer struct {
	events []string
	text   []byte
}

func (t *tracer) add(event string) {
	if len(t.text) > 0 {
		t.events = append(t.events, "text "+string(t.text))
		t.text = nil
	}
	t.events = append(t.events, event)
}

// oracle is trace by encoding/xml.
func oracle(doc string) ([]string, error) {
	d := stdxml.NewDecoder(strings.NewReader(doc))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	var t tracer
	depth := 0
	for {
		token, err := d.Token()
		if err == io.EOF {
			return t.events, nil
		}
		if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case stdxml.StartElement:
			depth++
			event := "start " + token.Name.Local
			for _, a := range token.Attr {
				event += fmt.Sprintf(" %s=%q", a.Name.Local, a.Value)
			}
			t.add(event)
		case stdxml.EndElement:
			depth--
			t.add("end " + token.Name.Local)
		case stdxml.CharData:
			if depth > 0 {
				t.text = append(t.text, token...)
			}
		}
	}
}

// sameAsOracle: what our reader accepts, encoding/xml accepts and reads alike;
// and it does not matter where the window ends.
func sameAsOracle(t interface{ Fatalf(string, ...any) }, doc string) bool {
	got, err := trace(doc, 4096)
	slow, slowErr := trace(doc, 4)
	if (err == nil) != (slowErr == nil) || strings.Join(got, "\n") != strings.Join(slow, "\n") {
		t.Fatalf("%q in one window: %q, %v\nin small ones: %q, %v", doc, got, err, slow, slowErr)
	}
	if err != nil {
		if !errors.Is(err, fault.Invalid) {
			t.Fatalf("%q: the error %v is not the sender's fault", doc, err)
		}
		return false
	}
	want, wantErr := oracle(doc)
	if wantErr != nil {
		t.Fatalf("%q is accepted; encoding/xml says %v", doc, wantErr)
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Fatalf("%q\n got %q\nwant %q", doc, got, want)
	}
	return true
}

func TestXMLReaderReadsWhatEncodingXMLReads(t *testing.T) {
	t.Parallel()
	for _, doc := range []string{
		`<a/>`, `<a></a>`, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a>\r\n<b c='1' d=\"&lt;&#x3042;&#65;\"/>x &amp; y</a>\n",
		`<a><![CDATA[1 < 2 & ]] >]]>]]</a>`, `<p:a xmlns:p="urn:x"><p:b p:c="1"/></p:a>`, `<a><!-- <b> - --><?pi <c> ?>x</a >`,
		"<!DOCTYPE a SYSTEM \"https://example.jp/a.dtd\">\n<a/>", `<!DOCTYPE a [<!ELEMENT a (#PCDATA)> <!-- ' --> <!ATTLIST a b CDATA "x>y">]><a b = "1"  >日本語</a>`,
		"<a>" + strings.Repeat("text and more of it, ", 30_000) + "</a>", "<a b='" + strings.Repeat("x", 300_000) + "'/>",
		strings.Repeat("<a>", 200) + strings.Repeat("</a>", 200), "<a>tab\there\r and \r\n there</a>", "<a b='x\r\ny\n'/>",
	} {
		if !sameAsOracle(t, doc) {
			_, err := trace(doc, 4096)
			t.Errorf("%.80q is refused: %v", doc, err)
		}
	}
}

func TestXMLReaderRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind refusal.Kind
		doc  string
	}{
		{refusal.Entity, `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`},
		{refusal.Entity, `<!DOCTYPE a [<!ENTITY % b SYSTEM "file:///etc/passwd"> %b;]><a/>`},
		{refusal.Malformed, `<a>&nbsp;</a>`}, {refusal.Malformed, `<a>&#0;</a>`}, {refusal.Malformed, `<a>&#xD800;</a>`}, {refusal.Malformed, `<a>& </a>`},
		{refusal.Malformed, "<a>\x00</a>"}, {refusal.Malformed, "<a>\xff</a>"}, {refusal.Malformed, "<a>\xed\xa0\x80</a>"}, {refusal.Malformed, "<a>\uffff</a>"},
		{refusal.Malformed, `<a>]]></a>`}, {refusal.Malformed, `<a b="<"/>`}, {refusal.Malformed, `<a b=1/>`}, {refusal.Malformed, `<a b/>`},
		{refusal.Malformed, `<a b="1" b="2"/>`}, {refusal.Malformed, `<a b="1"c="2"/>`}, {refusal.Malformed, `<a></b>`}, {refusal.Malformed, `</a>`},
		{refusal.Malformed, `<a/><b/>`}, {refusal.Malformed, `x<a/>`}, {refusal.Malformed, `<a/>x`}, {refusal.Malformed, `<!-- -- --><a/>`},
		{refusal.Malformed, ` <?xml version="1.0"?><a/>`}, {refusal.Malformed, `<?xml version="1.1"?><a/>`}, {refusal.Malformed, `<1/>`}, {refusal.Malformed, `< a/>`},
		{refusal.Malformed, `<a/ >`}, {refusal.Malformed, `<!a>`}, {refusal.Malformed, `<a:b:c/>`}, {refusal.Malformed, `<あ/>`},
		{refusal.Truncated, ``}, {refusal.Truncated, `<a>`}, {refusal.Truncated, `<a`}, {refusal.Truncated, `<a b="`}, {refusal.Truncated, `<a>x</`},
		{refusal.Truncated, `<a><![CDATA[x`}, {refusal.Truncated, `<a><!-- x`}, {refusal.Truncated, `<!DOCTYPE a`}, {refusal.Truncated, `<`}, {refusal.Truncated, `<?xml `},
		{refusal.TooDeep, strings.Repeat("<a>", Strict().Depth+1)},
		{refusal.TooManyAttributes, "<a" + manyAttributes(Strict().Attrs+1) + "/>"},
		{refusal.TooLong, "<a>" + strings.Repeat("x", Strict().Text+1) + "</a>"},
		{refusal.TooLong, "<a b='" + strings.Repeat("x", 2*Strict().Tag+1) + "'/>"},
		{refusal.TooLong, "<!DOCTYPE a [" + strings.Repeat("<!ELEMENT a ANY>", 40_000) + "]><a/>"},
	} {
		_, err := trace(c.doc, 4096)
		refused, _ := errors.AsType[*refusal.Error](err)
		if refused == nil || refused.Kind != c.kind || refused.Where == "" {
			t.Errorf("%.60q: got %v, want %s", c.doc, err, c.kind)
			continue
		}
		told.InBoth(t, fault.Problems{{Code: "report-" + string(refused.Kind), Data: refused.Data}})
	}
}

// TestWhatIsWrongWithACharacterIsNamedWithItsPlace, wherever the window ends.
func TestWhatIsWrongWithACharacterIsNamedWithItsPlace(t *testing.T) {
	t.Parallel()
	for doc, want := range map[string][2]string{
		"<a>\n<b>x\x0by</b></a>":                          {"line 2, byte 8", "U+000B"},
		"<a>\n\n<b c='x\x01'/></a>":                       {"line 3, byte 12", "U+0001"},
		"<a><![CDATA[\n\x00]]></a>":                       {"line 2, byte 13", "U+0000"},
		"<a>" + strings.Repeat("\n", 5000) + "x&#27;</a>": {"line 5001, byte 5004", "&#27;"},
		"<a>&#xFFFF;</a>":                                 {"line 1, byte 3", "&#xFFFF;"},
	} {
		for _, window := range []int{4, 4096} {
			_, err := trace(doc, window)
			refused, _ := errors.AsType[*refusal.Error](err)
			if refused == nil || refused.Where != want[0] || refused.Data["character"] != want[1] {
				t.Errorf("%.20q, window %d: got %v, want %s", doc, window, err, want)
			}
		}
	}
}

func manyAttributes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " a%d='1'", i)
	}
	return b.String()
}

// TestXMLReaderAcceptsEveryWellFormedDocument: a document made from random
// pieces is read, and as encoding/xml reads it.
func TestXMLReaderAcceptsEveryWellFormedDocument(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		writeElement(t, &b, 0)
		if !sameAsOracle(t, b.String()) {
			_, err := trace(b.String(), 4096)
			t.Fatalf("%q is refused: %v", b.String(), err)
		}
	})
}

func writeElement(t *rapid.T, b *strings.Builder, depth int) {
	name := rapid.StringMatching(`([a-z]{1,3}:)?[A-Za-z_][A-Za-z0-9_.-]{0,8}`).Draw(t, "name")
	b.WriteString("<" + name)
	for i, value := range rapid.SliceOfN(rapid.StringMatching(`([ -%'-;=-~日本\t\n]|&amp;|&#x41;|&quot;|&lt;){0,12}`), 0, 3).Draw(t, "attributes") {
		fmt.Fprintf(b, ` a%d="%s"`, i, strings.ReplaceAll(value, `"`, "&#34;"))
	}
	if rapid.Bool().Draw(t, "empty") {
		b.WriteString("/>")
		return
	}
	b.WriteString(">")
	for range rapid.IntRange(0, 4).Draw(t, "children") {
		switch kind := rapid.IntRange(0, 3).Draw(t, "kind"); {
		case kind == 0 && depth < 5:
			writeElement(t, b, depth+1)
		case kind == 1:
			b.WriteString("<![CDATA[" + rapid.StringMatching(`[ -\\^-~\n]{0,20}`).Draw(t, "cdata") + "]]>")
		case kind == 2:
			b.WriteString("<!--" + rapid.StringMatching(`[ -,.-~\n]{0,20}`).Draw(t, "comment") + "-->")
		default:
			b.WriteString(rapid.StringMatching(`([ -%'-;=?-~日本\r\n]|&amp;|&#10;|&gt;){0,40}`).Draw(t, "text"))
		}
	}
	b.WriteString("</" + name + ">")
}

func FuzzXMLReader(f *testing.F) {
	for _, seed := range []string{
		"<?xml version=\"1.0\"?><!DOCTYPE a SYSTEM 'x'><a b='1' c=\"&lt;\"><!-- x --><![CDATA[y]]>z&#x41;<?p q?></a>",
		"<a:b xmlns:a='x'/>", "<a>\r\n</a>", "<!DOCTYPE a [<!ELEMENT a ANY>]><a/>",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, doc string) { sameAsOracle(t, doc) })
}
