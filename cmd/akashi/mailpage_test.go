package main

import (
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"strings"
	"testing"
)

// TestALetterIsTextAndAPage: first the text, then the same as a page, and nothing else.
func TestALetterIsTextAndAPage(t *testing.T) {
	t.Parallel()
	e := openEntrance(t, "")
	o := &postOffice{t, e.office, nil, openMailbox(t)}
	in := reviewer
	in.Email = "fine+1@mihon.example"
	link := "https://mihon.example/login?link=" + e.invite(in)
	o.sender().Round(t.Context())
	header := o.box.letters[in.Email]
	kind, params, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatalf("%s, %v", kind, err)
	}
	parts := multipart.NewReader(strings.NewReader(o.box.texts[in.Email]), params["boundary"])
	for _, want := range []struct{ kind, says string }{{"text/plain", link}, {"text/html", `<a href="` + link + `"`}} {
		part, err := parts.NextRawPart()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(quotedprintable.NewReader(part))
		kind, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type"))
		if err != nil || kind != want.kind || !strings.Contains(string(text), want.says) {
			t.Errorf("%s, wanted %s that says %s: %v\n%s", kind, want.kind, want.says, err, text)
		}
	}
	if _, err := parts.NextRawPart(); err != io.EOF {
		t.Errorf("a third part: %v", err)
	}
}
