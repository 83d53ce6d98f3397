package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// provocations are wrong inputs of every kind, each one command line. They run in
// one office, in this order; those that begin with "ok " only prepare the ground, and
// those with "out " tell what is wrong in their answer.
const provocations = `
ok init
ok user add --id jimu --name 事務局 --role secretariat --scheme all
ok case open --as jimu --scheme anshin --type new --service 見本 --intake-body jaipa --applicant-name 見本 --applicant-sample
serv
case opn
case show
case list --bogus
case list --limit x
case list --as jimu --state foo --type shinki --scheme ansin
register search x --status valid --scheme nosuch
session list --scheme nosuch --as jimu
size --scheme pmark --industry 小売 --capital 千 --persons x
size --scheme anshin --industry retail --capital none --persons 3
size --scheme pmark --industry huge --capital 1000万 --persons 0
score --scheme ansin --answers wrong.json
score --scheme anshin --edition 2030-01 --answers wrong.json
score --scheme anshin --answers wrong.json
score --scheme anshin --answers half.json
score --scheme anshin --answers nosuch.json
score --scheme anshin --case shinki --date 2024-02-30 --answers wrong.json
fees quote --scheme pmark --size huge --date R8.13.1 --onsite-hours ６時間
fees quote --scheme pmark --size small --date 1990-01-01
invoice tax --line 100@x
eligibility --scheme pmark --date 2026-04-01 --facts wrong.json
audit coverage --scheme anshin --application-date 2014-07-01 --audits wrong.json
deadlines --scheme pmark --expiry 2030/2/30
jp business-day --from 2060-01-01 --add x
jp era 令和元年4月30日
jp holidays --year 1900
--now yesterday jp era 2026-04-01
case open --as jimu --scheme ansin --type shinki
case open --as jimu --scheme pmark --type new --applicant-name 見本 --applicant-corporate-number 1 --applicant-industry 何か --applicant-region 東京
case open --as jimu --scheme anshin --type renewal --intake-body JAIPA
case show SA-1999-0001 --as jimu
case submit %1 --as jimu
case accept %1 --as jimu
case decide %1 --as jimu --outcome grant
case vote %1 --as jimu --choice maybe
case answer %1 --as jimu --answers {"9-9-9":"met","1-1-1":7}
case answer %1 --as jimu --input wrong.json
case attach %1 --as jimu --file nosuch.pdf
case attach %1 --as jimu --criterion 1-1-99 --file wrong.json
case record-payment %1 --as jimu --charge review --amount 9999万 --received 2099-01-01
case assign %1 --as jimu --user nobody
case withdraw %1 --as jimu
case judge %1 --as jimu --answers {"1-1-1":"met"}
case submit %1 --as nobody
user add --as jimu --name x --role king
user add --as jimu --role reviewer --name x --scheme anshin
session plan --as jimu --scheme anshin --day 2026-12-05
session open S-1 --as jimu
mark show X --date someday
mark suspend J9999 --as jimu --reason x
register import nosuch.csv --as jimu
register import broken.csv --scheme anshin --as jimu
register import broken.csv --scheme anshin --encoding ebcdic --as jimu
case record-report %1 --as jimu --file broken.xml
diagnosis check broken.xml --scheme anshin --application-date 2014-08-01
diagnosis check broken.csv --scheme anshin --application-date 2014-08-01
diagnosis check broken.csv --scheme anshin --application-date 2014-08-01 --format nesus-xml
diagnosis check broken.csv --scheme anshin --application-date 2014-08-01 --mapping wrong.json
out cvss score CVSS:3.1/AV:N 7.5 AV:N/AC:L/Au:Q/C:N/I:N/A:N
out scheme lint broken.yaml
out scheme lint broken.xml
backup verify .
`

// TestProvokedInJapanese gives the program every kind of wrong input and looks at
// what people read: Japanese, without raw codes, empty places or values as Go
// prints them.
func TestProvokedInJapanese(t *testing.T) {
	t.Parallel()
	akashi, dir := built(t), t.TempDir()
	for name, text := range map[string]string{
		"wrong.json": `{"answers":{"1-1-1":3,"1-1-2":3,"9-9-9":"met","2-1-1":"na","3-1-1":"yes","3-1-2":true},"bogus":[1]}`,
		"half.json":  `{"answers":{"1-1-1":"met","1-1-`,

		"broken.csv":  "a,\"b\"c\n",
		"broken.xml":  "<a><b></a>",
		"broken.yaml": "format: 2\nnane: x\ncriteria: {}\nscheme: [a\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for line := range strings.Lines(strings.TrimSpace(provocations)) {
		line, prepares := strings.CutPrefix(strings.TrimSpace(line), "ok ")
		line, answers := strings.CutPrefix(line, "out ")
		args := strings.Fields(strings.ReplaceAll(line, "%1", "SA-2026-0001"))
		cmd := exec.CommandContext(context.Background(), akashi, args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "AKASHI_LANG=ja", "AKASHI_NOW=2026-11-26T01:00:00Z", "AKASHI_DATA="+filepath.Join(dir, "office"))
		var out strings.Builder
		cmd.Stderr = &out
		if answers {
			cmd.Stdout = &out
		}
		err := cmd.Run()
		if prepares {
			if err != nil {
				t.Fatalf("%s: %v\n%s", line, err, out.String())
			}
			continue
		}
		status, _ := statusOf(err)
		if status == 0 || status == 70 {
			t.Errorf("%s: status %d\n%s", line, status, out.String())
		}
		for said := range strings.Lines(out.String()) {
			if wrong := unfit(strings.TrimRight(said, "\n")); wrong != "" {
				t.Errorf("%s: %s in %s", line, wrong, said)
			}
		}
	}
}

// unfit says what makes a line no sentence for people.
func unfit(line string) string {
	bare := regexp.MustCompile(` \[[a-z][a-z0-9._-]*\]$`).ReplaceAllString(line, "") // the code at the end
	for _, sign := range []string{"map[", "%!", "<nil>", "[]", "{}"} {
		if strings.Contains(bare, sign) {
			return "a value as Go prints it, " + sign + ","
		}
	}
	switch {
	case regexp.MustCompile(`\[[0-9]+( [0-9]+)+\]`).MatchString(bare):
		return "a list as Go prints it"
	case regexp.MustCompile(`\{[a-z_]+(:[a-z]+)?\}`).MatchString(bare):
		return "an unfilled place"
	case regexp.MustCompile(`「」|（）|：。`).MatchString(bare):
		return "an empty place"
	case strings.IndexFunc(bare, unicode.IsLetter) >= 0 && strings.IndexFunc(bare, isKana) < 0 && !strings.ContainsAny(bare, "✓✗"):
		return "no Japanese"
	}
	return ""
}

func isKana(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Han) }
