package storetest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
	"akashi/values/fault"
)

// register is a small one that has all that makes searching hard.
func register() []any {
	var all []any
	for i, m := range []record.Mark{
		{Number: "J0072", Service: "＠nifty（アット・ニフティ）", Holder: "ニフティ株式会社", Granted: civil.MustOf(2016, 4, 1), Status: record.MarkActive},
		{Number: "T0001", Service: "OCN", Holder: "エヌ・ティ・ティ・コミュニケーションズ株式会社", Granted: civil.MustOf(2014, 11, 14), Status: record.MarkActive},
		{Number: "10860360(07)", Service: "審査登録サービス", ServiceKana: "シンサトウロクサービス",
			Holder: "見本インターネット株式会社", HolderKana: "ミホンインターネット", Granted: civil.MustOf(2016, 4, 1), Status: record.MarkSuspended},
		{Number: "2014/3", Rank: 3, Service: "ｱｯﾄﾎｰﾑ接続", Holder: "見本ケーブル", Status: record.MarkListed},
		{Number: "2014/20", Rank: 20, Service: "50% off_line", Holder: "Ｓａｍｐｌｅ Ｎｅｔ", Status: record.MarkListed},
	} {
		m.ID, m.Scheme = fmt.Sprintf("mark %d", i), "anshin"
		all = append(all, &m)
	}
	return all
}

func search(t *testing.T, h house) {
	h.add(t, register()...)
	for text, want := range map[string]string{
		"":             "2014/3 2014/20 T0001 J0072 10860360(07)",
		"審査":           "10860360(07)",
		"審":            "10860360(07)",
		"登録サ":          "10860360(07)",
		"査":            "10860360(07)",
		"しんさ":          "10860360(07)",
		"ｼﾝｻ":          "10860360(07)",
		"ビス":           "10860360(07)",
		"ス":            "10860360(07)",
		"ｱｯﾄﾆﾌﾃｨ":      "J0072",
		"アット・ニフティ":     "J0072",
		"あっとにふてぃ":      "J0072",
		"@NIFTY":       "J0072",
		"＠ＮＩＦＴＹ":       "J0072",
		"ｎ":            "2014/20 T0001 J0072",
		"y":            "J0072",
		"アット":          "2014/3 J0072",
		"あっとほむ":        "2014/3",
		"エヌティティ":       "T0001",
		"NTT":          "",
		"ocn":          "T0001",
		"J-0072":       "J0072",
		"ｊ００７２":        "J0072",
		"j 00":         "J0072",
		"072":          "J0072",
		"03603":        "", // each of its pairs is there, but not in a row
		"1086 0360":    "10860360(07)",
		"見本":           "2014/3 10860360(07)",
		"見本　接続":        "2014/3",
		"株式会社 見本 審査":   "10860360(07)",
		"sample net":   "2014/20",
		"samplenet":    "2014/20",
		"50%":          "2014/20",
		"off_line":     "2014/20",
		"審査OCN":        "",
		"式会社見":         "",
		"・":            "",
		"%":            "",
		"_":            "",
		"' OR 1=1 --":  "",
		`" OR "審査`:     "",
		"審査*":          "10860360(07)",
		"NOT 審査 AND (": "",
	} {
		h.view(t, func(r desk.Reader) error {
			q := desk.MarkQuery{Text: text}
			found, err := r.Marks(q)
			n, err2 := r.CountMarks(q)
			if got := numbers(found); got != want || n != len(found) {
				t.Errorf("%q: got %q and counted %d, want %q", text, got, n, want)
			}
			return errors.Join(err, err2)
		})
	}
	h.view(t, func(r desk.Reader) error {
		for _, long := range []string{strings.Repeat("審", 300), strings.Repeat("a b ", 300), strings.Repeat(" ", 1_000_000)} {
			_, err := r.Marks(desk.MarkQuery{Text: long})
			_, err2 := r.CountMarks(desk.MarkQuery{Text: long})
			_, err3 := r.Cases(desk.CaseQuery{Text: long})
			if !errors.Is(err, fault.Invalid) || !errors.Is(err2, fault.Invalid) || !errors.Is(err3, fault.Invalid) {
				t.Errorf("%.9q…: got %v, %v and %v, want invalid", long, err, err2, err3)
			}
		}
		none, err := r.CountMarks(desk.MarkQuery{Scheme: "a\xff"})
		if none != 0 {
			t.Errorf("counted %d in no scheme", none)
		}
		return err
	})
	h.view(t, func(r desk.Reader) error {
		found, err := r.Marks(desk.MarkQuery{Scheme: "anshin", Text: "見本", Standing: lifecycle.StandHistorical})
		none, err2 := r.Marks(desk.MarkQuery{Scheme: "pmark"})
		if got := numbers(found); got != "2014/3" || len(none) != 0 {
			t.Errorf("got %q and %v, want 2014/3 and none", got, none)
		}
		return errors.Join(err, err2)
	})
}

func numbers(marks []record.Mark) string {
	var all []string
	for _, m := range marks {
		all = append(all, m.Number)
	}
	return strings.Join(all, " ")
}

// standings holds the filter to the rule that it stands for, mark by mark.
func standings(t *testing.T, h house) {
	today := civil.MustOf(2026, 3, 2)
	days := []civil.Date{{}, today.AddDays(-9), today.AddDays(-1), today, today.AddDays(1), today.AddDays(9)}
	var all []any
	var alive []string
	want := map[lifecycle.Standing]string{}
	for _, status := range record.MarkStatuses() {
		for i, from := range days {
			for j, to := range days[i:] {
				n := len(all)
				m := record.Mark{ID: fmt.Sprintf("mark %03d", n), Scheme: "anshin", Number: fmt.Sprintf("J%04d", n), Rank: n + 1, Status: status, ValidFrom: from, ValidTo: to}
				renewed := (i+j)%2 == 0
				if renewed && !to.IsZero() && to.Before(today) {
					alive = append(alive, m.ID)
				}
				s := lifecycle.StandingOn(m, today, renewed)
				want[s] = strings.TrimSpace(want[s] + " " + m.Number)
				all = append(all, &m)
			}
		}
	}
	h.add(t, all...)
	h.view(t, func(r desk.Reader) (err error) {
		for _, s := range desk.Listed() {
			found, err := r.Marks(desk.MarkQuery{Standing: s, On: today, Alive: alive})
			n, err2 := r.CountMarks(desk.MarkQuery{Standing: s, On: today, Alive: alive})
			if got := numbers(found); got != want[s] || n != len(found) || err != nil || err2 != nil {
				t.Errorf("%s: got %q and counted %d, want %q, %v, %v", s, got, n, want[s], err, err2)
			}
		}
		return err
	})
}

func renamed(t *testing.T, h house) {
	h.add(t, register()...)
	h.update(t, func(tx desk.Tx) error {
		m, err := tx.Mark("J0072")
		if err != nil {
			return err
		}
		m.Service, m.Holder = "見本光", "別会社"
		return tx.Save(&m)
	})
	h.view(t, func(r desk.Reader) error {
		old, err := r.Marks(desk.MarkQuery{Text: "ニフティ"})
		now, err2 := r.Marks(desk.MarkQuery{Text: "見本光"})
		one, err3 := r.Marks(desk.MarkQuery{Text: "光"})
		if len(old) != 0 || numbers(now) != "J0072" || numbers(one) != "J0072" {
			t.Errorf("got %q by the old name, %q and %q by the new", numbers(old), numbers(now), numbers(one))
		}
		return errors.Join(err, err2, err3)
	})
}

func byNumber(t *testing.T, h house) {
	h.add(t, register()...)
	for typed, want := range map[string]string{
		"J0072": "J0072", "j0072": "J0072", "Ｊ００７２": "J0072", "J-0072": "J0072", "Ｊー００７２": "J0072",
		" J 0072 ": "J0072", "10860360（０７）": "10860360(07)", "mark 1": "T0001",
		"J007": "", "J00722": "", "": "", "-": "", "' OR ''='": "",
		"J\x000072": "", "J0072\xff": "", "J0072'; DROP TABLE mark; --": "", "\\": "", "?": "", "$1": "",
	} {
		h.view(t, func(r desk.Reader) error {
			m, err := r.Mark(typed)
			if m.Number != want || errors.Is(err, fault.NotFound) != (want == "") {
				t.Errorf("%q: got %q, %v, want %q", typed, m.Number, err, want)
			}
			return nil
		})
	}
}

func registerPages(t *testing.T, h house) {
	var all []any
	for i := range 47 {
		all = append(all, &record.Mark{ID: fmt.Sprintf("%02d", i*31%47), Scheme: "anshin", Service: "見本",
			Number: fmt.Sprintf("J%02d", i*17%47), Rank: max(0, i-40)})
	}
	h.add(t, all...)
	h.view(t, func(r desk.Reader) error {
		for _, text := range []string{"", "見本"} {
			whole, err := r.Marks(desk.MarkQuery{Text: text})
			if err != nil {
				return err
			}
			var joined []record.Mark
			for q := (desk.MarkQuery{Text: text, Limit: 10}); ; q.After = joined[len(joined)-1].ID {
				page, err := r.Marks(q)
				if err != nil {
					return err
				}
				if len(page) == 0 {
					break
				}
				joined = append(joined, page...)
			}
			if len(whole) != 47 || !slices.Equal(joined, whole) {
				t.Errorf("%q: pages hold %q\nwant %q", text, numbers(joined), numbers(whole))
			}
		}
		return nil
	})
}
