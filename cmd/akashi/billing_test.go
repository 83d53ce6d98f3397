package main

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"akashi/beside/testkit"
)

// TestTheAccountsClerkKeepsTheMoney looks at what is to come in, records a part of it and takes it back, all from the one
// page and each time back on it: what is left, the sums and the table say the same.
func TestTheAccountsClerkKeepsTheMoney(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "the demonstration is filled")
	office := openFilled(t).office
	b := enteredAs(t, office, "keiri")
	if home := b.ask(http.MethodGet, "/o", nil).text; !strings.Contains(home, `href="/o/billing"`) {
		t.Error("the clerk's menu does not lead to charges and payments")
	}
	text := b.ask(http.MethodGet, "/o/billing", nil).text
	rows := tableAt(t, b, "/o/billing?as=csv")
	left, column := 0, slices.Index(rows[0], "残額")
	for _, row := range rows[1:] {
		n, err := strconv.Atoi(row[column])
		if err != nil || n <= 0 {
			t.Errorf("%s is listed and leaves %q", row[0], row[column])
		}
		left += n
	}
	if len(rows) < 3 || !strings.Contains(text, "合計 "+yenIn(left)) {
		t.Errorf("%d charges, %s left in the table, which the page does not say", len(rows)-1, yenIn(left))
	}
	late := tableAt(t, b, "/o/billing?view=late&as=csv")
	if len(late) < 2 || len(late) >= len(rows) || late[1][slices.Index(late[0], "超過した日数")] == "0" {
		t.Errorf("late are %v", late)
	}

	pay := regexp.MustCompile(`href="(/do/cases/[^"]+/record-payment\?[^"]+)"`).FindStringSubmatch(text)
	if pay == nil {
		t.Fatal("nothing can be paid from the page")
	}
	at, given, _ := strings.Cut(strings.ReplaceAll(pay[1], "&amp;", "&"), "?")
	form, _ := url.ParseQuery(given)
	whole, _ := strconv.Atoi(form.Get("amount"))
	if whole < 2000 {
		t.Fatalf("%d is offered to be paid", whole)
	}
	form.Set("amount", "1000")
	if done := b.ask(http.MethodPost, at, form); done.status != http.StatusSeeOther || done.to != "/o/billing" {
		t.Fatalf("recorded: %d, to %q: %.300s", done.status, done.to, done.text)
	}
	text = b.ask(http.MethodGet, "/o/billing", nil).text
	if !strings.Contains(text, "合計 "+yenIn(left-1000)) {
		t.Errorf("after 1,000 yen the page still does not say %s", yenIn(left-1000))
	}
	back := regexp.MustCompile(`href="(/do/cases/[^"]+/reverse-payment\?[^"]+)"`).FindStringSubmatch(text)
	if back == nil {
		t.Fatal("what was paid cannot be taken back from the page")
	}
	at, given, _ = strings.Cut(strings.ReplaceAll(back[1], "&amp;", "&"), "?")
	form, _ = url.ParseQuery(given)
	form.Set("reason", "別の料金の入金")
	if done := b.ask(http.MethodPost, at, form); done.status != http.StatusSeeOther || done.to != "/o/billing" {
		t.Fatalf("taken back: %d, to %q: %.300s", done.status, done.to, done.text)
	}
	text = b.ask(http.MethodGet, "/o/billing", nil).text
	if !strings.Contains(text, "合計 "+yenIn(left)) || !strings.Contains(text, "別の料金の入金") {
		t.Errorf("after it was taken back the page does not say %s, or not why", yenIn(left))
	}

	all := len(tableAt(t, b, "/o/billing?view=all&as=csv"))
	one := tableAt(t, b, "/o/billing?view=all&scheme=pmark&by=raised&month=2026-10&as=csv")
	for _, row := range one[1:] {
		if !strings.HasPrefix(row[slices.Index(one[0], "請求した日")], "2026-10-") || row[1] != "Pマーク" && row[1] != "プライバシーマーク" {
			t.Errorf("of October and pmark: %v", row)
		}
	}
	if len(one) >= all {
		t.Errorf("%d of %d charges are of October and pmark", len(one), all)
	}
	for _, wrong := range []string{"view=none", "month=soon", "by=none", "scheme=none"} {
		if got := b.ask(http.MethodGet, "/o/billing?"+wrong, nil).status; got != http.StatusUnprocessableEntity && got != http.StatusNotFound {
			t.Errorf("%s: %d", wrong, got)
		}
	}
	if got := enteredAs(t, office, "observer").ask(http.MethodGet, "/o/billing", nil).status; got != http.StatusNotFound {
		t.Errorf("the observer is answered %d", got)
	}
}

// yenIn is a sum as pages print it.
func yenIn(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text + "円"
}
