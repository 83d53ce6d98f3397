package main

import (
	"bytes"
	"compress/gzip"
	"html"
	"maps"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"akashi/beside/testkit"
	chromium "akashi/beside/testkit/browser"
	"akashi/doors/web"
)

// What a page may weigh: HTML as it is; styles and scripts as they are
// packed for the way.
const (
	heaviestPage    = 60 << 10
	heaviestStyles  = 10 << 10
	heaviestScripts = 30 << 10
)

var (
	linked = regexp.MustCompile(`<a\b[^>]*\bhref="([^"#]*)`)
	loaded = regexp.MustCompile(`<(?:link rel="stylesheet" href|script type="module" src)="(/static/[^"]*\.(css|js))"`)
)

// addresses knows the route of an address.
var addresses = sync.OnceValue(func() *http.ServeMux {
	mux := http.NewServeMux()
	for _, r := range web.Routes() {
		if r.Method == http.MethodGet && !strings.Contains(r.Path, "}.") {
			if strings.HasSuffix(r.Path, "/") {
				r.Path += "{$}"
			}
			mux.Handle(r.Path, http.NotFoundHandler())
		}
	}
	return mux
})

// routeOf is the kind of page that stands at an address, without its language.
func routeOf(path string) string {
	_, route := addresses().Handler(httptest.NewRequest(http.MethodGet, path, nil))
	return strings.TrimPrefix(route, "/en")
}

// isPublic are the pages that each visitor is shown alike, of which there are hundreds: the
// public follows all of them, and everybody else only the first.
var isPublic = regexp.MustCompile(`^(/en)?/(v|registry|s|find)\b.`)

// ofACriterion is a page of a criterion of a case, of which there are dozens a case, all of one
// make: one of the office follows them all, and everybody else the first of each case.
var (
	ofACriterion = regexp.MustCompile(`^(?:/en)?/o/cases/([^/]+)/items/.`)
	followsAll   = "jimukyoku"
)

// criteria is how many of them are followed for each case.
const criteria = 6

// walker follows every link that somebody is shown.
type walker struct {
	*guest
	who    string
	first  map[string]string // where each kind of page was met first, by its route
	from   map[string]string // every address, and where it was linked
	next   []string
	public int
	items  map[string]int // pages of criteria that were met, by case
}

// walk asks for every page that can be reached from a home in one language, and says what
// is wrong with it.
func (k *walker) walk(home string) {
	k.Helper()
	k.note(home, "the way in")
	for len(k.next) > 0 {
		path := k.next[0]
		k.next = k.next[1:]
		r := httptest.NewRequest(http.MethodGet, path, nil)
		if k.cookie != "" {
			r.AddCookie(&http.Cookie{Name: "akashi", Value: k.cookie})
		}
		w := httptest.NewRecorder()
		k.door.ServeHTTP(w, r)
		if w.Code >= http.StatusBadRequest {
			k.Errorf("%s: %s is answered with %d; linked from %s", k.who, path, w.Code, k.from[path])
			continue
		}
		k.note(w.Header().Get("Location"), path)
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			continue
		}
		route, page := routeOf(path), w.Body.Bytes()
		if len(page) > heaviestPage {
			k.Errorf("%s: %s has %d bytes, want at most %d", k.who, path, len(page), heaviestPage)
		}
		if k.first[route] == "" && w.Code == http.StatusOK {
			k.first[route] = path
		}
		for _, found := range linked.FindAllSubmatch(page, -1) {
			k.note(html.UnescapeString(string(found[1])), path)
		}
	}
}

// note keeps an address of ours, in the language of the walk, that was not met before.
func (k *walker) note(at, from string) {
	here := strings.HasPrefix(from, "/en") || from == "the way in" && strings.HasPrefix(at, "/en")
	switch {
	case !strings.HasPrefix(at, "/") || strings.HasPrefix(at, "//") || k.from[at] != "" || strings.HasPrefix(at+"/", "/en/") != here:
		return
	case k.cookie != "" && isPublic.MatchString(at):
		if k.public++; k.public > 4 {
			return
		}
	}
	if of := ofACriterion.FindStringSubmatch(at); of != nil && (here || k.who != followsAll) {
		if k.items[of[1]]++; k.items[of[1]] > criteria {
			return
		}
	}
	k.from[at] = from
	k.next = append(k.next, at)
}

// weighs is what a page loads besides itself, packed.
func (f *filled) weighs(page string) (styles, scripts int) {
	for _, found := range loaded.FindAllStringSubmatch(page, -1) {
		var packed bytes.Buffer
		z := gzip.NewWriter(&packed)
		_, _ = z.Write([]byte(f.as("").get(found[1]).body))
		_ = z.Close()
		if found[2] == "css" {
			styles += packed.Len()
		} else {
			scripts += packed.Len()
		}
	}
	return styles, scripts
}

// cast are the people of the office, one of each role and scheme, and the public.
func (f *filled) cast() []string {
	cast, seen := []string{""}, map[string]bool{}
	for _, p := range f.People {
		if kind := string(p.Role) + p.Scheme; !seen[kind] {
			seen[kind] = true
			cast = append(cast, p.User)
		}
	}
	return cast
}

// TestEveryLinkLeadsSomewhere follows every link as everybody of a filled office, in both
// languages, and looks at what is met in a browser: the form of each act once, each other
// kind of page once in each language, with axe-core, and in Japanese as everybody who is
// shown it.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "it follows thousands of links, some in a browser")
	f := openFilled(t)
	begun, met, seen := time.Now(), 0, 0
	b := chromium.Open(t)
	looked := map[string]bool{}
	p := b.Page(t, chromium.Desktop)
	for _, user := range f.cast() {
		g := f.as(user)
		at := g.served()
		for _, lang := range []string{"", "/en"} {
			k := &walker{guest: g, who: user, first: map[string]string{}, from: map[string]string{}, items: map[string]int{}}
			k.walk(lang + map[bool]string{true: "/", false: "/me"}[user == ""])
			met += len(k.from)
			for _, route := range slices.Sorted(maps.Keys(k.first)) {
				kind := lang + route
				switch form := strings.HasPrefix(route, "/do/"); {
				case form:
					kind = route
				case lang == "" && user != "" && !isPublic.MatchString(route) && !strings.HasPrefix(route, "/me/"):
					kind = user + route
				}
				if !looked[kind] {
					looked[kind] = true
					seen++
					f.look(p, at+k.first[route], !looked["axe"+lang+route])
					looked["axe"+lang+route] = true
				}
			}
		}
	}
	t.Logf("%d pages asked for, %d looked at in %s", met, seen, time.Since(begun))
	const pages, inBrowser = 4000, 200
	if met < pages || seen < inBrowser {
		t.Errorf("%d pages and %d in a browser: want more than %d and %d", met, seen, pages, inBrowser)
	}
}

// look holds one page to the rules of every page, on a desk, a phone, and a phone with
// large text; whole, to those of axe-core as well, which takes longer than all the others,
// and on a tablet. Whole is a page only as the first who is shown its kind, in each language:
// what a tablet gets is the desk's layout or the phone's, and neither depends on the person.
func (f *filled) look(p *chromium.Page, address string, whole bool) {
	f.Helper()
	p.Goto(address)
	problems := p.ConsoleErrors()
	widths := []int{chromium.Desktop, chromium.Phone, chromium.Narrow}
	if whole {
		widths = append([]int{chromium.Tablet}, widths...)
	}
	for _, width := range widths {
		p.Resize(width)
		problems = append(problems, p.Problems()...)
		if whole && (width == chromium.Tablet || width == chromium.Narrow) {
			problems = append(problems, p.Violations()...)
		}
	}
	for _, problem := range problems {
		f.Errorf("%s: %s", address, problem)
	}
}

// TestWhatAPageLoads weighs styles and scripts.
func TestWhatAPageLoads(t *testing.T) {
	t.Parallel()
	f := openFilled(t)
	for user, path := range map[string]string{"": "/", "shinsa-jaipa": "/o/cases/SA-2026-0008/items/7-1-1", "jimukyoku": "/me/passkey", "genchi": "/f/" + onSiteCase(t, f)} {
		styles, scripts := f.weighs(f.as(user).get(path).body)
		if styles == 0 || styles > heaviestStyles || scripts > heaviestScripts {
			t.Errorf("%s loads %d bytes of styles and %d of scripts, packed; want at most %d and %d", path, styles, scripts, heaviestStyles, heaviestScripts)
		}
	}
}
