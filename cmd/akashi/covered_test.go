package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/people"
	"akashi/beside/testkit"
	chromium "akashi/beside/testkit/browser"
	"akashi/record"
	"akashi/rules/access"
)

// TestSomebodyCoversInBrowsers records that one of the office is away: whoever covers finds the case among the own ones
// with the reason, and is written to when the applicant writes; the board says so in one line. Once the absence is ended,
// nothing of it stays.
func TestSomebodyCoversInBrowsers(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "it is a story in browsers")
	onBothStores(t, func(t *testing.T, store string) {
		b := chromium.Open(t)
		e := openEntranceOn(t, "off", store)
		e.now = time.Date(2026, 8, 3, 1, 0, 0, 0, time.UTC)
		writesTo := func(id, name string) (link string) { // somebody of the office who has an address
			t.Helper()
			action, _ := app.FindAction(access.AddUser)
			in := people.UserInput{ID: id, Name: name, Role: record.RoleSecretariat, Scheme: "anshin", Email: id + "@mihon.example"}
			if _, err := e.office.Do(t.Context(), desk.Request{Actor: access.Actor{ID: access.Console, Role: record.RoleAdmin}}, action, "", &in); err != nil {
				t.Fatal(err)
			}
			_, _, link = e.letter()
			return link
		}
		cover := e.sits(b, chromium.Desktop, true).comes(writesTo("rusu", "花子"))
		writesTo("tanto", "担当 太郎")
		applicant := e.sits(b, chromium.Phone, false).begins("anshin", "申請 花子", "shinsei@mihon.example", "見本インターネット株式会社")
		applicant.sends("/do/cases/open", "scheme", "anshin", "type", "new", "service", "見本ネット", "intake_body", "jaipa")
		no := regexp.MustCompile(`SA-\d{4}-\d{4}`).FindString(applicant.page.Address())
		at := "/do/cases/" + no + "/"
		cover.sends(at+"put-in-charge", "user", "tanto")
		readers := func() (to []string) {
			t.Helper()
			list, err := e.office.Mail(t.Context(), access.Actor{ID: "rusu", Role: record.RoleSecretariat, Scheme: "anshin"}, app.MailQuery{Case: no})
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range list.Mails {
				if m.To == "tanto" || m.To == "rusu" {
					to = append(to, m.To)
				}
			}
			slices.Sort(to)
			return to
		}
		tells := func(h *hand, path string, is bool, words ...string) {
			t.Helper()
			text := h.goes(path).page.Text("main")
			for _, w := range words {
				if strings.Contains(text, w) != is {
					t.Errorf("%s says %q: %v: %s", path, w, !is, text)
				}
			}
		}
		tells(cover, "/o?view=mine", false, no, "不在")

		cover.sends("/do/office/record-absence", "scheme", "anshin", "user", "tanto", "cover", "rusu", "from", "2026-08-03", "to", "2026-08-07").sees("不在を記録しました")
		tells(cover, "/o/absences", true, "担当 太郎", "不在中", "花子")
		tells(cover, "/o?view=mine", true, no, "担当 太郎", "2026年8月7日まで不在（留守番 花子）")
		tells(cover, "/o", true, "今日の不在：担当 太郎（2026年8月7日まで。留守番 花子）")
		tells(cover, "/en/o", true, "Away today: 担当 太郎 until 7 August 2026, covered by 花子.")
		applicant.sends(at+"write-message", "text", "記入の仕方を教えてください")
		if to := readers(); !slices.Equal(to, []string{"rusu", "tanto"}) {
			t.Errorf("the message is told to %v", to)
		}
		cover.sends("/do/office/end-absence?scheme=anshin&user=tanto&from=2026-08-03").sees("不在を終えました")
		tells(cover, "/o?view=mine", false, no, "不在")
		tells(cover, "/o", false, "今日の不在")
		tells(cover, "/o/absences", false, "担当 太郎")
		applicant.sends(at+"write-message", "text", "ありがとうございます")
		if to := readers(); !slices.Equal(to, []string{"rusu", "tanto", "tanto"}) {
			t.Errorf("after the absence the messages were told to %v", to)
		}
	})
}
