package xml

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"akashi/tools/format/refusal"
)

// TestLooseRulesForgive what the strict ones refuse, and hold to the rest.
func TestLooseRulesForgive(t *testing.T) {
	t.Parallel()
	for _, doc := range []string{
		"<あ/>", "<a:b:c/>", `<a b="1" b="2"/>`, `<a b="<"/>`, "<a>\x01]]></a>", "<a><!-- -- --></a>", " <?xml version='1.1'?><a/>", "<? x?><a/>", "\uFEFF<a/>\uFEFF",
		"<a>&#0;&#xD800;</a>", "<a" + manyAttributes(500) + "/>", "<!DOCTYPE a [<!-- % -->]><a/>", "<a><![CDATA[\x01]]></a>",
	} {
		if _, err := traceBy(Loose(200, 1<<20), doc, 4096); err != nil {
			t.Errorf("%.40q: %v", doc, err)
		}
		if _, err := trace(doc, 4096); err == nil && !strings.Contains(doc, "%") {
			t.Errorf("%.40q passes the strict rules too", doc)
		}
	}
	for doc, want := range map[string]refusal.Kind{
		"<a>&b;</a>": refusal.Reference, "<a b='&c;'/>": refusal.Reference, "<a b='& c'/>": refusal.Reference, "<a>& b</a>": refusal.Malformed,
		"<a>" + strings.Repeat("x", 70) + "&" + strings.Repeat("y", 64) + ";</a>": refusal.Malformed,
		"<a></b>": refusal.Malformed, "<a>": refusal.Truncated, "<a/>x": refusal.Malformed, "<a b=1/>": refusal.Malformed, "<a/><a/>": refusal.Malformed,
		"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>": refusal.Entity, strings.Repeat("<a>", 11): refusal.TooDeep, "<a b='" + strings.Repeat("x", 100) + "'/>": refusal.TooLong,
		"<a" + strings.Repeat(" b=''", 513) + "/>": refusal.TooManyAttributes, "<" + strings.Repeat("a", 300) + "/>": refusal.TooLong,
		"<a></" + strings.Repeat(" ", 5000): refusal.TooLong,
	} {
		tag := 90
		if strings.Contains(doc, " b=''") || strings.HasPrefix(doc, "<aaa") {
			tag = 1 << 20
		}
		if _, err := traceBy(Loose(10, tag), doc, 4096); refusal.KindOf(err) != want {
			t.Errorf("%.40q: got %v, want %s", doc, err, want)
		}
	}
}

// TestLooseRulesTakeWhatStrictOnesTake, with the same tokens, wherever the window
// ends.
func TestLooseRulesTakeWhatStrictOnesTake(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		writeElement(t, &b, 0)
		want, err := trace(b.String(), 4096)
		if err != nil {
			t.Fatal(err)
		}
		for _, window := range []int{4, 4096} {
			got, err := traceBy(Loose(200, 1<<20), b.String(), window)
			if err != nil || !slices.Equal(got, want) {
				t.Fatalf("%q\n got %q, %v\nwant %q", b.String(), got, err, want)
			}
		}
	})
}

// TestLongTextNeedsNoMemory: text, comments and CDATA of any length go through a
// small window.
func TestLongTextNeedsNoMemory(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("証 &amp; ]]\r\n", 1<<17)
	doc := "<a><!--" + long + "-->" + long + "<![CDATA[" + long + "]]></a>"
	rules := Loose(10, 1<<10)
	rules.Window = 1 << 10
	x := New(strings.NewReader(doc), rules)
	var text []byte
	for {
		k, err := x.Next()
		if err != nil {
			t.Fatal(err)
		}
		if k == EndOfFile {
			break
		}
		if k == Text {
			text = x.AppendText(text)
		}
	}
	if len(x.buf) > 2<<10 {
		t.Errorf("the window has grown to %d bytes", len(x.buf))
	}
	lines := strings.ReplaceAll(long, "\r\n", "\n")
	if want := strings.ReplaceAll(lines, "&amp;", "&") + lines; string(text) != want {
		t.Errorf("got %d bytes of text, want %d", len(text), len(want))
	}
}
