package main

import (
	"regexp"
	"strings"
	"time"

	"akashi/app/people"
	chromium "akashi/beside/testkit/browser"
	"akashi/record"
)

// panel is a committee at its table: the seats that come, and who of the office opens and decides.
type panel struct {
	scheme string
	day    time.Time
	seats  []string
	chief  *hand
}

var sessionID = regexp.MustCompile(`/o/sessions/([^/?#]+)`)

// grants takes a case through a session that grants it. Each member comes with a browser of
// its own, says that there is no conflict, and votes; a second person confirms what the chief enters.
func (t panel) grants(b *chromium.Browser, no string, decision ...string) {
	e := t.chief.entrance
	e.Helper()
	at, day := "/do/cases/"+no+"/", t.day.Format(time.DateOnly)
	e.now = t.day
	t.chief.enters("jimukyoku").sends("/do/sessions/plan", "scheme", t.scheme, "day", day)
	path := sessionID.FindStringSubmatch(t.chief.page.Address())
	if path == nil {
		e.Fatalf("the session that was planned is not shown: %s", t.chief.page.Address())
	}
	sitting := "/do/sessions/" + path[1] + "/"
	t.chief.sends(at+"schedule", "session", path[1])
	members := []*hand{}
	for _, seat := range t.seats {
		m := e.sits(b, chromium.Desktop, true).comes(e.invite(people.UserInput{ID: "seat-" + strings.ReplaceAll(seat, "_", "-"), Name: "委員 " + seat, Role: record.RoleMember, Scheme: t.scheme, Seat: seat}))
		m.goes("/k").sees("利害の申告").goes("/o/sessions/" + path[1])
		m.clicks(`form[action*="/declare-no-conflict"] button`)
		m.confirms()
		m.sees("利害がない旨を記録しました")
		m.goes("/o/cases/" + no + "/report")
		members = append(members, m)
	}
	second := e.sits(b, chromium.Desktop, true).comes(e.invite(people.UserInput{ID: "fukujimu", Name: "事務局次長", Role: record.RoleSecretariat, Scheme: t.scheme}))
	t.chief.sends(sitting+"open-session").sends(sitting+"attend", repeat("seats", t.seats)...)
	for _, m := range members {
		m.goes("/k").sees("あなたの番：1件")
		m.sends(at+"vote", "choice", "grant").sees("票の確認").sendsHere()
	}
	t.chief.sends(at+"decide", append([]string{"reasons", "審査委員会の議決による"}, decision...)...)
	waits := regexp.MustCompile(`/o/pending#([^/?#]+)`).FindStringSubmatch(t.chief.page.Address())
	if waits == nil {
		e.Fatalf("the decision waits for nobody: %s", t.chief.page.Address())
	}
	second.sends("/do/pending/" + waits[1] + "/confirm")
	t.chief.sends(sitting+"close-session", "minutes", "議決のとおり")
}
