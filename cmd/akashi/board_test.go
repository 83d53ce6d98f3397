package main

import (
	"encoding/csv"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"akashi/beside/testkit"
	"akashi/doors/web"
)

// onBoard are the cases of a list, by their links.
var onBoard = regexp.MustCompile(`<th scope="row"><a class="num" href="/o/cases/([^"]+)"`)

func casesOn(text string) (nos []string) {
	for _, found := range onBoard.FindAllStringSubmatch(text, -1) {
		nos = append(nos, found[1])
	}
	return nos
}

// TestEveryFigureOfTheBoardLeadsToWhatItCounts follows each figure: the list behind its address
// has as many cases, and the same cases as a table.
func TestEveryFigureOfTheBoardLeadsToWhatItCounts(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "the demonstration is filled")
	office := openFilled(t).office
	b := enteredAs(t, office, "jimukyoku")
	text := b.ask(http.MethodGet, "/o", nil).text
	figure := regexp.MustCompile(`<b class="num">(\d+)</b>\s*<a href="(/o\?[^"]+)"`)
	way := regexp.MustCompile(`<a href="(/o\?[^"]*view=(?:tabled|reaches|misses)[^"]*)"[^>]*>[^<]*?(\d+)件</a>`)
	followed := 0
	follow := func(path, n string) {
		followed++
		path = strings.ReplaceAll(path, "&amp;", "&")
		listed := casesOn(b.ask(http.MethodGet, path, nil).text)
		if got := len(listed); n != strconv.Itoa(got) {
			t.Errorf("%s counts %s and lists %d", path, n, got)
		}
		rows := tableAt(t, b, path+"&as=csv")
		for i, no := range listed {
			if rows[i+1][0] != no {
				t.Errorf("%s: line %d of the table is %s, of the page %s", path, i, rows[i+1][0], no)
			}
		}
	}
	for _, found := range figure.FindAllStringSubmatch(text, -1) {
		follow(found[2], found[1])
	}
	for _, found := range way.FindAllStringSubmatch(text, -1) {
		follow(found[1], found[2])
	}
	if followed < 5 {
		t.Errorf("only %d figures lead anywhere: %s", followed, text)
	}
	if got := b.ask(http.MethodGet, "/o?view=none", nil).status; got != http.StatusNotFound {
		t.Errorf("a part that there is not: %d", got)
	}
	if got := b.ask(http.MethodGet, "/o?view=reaches&day=soon", nil).status; got != http.StatusNotFound {
		t.Errorf("a day that is none: %d", got)
	}
}

// TestMarksThatEndSoonAreCounted holds the figure of marks that end within ninety days to the list behind it: each ends by
// then, and a renewal that is opened takes its mark from both.
func TestMarksThatEndSoonAreCounted(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "the demonstration is filled")
	office := openFilled(t)
	office.now = time.Date(2027, 10, 1, 1, 0, 0, 0, time.UTC) // on 16 November two marks end
	b := enteredAs(t, office.office, "jimukyoku")
	figure := regexp.MustCompile(`<b class="num">(\d+)</b>\s*<a href="(/o/renewals\?view=ending)"`)
	found := figure.FindStringSubmatch(b.ask(http.MethodGet, "/o", nil).text)
	if found == nil {
		t.Fatal("no figure leads to the marks that end soon")
	}
	rows := tableAt(t, b, found[2]+"&as=csv")
	last := slices.Index(rows[0], "有効期間の末日")
	if got := strconv.Itoa(len(rows) - 1); got == "0" || got != found[1] {
		t.Errorf("%s counted, %s listed", found[1], got)
	}
	for _, row := range rows[1:] {
		if row[last] < "2027-10-01" || row[last] > "2027-12-30" {
			t.Errorf("%s ends on %s", row[0], row[last])
		}
	}
	if got := strings.Count(b.ask(http.MethodGet, found[2], nil).text, `href="/registry/`); got != len(rows)-1 {
		t.Errorf("the page has %d marks, the table %d", got, len(rows)-1)
	}
}

// TestListsAreTables asks for every list that a page has as a table, as whoever sees it.
func TestListsAreTables(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "the demonstration is filled")
	office := openFilled(t).office
	for who, lists := range map[string][]string{"jimukyoku": {"/o", "/o/renewals", "/o/personnel"}, "admin": {"/admin"}, "shinsa-jaipa": {"/r", "/o/personnel"}, "observer": {"/w"}} {
		b := enteredAs(t, office, who)
		for _, list := range lists {
			rows := tableAt(t, b, list+"?as=csv")
			for i, row := range rows {
				if len(row) != len(rows[0]) {
					t.Errorf("%s %s: line %d has %d columns of %d", who, list, i, len(row), len(rows[0]))
				}
			}
			if text := b.ask(http.MethodGet, list, nil).text; len(rows) > 6 && !strings.Contains(text, "as=csv") {
				t.Errorf("%s: %s does not lead to its table", who, list)
			}
			if who == "observer" && strings.Contains(strings.Join(flat(rows), " "), "株式会社") {
				t.Errorf("the observer is told names: %v", rows)
			}
		}
	}
}

// TestEveryListIsATable goes through the addresses of the rooms: each gives its list as a table, or is named here with the reason
// why it has none. A new address fails until it is one or the other.
func TestEveryListIsATable(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "the demonstration is filled")
	noList := map[string]string{"/o/bulk": "a form", "/o/import": "a form", "/o/move-in": "a form", "/o/retention/again": "a form", "/o/editions": "the rule books, which come as files",
		"/o/office": "settings", "/a/org": "the contacts of one applicant", "/admin/keys": "the keys of one office", "/admin/health": "what is to be mended", "/admin/schemes": "settings", "/f/away": "what one device keeps", "/a/check": "questions before there is a case", "/a/begin": "a form"}
	office := openFilled(t).office
	as := map[string]browser{"jimukyoku": enteredAs(t, office, "jimukyoku"), "admin": enteredAs(t, office, "admin")}
	room := regexp.MustCompile(`^/(o|w|k|f|r|a|t|admin|registry)(/[a-z-]+)?$`)
	lists := 0
	for _, r := range web.Routes() {
		if r.Method != http.MethodGet || !room.MatchString(r.Path) || noList[r.Path] != "" {
			continue
		}
		who := "jimukyoku"
		if strings.HasPrefix(r.Path, "/admin") {
			who = "admin"
		}
		if rows := tableAt(t, as[who], r.Path+"?as=csv"); len(rows[0]) < 3 {
			t.Errorf("%s: %v", r.Path, rows[0])
		}
		lists++
	}
	if lists < 14 {
		t.Errorf("only %d lists were asked for", lists)
	}
}

func flat(rows [][]string) (all []string) {
	for _, row := range rows {
		all = append(all, row...)
	}
	return all
}

// tableAt reads a table that is served as CSV.
func tableAt(t *testing.T, b browser, path string) [][]string {
	t.Helper()
	got := b.ask(http.MethodGet, path, nil)
	text, marked := strings.CutPrefix(got.text, "\ufeff")
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if got.status != http.StatusOK || !marked || err != nil || len(rows) == 0 {
		t.Fatalf("%s: %d %v %.200s", path, got.status, err, got.text)
	}
	return rows
}

// TestASearchIsKeptUnderItsName keeps what the board shows, finds it there again, and forgets it;
// nobody else is shown it.
func TestASearchIsKeptUnderItsName(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "the demonstration is filled")
	office := openFilled(t).office
	b, other := enteredAs(t, office, "jimukyoku"), enteredAs(t, office, "shinsakai")
	const name, path = "一次審査の遅れ", "/o?scheme=anshin&view=late"
	kept := b.ask(http.MethodPost, "/me/searches", url.Values{"name": {name}, "query": {"view=late&scheme=anshin&as=csv"}})
	if kept.status != http.StatusSeeOther || kept.to != path {
		t.Fatalf("kept: %d %s", kept.status, kept.to)
	}
	link := `href="` + strings.ReplaceAll(path, "&", "&amp;") + `"`
	if text := b.ask(http.MethodGet, "/o", nil).text; !strings.Contains(text, link) || !strings.Contains(text, name) {
		t.Error("the board does not lead to the search that was kept")
	}
	if text := other.ask(http.MethodGet, "/o", nil).text; strings.Contains(text, name) {
		t.Error("another person is shown the search")
	}
	if text := b.ask(http.MethodGet, path, nil).text; !strings.Contains(text, `name="forget"`) {
		t.Error("what is kept cannot be forgotten")
	}
	for _, wrong := range []string{"", strings.Repeat("長", 61), "隠\u202eした"} {
		if refused := b.ask(http.MethodPost, "/me/searches", url.Values{"name": {wrong}, "query": {"view=late"}}); refused.status != http.StatusUnprocessableEntity {
			t.Errorf("the name %q: %d", wrong, refused.status)
		}
	}
	b.ask(http.MethodPost, "/me/searches", url.Values{"name": {name}, "query": {"view=late&scheme=anshin"}, "forget": {"1"}})
	if text := b.ask(http.MethodGet, "/o", nil).text; strings.Contains(text, name) {
		t.Error("the search is still there")
	}
}
