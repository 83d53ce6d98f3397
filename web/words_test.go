package web

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"akashi/access"
	"akashi/lifecycle"
	"akashi/record"
	"akashi/scheme"
)

// TestEveryWordIsThere asks for the words that the code looks up by a code of the
// office: each kind of thing has its words in both languages.
func TestEveryWordIsThere(t *testing.T) {
	t.Parallel()
	all, err := readWords(messages)
	if err != nil {
		t.Fatal(err)
	}
	for lang, w := range all {
		for _, key := range codes() {
			if !w.has(key) {
				t.Errorf("%s: no words for %s", lang, key)
			}
		}
	}
}

func prefixed[N ~string](prefix string, names ...N) []string {
	keys := make([]string, len(names))
	for i, n := range names {
		keys[i] = prefix + string(n)
	}
	return keys
}

func codes() []string {
	var keys []string
	add := func(prefix string, names ...string) { keys = append(keys, prefixed(prefix, names...)...) }
	for _, s := range lifecycle.Standings() {
		add("", "standing."+string(s), "verdict."+string(s), "verdict.on."+string(s), "verdict."+string(s)+".sub", "verdict.for."+string(s), "help."+string(s))
	}
	for _, s := range lifecycle.States() {
		add("state.", string(s))
	}
	for _, r := range lifecycle.Cases().Rows() {
		add("case.event.", string(r.Event))
		for _, g := range r.Guards {
			add("guard.", string(g))
		}
	}
	for _, r := range lifecycle.Marks().Rows() {
		keys = append(keys, prefixed("event.", r.Line)...)
		keys = append(keys, prefixed("status.", r.From, r.To)...)
	}
	keys = slices.Concat(keys,
		prefixed("event.", record.MarkEventListed, record.MarkEventGranted),
		prefixed("status.", record.MarkListed),
		prefixed("role.", access.Roles()...),
		prefixed("outcome.", record.Granted, record.Refused, "pass", "fail", "incomplete"),
		prefixed("answer.", record.Met, record.Unmet, record.NA, record.CannotJudge),
		prefixed("charge.", record.ChargeProposed, record.ChargeOwed, record.ChargePaid, record.ChargeWaived),
		prefixed("finding.", record.FindingOpen, record.FindingAnswered, record.FindingAccepted, record.FindingUnresolved),
		prefixed("visit.", record.VisitFirst, record.VisitRevisit))
	add("term.", scheme.TermKeys()...)
	for _, s := range scheme.Steps() {
		add("step.", string(s))
	}
	for _, s := range scheme.SizeClasses() {
		add("size.", string(s))
	}
	for _, c := range scheme.Conditions() {
		add("pass.", string(c))
	}
	for _, c := range scheme.Confidences() {
		add("confidence.", string(c))
	}
	add("kind.", string(scheme.Mandatory), string(scheme.Points), string(scheme.Should), string(scheme.Suggested))
	add("duty.", string(scheme.DutyResolve), string(scheme.DutyOpinion), string(scheme.DutyNone))
	for _, kind := range []string{"invalid", "not-found", "forbidden", "conflict", "refused", "own"} {
		add("error.", kind, kind+".title")
	}
	for _, part := range schemeParts() {
		add("part.", part)
	}
	return keys
}

// TestWordsAreUsed reads the templates and the code: what they ask for is there,
// and what is there is asked for.
func TestWordsAreUsed(t *testing.T) {
	t.Parallel()
	all, err := readWords(messages)
	if err != nil {
		t.Fatal(err)
	}
	asked, prefixes := keysInSources(t)
	for key := range asked {
		if !all[japanese].has(key) {
			t.Errorf("nothing to say for %s", key)
		}
	}
	known := map[string]bool{}
	for _, key := range codes() {
		known[key] = true
	}
	for key := range all[japanese].text {
		begun := false
		for _, p := range prefixes {
			begun = begun || strings.HasPrefix(key, p)
		}
		if !asked[key] && !known[key] && !begun {
			t.Errorf("nobody says %s", key)
		}
	}
}

func keysInSources(t *testing.T) (keys map[string]bool, prefixes []string) {
	t.Helper()
	keys = map[string]bool{}
	literal := regexp.MustCompile(`"([a-z_]+\.[a-zA-Z0-9_.-]*|brand|none|yen)"`)
	for _, pattern := range []string{"*.templ", "*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, "_templ.go") {
				continue
			}
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range literal.FindAllStringSubmatch(string(source), -1) {
				if strings.HasSuffix(m[1], ".") {
					prefixes = append(prefixes, m[1])
				} else if !slices.Contains([]string{"tokens.css", "app.css", "icon.svg"}, m[1]) {
					keys[m[1]] = true
				}
			}
		}
	}
	return keys, prefixes
}

func TestReadWords(t *testing.T) {
	t.Parallel()
	const ja = `{"a": "あ", "b": "い"}`
	for _, row := range []struct {
		title, en string
		ok        bool
	}{
		{"both", `{"a": "a", "b": "b"}`, true},
		{"one is missing", `{"a": "a"}`, false},
		{"one is empty", `{"a": "a", "b": ""}`, false},
		{"one too many", `{"a": "a", "b": "b", "c": "c"}`, false},
		{"half a file", `{"a": "a", `, false},
	} {
		_, err := readWords(fstest.MapFS{"messages/ja.json": {Data: []byte(ja)}, "messages/en.json": {Data: []byte(row.en)}})
		if (err == nil) != row.ok {
			t.Errorf("%s: got %v", row.title, err)
		}
	}
	if _, err := readWords(fstest.MapFS{"messages/ja.json": {Data: []byte(ja)}}); err == nil {
		t.Error("no English at all is accepted")
	}
}

func TestSay(t *testing.T) {
	t.Parallel()
	w := &words{japanese, map[string]string{"a": "{n}件の{n}、{m}"}}
	for _, row := range []struct{ got, want string }{
		{w.say("a", "n", "3", "m", "{n}"), "3件の3、{n}"},
		{w.say("a", "n", "{m}", "m", "x"), "{m}件の{m}、x"},
		{w.say("a"), "{n}件の{n}、{m}"},
		{w.say("nowhere", "n", "3"), "nowhere"},
	} {
		if row.got != row.want {
			t.Errorf("got %q, want %q", row.got, row.want)
		}
	}
}

func TestRouteNeedsPolicy(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		title string
		r     Route
		ok    bool
	}{
		{"public", Route{Method: "GET", Path: "/x", Policy: Public, Object: "page"}, true},
		{"an action", Route{Method: "GET", Path: "/x", Policy: Policy(access.ViewCase), Object: access.KindCase}, true},
		{"none", Route{Method: "GET", Path: "/x", Object: "page"}, false},
		{"unknown", Route{Method: "GET", Path: "/x", Policy: "whatever", Object: "page"}, false},
		{"no object", Route{Method: "GET", Path: "/x", Policy: Public}, false},
	} {
		d := &Door{}
		_, err := d.wire([]route{{row.r, (*Door).help}})
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
		{"/", japanese, "/"}, {"/en/", english, "/"}, {"/en", english, ""}, {"/english", japanese, "/english"},
		{"/en/v/J0901", english, "/v/J0901"}, {"/v/en/", japanese, "/v/en/"},
	} {
		if lang, rest := split(row.path); lang != row.lang || rest != row.rest {
			t.Errorf("%s: got %s %q, want %s %q", row.path, lang, rest, row.lang, row.rest)
		}
	}
}
