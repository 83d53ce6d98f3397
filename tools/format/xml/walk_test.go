package xml

import (
	"slices"
	"strings"
	"testing"
)

// TestWalk: a visitor sees the children of an element and may read them whole, in
// part or not at all.
func TestWalk(t *testing.T) {
	t.Parallel()
	const doc = "<?xml version='1.0'?><!DOCTYPE r><r><p:a x='1 &amp;&#13;&#10;\r\n2' p:y=''>one &lt; <b>no</b><![CDATA[two &lt;]]>\r\nthree</p:a>" +
		"<skipped><deep><r/></deep></skipped>text<part><in>first</in><in>second</in></part><last/></r>"
	x := New(strings.NewReader(doc), Strict())
	if err := x.Open(); err != nil || string(x.Local()) != "r" || x.Depth() != 1 || !x.Typed() {
		t.Fatalf("%v at %s", err, x.Name())
	}
	var got []string
	err := x.Each(func(name []byte) error {
		got = append(got, string(name))
		switch string(name) {
		case "a":
			got = append(got, string(x.Name()), string(x.Attr("x")), string(x.Attr("p:y")))
			if x.Attr("p:y") == nil || x.Attr("y") != nil {
				t.Error("an attribute is known by its whole name, and known when it is empty")
			}
			text, err := x.Content()
			got = append(got, string(text))
			return err
		case "part":
			_, err := x.Next()
			return err
		}
		return nil
	})
	want := []string{"a", "p:a", "1 &\r\n\n2", "", "one < two &lt;\nthree", "skipped", "part", "last"}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v\nwant %q", got, err, want)
	}
	if err := x.Finish(); err != nil || x.Depth() != 0 {
		t.Error(err)
	}
}
