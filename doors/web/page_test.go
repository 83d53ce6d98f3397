package web_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"akashi/doors/web"
	"akashi/schemes"
)

// everyPage lists one address of each page of the door, without its language.
func everyPage() []string {
	return []string{"/", "/s/anshin", "/s/pmark", "/s/anshin/criteria", "/s/pmark/criteria?edition=2006", "/registry", "/registry?q=x", "/registry/J0901", "/registry/Z9",
		"/v/J0901", "/v/J0902", "/v/T0903", "/v/D0904", "/v/J0905", "/v/J0906", "/v/SA2014-001", "/v/10860360(07)", "/v/Z9",
		"/v/J0901?on=2026-05-01", "/v/J0901?on=x", "/help", "/accessibility", "/login", "/login/oidc/mihon/callback?code=c&state=s", "/login/oidc/mihon/callback?error=x", "/login?link=abc", "/login?link=" + goodLink, "/login?link=" + freshLink, "/logout",
		"/login/forgotten", "/login/forgotten?sent=1", "/a/begin", "/a/begin?scheme=pmark", "/a/begin?sent=1", "/a/check", "/a/check/anshin", "/a/check/pmark", "/a/check/pmark?case=new&region=elsewhere&sentences=x&industry=service&persons=0", "/a/check/pmark?case=new&region=hokkaido&refusals=2026-10-01&serving=true&declarations.pms=no&industry=service&persons=4",
		"/me", "/me/password", "/me/keys", "/me/calendar", "/me/phrases", "/me/app", "/me/passkey", "/me/codes", "/me/confirm", "/login/second",
		"/o/cases/SA-2026-0001/items", "/o/cases/SA-2026-0001/fees", "/o/cases/SA-2026-0001/history", "/o/cases/SA-2026-0002/items", "/o/cases/SA-2026-0002/papers",
		"/o/cases/SA-2026-0002/sheet", "/o/cases/SA-2026-0002/audits", "/o/cases/SA-2026-0002/diagnosis", "/o/retention", "/o/bodies", "/o/invoices", "/o/issuers", "/o/letters", "/o/cases/SA-2026-0001/invoices/SA-I2026-0001", "/o/cases/SA-2026-0001/invoices/SA-R2026-0002", "/o/absences", "/o?view=mine", "/o?view=late", "/o/cases/SA-2026-0002/audits?day=2027-05-14", "/o/cases/SA-2026-0002/audits?day=x", "/o/cases/SA-2026-0001/receipt", "/o/cases/SA-2026-0002/report", "/o/cases/SA-2026-0002/assign", "/o/cases/SA-2026-0002/intake", "/o/cases/SA-2026-0002/differences", "/o/cases/SA-2026-0002/receipt", "/o/cases/SA-2026-0002/items/1-1-1", "/o/cases/SA-2026-0002/items/1-1-3",
		"/o", "/o?desk=clerk", "/o/cases/SA-2026-0002?desk=clerk", "/o/cases/SA-2026-0002/intake?desk=clerk", "/o/cases/SA-2026-0002/assign?desk=clerk", "/o/cases/SA-2026-0001", "/o/sessions/s-moved", "/o/sessions/s-moved/pack", "/o/sessions/s-off", "/o/cases/SA-2026-0002", "/nowhere",
		"/a", "/a/org", "/f/SA-2026-0002", "/f/SA-2026-0002/closing", "/f/away", "/t/SA-2026-0001", "/t/SA-2026-0002", "/t/SA-2026-0002/paper?post=responsible", "/o/import", "/o/move-in", "/o/pending", "/o/office", "/w/figures", "/o/editions", "/o/editions/anshin?from=2014-07&to=2014-07", "/o/editions/anshin?to=x", "/report", "/report?number=J0001", "/report?received=R-1234-ABCD", "/o/seats", "/o/matters", "/o/matters/R-1234-ABCD", "/do/matters/report-misuse?scheme=anshin", "/do/matters/R-1234-ABCD/close-matter", "/o/personnel", "/o/renewals", "/o/mail", "/o/mail?state=unreached", "/o/jobs", "/o/jobs?state=failed", "/o/clocks", "/o/clocks?when=week&kind=hard&turn=applicant", "/do/office/set-phrases?scheme=anshin", "/o/renewals?view=late", "/o/renewals?view=ending", "/o/billing", "/o/payments", "/o/payments/bank1", "/do/payments/import?scheme=anshin", "/do/payments/bank1/confirm-payment?record=4", "/o/retention/again", "/o/exceptions", "/o/handover", "/o/check-outs", "/o/bulk", "/o/bulk?no=SA-2026-0001", "/o/bulk?no=SA-2026-0001&act=write-message", "/o/bulk?all=1&act=begin-review", "/o/billing?view=all&month=2026-11&by=raised", "/do/personnel/state-tie?scheme=anshin", "/do/personnel/record-competence?scheme=anshin&user=x", "/admin", "/admin/health", "/admin/schemes", "/admin/journal", "/admin/journal?verify=1", "/admin/journal?from=2026-07-01&act=add-user", "/admin/keys", "/do/seats/appoint?scheme=anshin&seat=chair", "/do/office/second-person?scheme=anshin&act=decide&state=off", "/do/cases/open", "/do/cases/SA-2026-0001/attach", "/do/cases/SA-2026-0001/answer", "/do/cases/SA-2026-0001/raise-findings", "/do/office/add-fee-table"}
}

// scripts are the modules, and the pages on which each runs.
var scripts = map[string]*regexp.Regexp{
	"passkey": regexp.MustCompile(``),
	"away":    regexp.MustCompile(`/f/`),
	"site":    regexp.MustCompile(`/f/`),
	"save":    regexp.MustCompile(`/f/|/items/|/audits|/history$|/logout$|/do/`),
	"keys":    regexp.MustCompile(`/items/`),
	"phrase":  regexp.MustCompile(`/items/|/raise-findings$`),
}

func TestEveryPage(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	for _, path := range everyPage() {
		for _, lang := range []string{"ja", "en"} {
			full := path
			if lang == "en" {
				full = "/en" + path
			}
			t.Run(full, func(t *testing.T) {
				t.Parallel()
				ask := asOfficer
				if strings.HasPrefix(path, "/login") && path != "/login/second" {
					ask = get
				}
				checkPage(t, ask(t, d, full), lang)
			})
		}
	}
}

// unsaid is the key of words that are not there, as it is printed in their place.
var unsaid = regexp.MustCompile(`>\s*([a-z][a-z-]*(?:\.[a-z][a-z_-]*)+)\s*<`)

// checkPage holds a page to what holds for each.
func checkPage(t *testing.T, r reply, lang string) {
	t.Helper()
	if kind := r.Header().Get("Content-Type"); kind != "text/html; charset=utf-8" {
		t.Errorf("content type %q", kind)
	}
	if strings.Contains(r.Body.String(), "templ-css-class-unknown-type") {
		t.Error("a class is made of a value that the templates do not know")
	}
	if got := attr(r.all("html")[0], "lang"); got != lang {
		t.Errorf("lang %q, want %q", got, lang)
	}
	for _, key := range unsaid.FindAllStringSubmatch(r.Body.String(), -1) {
		if !slices.Contains([]string{".example", ".jp", ".nessus"}, path.Ext(key[1])) { // hosts and files have dots too
			t.Errorf("there are no words for %s", key[1])
		}
	}
	if n := len(r.all("h1")); n != 1 {
		t.Errorf("%d h1, want 1", n)
	}
	if n := len(r.all("style")) + len(r.all("iframe")); n != 0 {
		t.Errorf("%d styles or frames, want none", n)
	}
	policy := r.Header().Get("Content-Security-Policy")
	for _, s := range r.all("script") {
		ours := false
		for name, where := range scripts {
			ours = ours || strings.HasPrefix(attr(s, "src"), "/static/"+name+"-") && where.MatchString(r.path)
		}
		if !ours || attr(s, "type") != "module" || s.FirstChild != nil || !strings.Contains(policy, "; script-src 'self'") {
			t.Errorf("<script src=%q>%s</script> under %s", attr(s, "src"), textOf(s), policy)
		}
	}
	if len(r.all("script")) == 0 && strings.Contains(policy, "script") {
		t.Errorf("a page without script lets one run: %s", policy)
	}
	for n := range r.root.Descendants() {
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || strings.HasPrefix(a.Val, "javascript:") {
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			}
		}
	}
	alternates := 0
	for _, l := range r.all("link") {
		if attr(l, "rel") == "alternate" {
			alternates++
		}
	}
	if alternates != 2 {
		t.Errorf("%d language alternates, want 2", alternates)
	}
	labelled(t, r)
	key := regexp.MustCompile(`^[a-z_]+\.[a-z_.-]+$`)
	if !strings.HasPrefix(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
		t.Errorf("policy %q", policy)
	}
	for _, word := range r.passages() {
		if strings.Contains(word, "{") || key.MatchString(word) {
			t.Errorf("a gap in a sentence, or a key without words: %s", word)
		}
	}
}

// passages returns each piece of text that a visitor reads.
func (r reply) passages() []string {
	var all []string
	for _, name := range []string{"p", "li", "dt", "dd", "th", "td", "h1", "h2", "h3", "a", "label", "caption", "title"} {
		for _, n := range r.all(name) {
			all = append(all, textOf(n))
		}
	}
	return all
}

func labelled(t *testing.T, r reply) {
	t.Helper()
	var labels []string
	for _, l := range r.all("label") {
		labels = append(labels, attr(l, "for"))
	}
	for _, name := range []string{"input", "select"} {
		for _, n := range r.all(name) {
			if attr(n, "type") != "hidden" && !slices.Contains(labels, attr(n, "id")) {
				t.Errorf("no label for %s %s", name, attr(n, "id"))
			}
		}
	}
	for _, table := range r.all("table") {
		if c := table.FirstChild; c == nil || c.Data != "caption" && (c.NextSibling == nil || c.NextSibling.Data != "caption") {
			t.Error("a table without a caption")
		}
	}
}

func TestPagesByHeading(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	for _, row := range []struct {
		path, heading string
		status        int
	}{
		{"/", "そのマークは、いま有効ですか", 200},
		{"/en/", "Is that mark valid now?", 200},
		{"/s/anshin", "インターネット接続サービス安全・安心マーク", 200},
		{"/en/s/pmark", "PrivacyMark", 200},
		{"/s/nothing", "見つかりません", 404},
		{"/s/anshin?edition=1999", "見つかりません", 404},
		{"/s/anshin/criteria", "審査基準", 200},
		{"/s/anshin/criteria?edition=1999", "見つかりません", 404},
		{"/en/s/nothing/criteria", "Not found", 404},
		{"/registry", "登録簿", 200},
		{"/registry/J0901", "見本ネット光サービス", 200},
		{"/registry/Z9", "この番号のマークは登録されていません", 404},
		{"/help", "確認のしかた", 200},
		{"/en/accessibility", "Accessibility", 200},
		{"/login", "サインイン", 200},
		{"/nowhere", "見つかりません", 404},
		{"/en/nowhere", "Not found", 404},
		{"/o", "サインインが必要です", 401},
		{"/o/sessions/s-moved", "サインインが必要です", 401},
		{"/o/cases/SA-2026-0002", "サインインが必要です", 401},
		{"/v/J0901?on=2024-02-30", "日付をお確かめください", 422},
	} {
		r := get(t, d, row.path)
		if r.Code != row.status || r.text("h1") != row.heading {
			t.Errorf("%s: got %d %q, want %d %q", row.path, r.Code, r.text("h1"), row.status, row.heading)
		}
	}
}

func TestLanguageSwitchKeepsThePage(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	for path, want := range map[string]string{
		"/":                           "/en/",
		"/registry?q=%E8%A6%8B&after": "/en/registry?q=%E8%A6%8B&after",
		"/v/10860360%2807%29":         "/en/v/10860360%2807%29",
	} {
		if got := get(t, d, path).link("English"); got != want {
			t.Errorf("%s: got %q, want %q", path, got, want)
		}
		if got := get(t, d, want).link("日本語"); got != path {
			t.Errorf("%s: got %q, want %q", want, got, path)
		}
	}
	if r := get(t, d, "/en"); r.Header().Get("Location") != "/en/" {
		t.Errorf("/en: got %d to %q", r.Code, r.Header().Get("Location"))
	}
}

func TestSchemePage(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	anshin := get(t, d, "/s/anshin").Body.String()
	for _, words := range []string{"100,000円", "審査委員会は、毎年3月、7月、11月に開きます", "2027年3月12日",
		"有効期間が終わる150日前までに申請します", "2002年1月23日", "必須の項目",
		"審査・決定・付与のしくみ", `role="img" aria-labelledby="roles" aria-describedby="roles-text"`, "監査主体が外部機関である必要はない", "CVEおよびCERT", "製品の読み方", "相談第２課長"} {
		if !strings.Contains(anshin, words) {
			t.Errorf("anshin: %q is not there", words)
		}
	}
	if strings.Contains(anshin, "2026年7月10日") {
		t.Error("a session that is over is announced")
	}
	criteria := get(t, d, "/s/anshin/criteria").Body.String()
	for _, words := range []string{"推奨 0〜5点（0点は不合格）", "新規：推奨 5点", "更新：必須", "A16", "監査主体が外部機関である必要はない", "CVEおよびCERT", "2014-07"} {
		if !strings.Contains(criteria, words) {
			t.Errorf("criteria of anshin: %q is not there", words)
		}
	}
	for _, led := range regexp.MustCompile(`href="/s/anshin/criteria#([^"]+)"`).FindAllStringSubmatch(anshin, -1) {
		if !strings.Contains(criteria, `id="`+led[1]+`"`) {
			t.Errorf("the chapter %s, to which the page of the scheme leads, is not there", led[1])
		}
	}
	if n := strings.Count(anshin, `href="/s/anshin/criteria#`); n != 9 {
		t.Errorf("the page of the scheme leads to %d chapters", n)
	}
	if of := get(t, d, "/s/pmark?edition=2006").Body.String(); !strings.Contains(of, `href="/s/pmark/criteria?edition=2006#ch-`) {
		t.Error("the chapters of the edition that was asked for are those of another")
	}
	if strings.Contains(anshin+criteria, "採点の基準は公表されておらず") {
		t.Error("a confidential rubric is shown")
	}
	pmark := get(t, d, "/s/pmark").Body.String()
	for _, words := range []string{"314,288円", "628,573円", "1,257,144円", "308,573円", "小規模", "付与契約", "8か月前から4か月前まで", "禁錮以上の刑", "個人情報の保護に関する法律", "現地調査にかかる交通費", "1〜2人", "苦情及び相談対応規程"} {
		if !strings.Contains(pmark, words) {
			t.Errorf("pmark: %q is not there", words)
		}
	}
	if now, fold := strings.Index(anshin, "現在の料金"), strings.Index(anshin, "ほかの時期の料金"); now < 0 || now > fold {
		t.Error("the fees in force are not shown first, and the others folded away")
	}
	missing, fold, older := strings.Index(pmark, "料金表未登録"), strings.Index(pmark, "ほかの時期の料金"), strings.Index(pmark, "314,288円")
	if missing < 0 || missing > fold || fold > older {
		t.Error("it is not said first that no table covers the day, with the others folded away")
	}
}

// TestAnotherScheme shows a scheme of quite another kind: levels, no points, no
// fees, nothing barred, and not in force yet.
func TestAnotherScheme(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	shelf, err := schemes.Load(os.DirFS("../../schemes/testdata"))
	if err != nil {
		t.Fatal(err)
	}
	o.shelf = shelf
	d := open(t, o)
	for path, words := range map[string][]string{
		"/s/harbour":             {"みなと案内所あんしん表示", "料金はかかりません。", "みなと委員会は、必要なときに開きます。", "2030年1月1日から"},
		"/en/s/harbour":          {"Harbour Desk Welcome Sign", "There are no fees.", "(from 1 January 2030)"},
		"/s/harbour/criteria":    {"みなと案内所あんしん表示", "満たすか、理由を示す", "充実", "2030年1月1日から"},
		"/en/s/harbour/criteria": {"Harbour Desk Welcome Sign", "Suggested", "Plus", "(from 1 January 2030)"},
	} {
		r := get(t, d, path)
		checkPage(t, r, attr(r.all("html")[0], "lang"))
		for _, w := range words {
			if !strings.Contains(r.Body.String(), w) {
				t.Errorf("%s: %q is not there", path, w)
			}
		}
		if r.link("申請の資格")+r.link("Who may apply") != "" {
			t.Errorf("%s leads to a part that is not there", path)
		}
	}
	checkPage(t, get(t, d, "/"), "ja")
}

func TestHealthRobotsAndFiles(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	if r := get(t, d, "/healthz"); r.Code != 200 || r.Body.String() != "ok\n" {
		t.Errorf("healthz: %d %q", r.Code, r.Body)
	}
	if r := get(t, d, "/robots.txt"); !strings.Contains(r.Body.String(), "Disallow: /o") {
		t.Errorf("robots: %q", r.Body)
	}
	for _, l := range get(t, d, "/").all("link") {
		if attr(l, "rel") != "stylesheet" {
			continue
		}
		r := get(t, d, attr(l, "href"))
		if r.Code != 200 || !strings.HasPrefix(r.Header().Get("Content-Type"), "text/css") || !strings.Contains(r.Header().Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %d %v", attr(l, "href"), r.Code, r.Header())
		}
		if strings.Contains(r.Body.String(), "url(") || strings.Contains(r.Body.String(), "@import") {
			t.Errorf("%s loads something else", attr(l, "href"))
		}
	}
	if r := get(t, d, "/static/app.css"); r.Code != 404 {
		t.Errorf("a file without its hash: %d", r.Code)
	}
}

func TestRoutes(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, r := range web.Routes() {
		name := r.Method + " " + r.Path
		if seen[name] {
			t.Errorf("%s is there twice", name)
		}
		seen[name] = true
		if r.Policy == "" || r.Object == "" {
			t.Errorf("%s: policy %q, object %q", name, r.Policy, r.Object)
		}
		if r.Method != http.MethodGet && r.Idempotent {
			t.Errorf("%s is said to be idempotent", name)
		}
	}
	for _, want := range []string{"GET /v/{number}.json", "GET /en/v/{number}", "POST /login", "GET /o"} {
		if !seen[want] {
			t.Errorf("%s is not there", want)
		}
	}
}

// TestADemonstrationSaysSoOnEveryPage looks for the word on each page that anybody
// may see, and for none in a real office.
func TestADemonstrationSaysSoOnEveryPage(t *testing.T) {
	t.Parallel()
	for _, sample := range []bool{true, false} {
		o := newOffice(t)
		d, err := web.New(web.Config{Office: o, Shelf: o.shelf, Now: func() time.Time { return noon }, Sample: sample})
		if err != nil {
			t.Fatal(err)
		}
		for path, want := range map[string]string{"/": "これは見本の事務局です", "/registry": "これは見本の事務局です", "/help": "これは見本の事務局です",
			"/login": "これは見本の事務局です", "/s/anshin": "これは見本の事務局です", "/v/J9999": "これは見本の事務局です", "/nowhere": "これは見本の事務局です",
			"/en/": "This office is a demonstration"} {
			answer := httptest.NewRecorder()
			d.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
			if strings.Contains(answer.Body.String(), want) != sample {
				t.Errorf("%s of a demonstration %v: status %d, says it %v", path, sample, answer.Code, !sample)
			}
		}
	}
}
