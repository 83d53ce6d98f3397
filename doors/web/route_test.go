package web

import (
	"testing"

	"akashi/doors/ask"
	"akashi/rules/access"
	"akashi/words"
)

func TestRouteNeedsPolicy(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		title string
		r     ask.Route
		ok    bool
	}{
		{"public", ask.Route{Method: "GET", Path: "/x", Policy: Public, Object: "page"}, true},
		{"an action", ask.Route{Method: "GET", Path: "/x", Policy: access.ViewCase, Object: access.KindCase}, true},
		{"none", ask.Route{Method: "GET", Path: "/x", Object: "page"}, false},
		{"unknown", ask.Route{Method: "GET", Path: "/x", Policy: "whatever", Object: "page"}, false},
		{"no object", ask.Route{Method: "GET", Path: "/x", Policy: Public}, false},
	} {
		d := &Door{}
		_, err := d.wire([]route{{Route: row.r, serve: (*Door).help}})
		if (err == nil) != row.ok {
			t.Errorf("%s: got %v", row.title, err)
		}
	}
}

func TestSplit(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		path string
		lang language
		rest string
	}{
		{"/", words.Japanese, "/"}, {"/en/", words.English, "/"}, {"/en", words.English, ""}, {"/english", words.Japanese, "/english"},
		{"/en/v/J0901", words.English, "/v/J0901"}, {"/v/en/", words.Japanese, "/v/en/"},
	} {
		if lang, rest := split(row.path); lang != row.lang || rest != row.rest {
			t.Errorf("%s: got %s %q, want %s %q", row.path, lang, rest, row.lang, row.rest)
		}
	}
}
