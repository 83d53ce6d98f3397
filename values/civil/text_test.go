package civil_test

import (
	"database/sql"
	"database/sql/driver"
	"encoding"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"akashi/values/civil"
	"akashi/values/fault"
)

var (
	_ driver.Valuer            = civil.Date{}
	_ sql.Scanner              = (*civil.Date)(nil)
	_ encoding.TextUnmarshaler = (*civil.Date)(nil)
)

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"", "2024-02-30", "2023-02-29", "2024-2-3", "2024/02/03", "20240203", "2024-02-03 ", "2024-02-03T00:00:00Z",
		"1867-12-31", "0000-00-00", "+024-02-03", "2024--2-03", "200/-01-01", "２０２４-02-03", "2024-02-0x", strings.Repeat("9", 1000),
	} {
		d, err := civil.Parse(s)
		if !errors.Is(err, fault.Invalid) || !d.IsZero() {
			t.Errorf("Parse(%q) = %s, %v", s, d, err)
		}
		if err != nil && len(err.Error()) > 200 {
			t.Errorf("the fault repeats %d characters", len(err.Error()))
		}
	}
}

func TestDateJSON(t *testing.T) {
	t.Parallel()
	type finding struct {
		Raised civil.Date `json:"raised"`
		Closed civil.Date `json:"closed"`
	}
	want := `{"raised":"2024-02-29","closed":null}`
	got, err := json.Marshal(finding{Raised: day(t, "2024-02-29")})
	if err != nil || string(got) != want {
		t.Errorf("got %s, %v; want %s", got, err, want)
	}
	for _, text := range []string{want, `{"raised":"2024-02-29","closed":""}`, `{"raised":"2024-02-29"}`} {
		var f finding
		if err := json.Unmarshal([]byte(text), &f); err != nil || f.Raised != day(t, "2024-02-29") || !f.Closed.IsZero() {
			t.Errorf("%s reads as %v, %v", text, f, err)
		}
	}
	for _, text := range []string{`{"raised":"2024-02-30"}`, `{"raised":20240229}`, `{"raised":["2024-02-29"]}`} {
		var f finding
		if err := json.Unmarshal([]byte(text), &f); !errors.Is(err, fault.Invalid) {
			t.Errorf("%s reads as %v, %v", text, f, err)
		}
	}
	keys, err := json.Marshal(map[civil.Date]int{day(t, "2024-02-29"): 1})
	if err != nil || string(keys) != `{"2024-02-29":1}` {
		t.Errorf("as a key: %s, %v", keys, err)
	}
}

func TestDateInDatabase(t *testing.T) {
	t.Parallel()
	leap := day(t, "2024-02-29")
	if v, err := leap.Value(); err != nil || v != "2024-02-29" {
		t.Errorf("Value = %v, %v", v, err)
	}
	if v, err := (civil.Date{}).Value(); err != nil || v != nil {
		t.Errorf("Value of no date = %v, %v", v, err)
	}
	for _, stored := range []any{
		"2024-02-29", []byte("2024-02-29"), time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC),
		time.Date(2024, 2, 29, 0, 0, 0, 0, time.FixedZone("", 9*60*60)),
	} {
		var d civil.Date
		if err := d.Scan(stored); err != nil || d != leap {
			t.Errorf("Scan(%v) = %s, %v", stored, d, err)
		}
	}
	d := leap
	if err := d.Scan(nil); err != nil || !d.IsZero() {
		t.Errorf("Scan(nil) = %s, %v", d, err)
	}
	for _, stored := range []any{"2024-02-30", 20240229, 1.5, time.Date(1066, 10, 14, 0, 0, 0, 0, time.UTC)} {
		if err := d.Scan(stored); !errors.Is(err, fault.Invalid) {
			t.Errorf("Scan(%v) = %s, %v", stored, d, err)
		}
	}
}

func TestEra(t *testing.T) {
	t.Parallel()
	for date, want := range map[string]string{
		"2019-05-01": "令和元年5月1日", // D
		"2019-04-30": "平成31年4月30日",
		"2026-11-21": "令和8年11月21日",
		"1989-01-08": "平成元年1月8日",
		"1989-01-07": "昭和64年1月7日",
		"1926-12-25": "昭和元年12月25日",
		"1926-12-24": "大正15年12月24日",
		"1912-07-30": "大正元年7月30日",
		"1912-07-29": "明治45年7月29日",
		"1873-01-01": "明治6年1月1日",
		"1872-12-31": "1872-12-31",
	} {
		if got := day(t, date).Era(); got != want {
			t.Errorf("%s is %s, want %s", date, got, want)
		}
	}
}

func TestJapanese(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ got, want string }{
		{day(t, "2014-05-09").Japanese(), "2014年5月9日"},
		{day(t, "2026-11-21").JapaneseWithEra(), "2026年11月21日（令和8年11月21日）"},
		{day(t, "1870-01-01").JapaneseWithEra(), "1870年1月1日"},
		{civil.Date{}.Japanese() + civil.Date{}.Era() + civil.Date{}.JapaneseWithEra() + civil.Date{}.String(), ""},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func FuzzDate(f *testing.F) {
	f.Add("2024-02-29")
	f.Add("1867-12-31")
	f.Fuzz(func(t *testing.T, s string) {
		d, err := civil.Parse(s)
		want, wantErr := time.Parse(time.DateOnly, s)
		inRange := wantErr == nil && want.Year() >= 1868
		if (err == nil) != inRange || err == nil && d.String() != s {
			t.Errorf("Parse(%q) = %s, %v; the time package says %s, %v", s, d, err, want, wantErr)
		}
	})
}
