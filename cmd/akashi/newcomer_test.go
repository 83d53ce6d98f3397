package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"akashi/beside/testkit"
	chromium "akashi/beside/testkit/browser"
	"akashi/doors/cli"
	"akashi/rules/lifecycle"
)

// newcomer clicks, and nothing else but choosing a file and typing a day.
type newcomer struct {
	*hand
	clicked int
}

// presses clicks on the first link or button of the page that is called so.
func (n *newcomer) presses(called string) *newcomer {
	n.Helper()
	var found bool
	n.page.Eval(fmt.Sprintf(`(() => {
		const all = [...document.querySelectorAll("main a, main button")].filter((e) => e.offsetParent && e.textContent.trim().startsWith(%q));
		all[0]?.setAttribute("data-pressed", ""); return all.length > 0;
	})()`, called), &found)
	if !found {
		n.Fatalf("%s: nothing is called %q: %s", n.page.Address(), called, n.page.Text("main"))
	}
	n.page.Click("[data-pressed]")
	n.sound()
	n.clicked++
	return n
}

// TestANewcomerFilesACase goes by the README alone from the links of the demonstration to a
// filed application, and counts the clicks; the README says how many.
func TestANewcomerFilesACase(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "a browser takes its time")
	f, b := openFilled(t), chromium.Open(t)
	comes := func(user string, width int) *newcomer {
		t.Helper()
		n := &newcomer{hand: f.sits(b, width, true)}
		i := slices.IndexFunc(f.People, func(p cli.DemoPerson) bool { return p.User == user })
		n.page.Goto(n.at + "/login?link=" + f.People[i].Login)
		return n.presses("今は決めずに")
	}
	paper, err := filepath.Abs("demo/kitei.pdf")
	if err != nil {
		t.Fatal(err)
	}
	const no = "PM-2026-0005"
	applicant := comes("pmark-applicant-a", chromium.Desktop)
	applicant.presses(no).presses("足りない書類を見る").presses("ファイルを加える")
	applicant.page.Upload("[name=content]", paper)
	applicant.clicked++
	for _, line := range f.caseOf(no).documents { // as the page before lists them
		var ticked bool
		applicant.page.Eval(fmt.Sprintf(`(() => { const e = document.querySelector('[name=document][value="%s"]:not(:checked)'); e?.click(); return !!e })()`, line), &ticked)
		if ticked {
			applicant.clicked++
		}
	}
	applicant.presses("証拠のファイルを提出")
	applicant.presses("日付を記す")
	applicant.page.Fill(`[name="dates.0.value"]`, "2026-11-02")
	applicant.presses("日付のある証拠を記す")

	responsible := comes("pmark-responsible-a", chromium.Phone)
	responsible.presses(no).presses("宣誓する").presses("宣誓")

	applicant.presses("概要").presses("提出").presses("申請を提出")
	applicant.sees("受付票", no)
	if left := f.caseOf(no); left.state != lifecycle.Submitted {
		t.Fatalf("%s is %s", no, left.state)
	}
	clicks := applicant.clicked + responsible.clicked
	t.Logf("%d clicks: %d of the applicant, %d of the responsible person", clicks, applicant.clicked, responsible.clicked)
	for name, says := range map[string]string{"README.md": "%d clicks", "README.ja.md": "クリックは%d回"} {
		text, err := os.ReadFile(filepath.Join("../..", name))
		if want := fmt.Sprintf(says, clicks); err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s does not say %q: %v", name, want, err)
		}
	}
}
