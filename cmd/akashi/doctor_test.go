package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"akashi/app/desk"
	"akashi/doors/cli"
	"akashi/record"
	"akashi/schemes"
	"akashi/tools/seal"
	"akashi/words"
)

// TestTheDoctorNamesEachCondition breaks each of them in turn, and reads what is said of
// it in both languages, with its cure.
func TestTheDoctorNamesEachCondition(t *testing.T) {
	t.Parallel()
	shelf, err := schemes.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 26, 3, 0, 0, 0, time.UTC)
	at := cli.Site{Data: filepath.Join(t.TempDir(), "office"), Shelf: shelf, Now: func() time.Time { return now }}
	office, err := makeOffice(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = office.Close() })
	err = office.Store.Update(t.Context(), func(tx desk.Tx) error {
		return tx.Append(&record.Leaf{At: now, Actor: "sec", Action: "note", Kind: "case", Object: "SA-2026-0001", Data: "{}"})
	})
	if err != nil {
		t.Fatal(err)
	}
	is := func(code string) (found cli.Condition) {
		t.Helper()
		for _, c := range conditions(t.Context(), at) {
			if c.Code == code {
				found = c
			}
			for _, lang := range []words.Language{words.Japanese, words.English} {
				book := words.In(lang)
				said := book.Say("doctor."+c.Code) + book.Fill("doctor."+c.Code+"."+c.State, c.Figures) + book.Fill("doctor."+c.Code+".cure", c.Figures)
				if strings.ContainsAny(said, "{}") || !book.Has("doctor."+c.Code+"."+c.State) || !book.Has("doctor."+c.Code+".cure") {
					t.Errorf("%s: %s %s is not told: %s", lang, c.Code, c.State, said)
				}
			}
		}
		return found
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, code := range []string{"disk", "permissions", "key", "clock", "backup", "drill"} {
		if c := is(code); !c.Good && code != "disk" { // of this machine nobody knows
			t.Errorf("%s of a new office: %+v", code, c)
		}
	}
	for free, good := range map[int64]bool{0: false, leastFree - 1: false, leastFree: true} {
		if c := roomOf(free); c.Good != good || c.Figures["free"] == "" {
			t.Errorf("%d bytes free: %+v", free, c)
		}
	}
	if c, full := is("disk"), roomOf(0); c.Code != full.Code || c.State != full.State {
		t.Errorf("the disk of an office: %+v, a full one %+v", c, full)
	}
	if c := is("backup"); c.State != "never" || !c.Cure {
		t.Errorf("no backup yet: %+v", c)
	}
	must(noteBackup(at, made(t.TempDir(), now.AddDate(0, 0, -3))))
	if c := is("backup"); !c.Good || c.State != "is" || c.Figures["days"] != "3" || c.Figures["place"] == "" {
		t.Errorf("a backup: %+v", c)
	}
	if c := is("drill"); c.State != "never" || !c.Cure {
		t.Errorf("no backup was tried out: %+v", c)
	}
	for _, d := range []struct {
		days  int
		whole bool
		state string
		good  bool
	}{{92, true, "is", true}, {93, true, "is", false}, {1, false, "failed", false}} {
		must(noteBackup(at, tried("/no/where", now.AddDate(0, 0, -d.days), d.whole)))
		if c := is("drill"); c.State != d.state || c.Good != d.good || c.Figures["days"] != strconv.Itoa(d.days) {
			t.Errorf("a backup was tried out %d days ago: %+v", d.days, c)
		}
	}
	must(noteBackup(at, made("/no/where", now.AddDate(0, 0, -8))))
	if c := is("backup"); c.Good || c.State != "elsewhere" {
		t.Errorf("an old backup: %+v", c)
	}
	if c := is("drill"); c.State != "failed" {
		t.Errorf("a new backup hides that an old one was tried out in vain: %+v", c)
	}
	must(os.Chmod(filepath.Join(at.Data, "akashi.db"), 0o644))
	if c := is("permissions"); c.Good || !strings.HasSuffix(c.Figures["path"], "akashi.db") {
		t.Errorf("a store for everybody: %+v", c)
	}
	must(os.Chmod(at.KeyFile(), 0o640))
	if c := is("key"); c.Good || c.State != "open" {
		t.Errorf("a key for others: %+v", c)
	}
	must(os.Chmod(at.KeyFile(), 0o600))
	keep := func(name, content string) {
		t.Helper()
		_, err := office.Files.Keep(t.Context(), name, []byte(content))
		must(err)
	}
	keep("plain.txt", "as it came")
	if c := is("evidence"); !c.Good || !c.Cure || c.State != "plain" || c.Figures["plain"] != "1" {
		t.Errorf("a file as it came: %+v", c)
	}
	must(os.RemoveAll(evidenceOf(at)))
	at.Evidence.Sealed = true
	must(office.Close())
	office, err = makeOffice(t.Context(), at)
	must(err)
	keep("sealed.txt", "encrypted")
	if c := is("evidence"); !c.Good || c.Cure || c.State != "is" || c.Figures["sealed"] != "1" {
		t.Errorf("an encrypted file: %+v", c)
	}
	if c := is("key"); !c.Good || c.State != "is" {
		t.Errorf("the key of it: %+v", c)
	}
	must(os.Rename(at.KeyFile(), at.KeyFile()+".own"))
	must(seal.Make(at.KeyFile(), ""))
	if c := is("key"); c.Good || c.State != "locked" {
		t.Errorf("another key: %+v", c)
	}
	must(os.Remove(at.KeyFile()))
	if c := is("key"); c.Good || c.State != "missing" {
		t.Errorf("a key that is gone: %+v", c)
	}
	now = now.Add(-time.Minute)
	if c := is("clock"); c.Good || c.State != "behind" {
		t.Errorf("a clock that is behind: %+v", c)
	}
}

// A test letter is handed over to a real server, and the doctor tells what that said of it.
func TestTheDoctorSendsATestLetter(t *testing.T) {
	t.Parallel()
	box := openMailbox(t)
	data := filepath.Join(t.TempDir(), "office")
	doctor := func(smtp string, args ...string) (told map[string]any) {
		var out bytes.Buffer
		p := parts()
		p.Out, p.Err, p.Schemes.Shipped = &out, &bytes.Buffer{}, shippedOnce
		p.Env = func(name string) (string, bool) { return smtp, name == "AKASHI_SMTP" && smtp != "" }
		cli.Run(t.Context(), p, append([]string{"doctor", "--json", "--lang", "en", "--data", data}, args...))
		var answer struct{ Checks []map[string]any }
		if err := json.Unmarshal(out.Bytes(), &answer); err != nil {
			t.Fatal(err, out.String())
		}
		for _, c := range answer.Checks {
			if c["code"] == "mail-test" {
				told = c
			}
		}
		return told
	}
	address := "smtp://" + box.address + "?tls=none"
	for _, row := range []struct {
		smtp, to string
		ok       bool
		says     string
	}{
		{address, "fine+x@mihon.example", true, "took the letter"},
		{address, "nobodys+x@mihon.example", false, "no such person"},
		{address, "later+x@mihon.example", false, "cannot take"},
		{"smtp://127.0.0.1:1?tls=none", "fine+y@mihon.example", false, "not handed over"},
		{"", "fine+z@mihon.example", false, "no server is set"},
	} {
		told := doctor(row.smtp, "--mail", row.to)
		if said, _ := told["message"].(string); told["ok"] != row.ok || !strings.Contains(said, row.says) || row.ok == (told["cure"] != nil) {
			t.Errorf("%s by %q: %v", row.to, row.smtp, told)
		}
	}
	if told := doctor(address); told != nil {
		t.Errorf("nobody asked for a letter: %v", told)
	}
	if len(box.got) != 1 || len(box.got["fine+x@mihon.example"]) != 1 || !strings.HasPrefix(box.texts["fine+x@mihon.example"], "A test letter") {
		t.Errorf("came in: %v %q", box.got, box.texts)
	}
}
