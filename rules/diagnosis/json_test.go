package diagnosis_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"akashi/record"
	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/values/civil"
)

func sameJSON(t *rapid.T, a, b diagnosis.Result) {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	if errX != nil || errY != nil || !bytes.Equal(x, y) {
		t.Fatalf("%s (%v)\n%s (%v)", x, errX, y, errY)
	}
}

// TestContractJSON pins the public shape.
func TestContractJSON(t *testing.T) {
	t.Parallel()
	f := scored(t, "142591", 50)
	f.Name, f.CVEs, f.Protocol = `PHP < 7.3 "日本"`, []string{"CVE-2020-1"}, "tcp"
	f.CVSS2.Vector, f.CVSS2.Computed = "CVSS2#AV:N", tenths(t, 100)
	r := report(f, diagnosis.Finding{Host: "h", PluginID: "1", State: diagnosis.Info})
	r.Scanner, r.ScanDate, r.RowErrors = "Nessus", civil.MustOf(2024, 7, 1), []record.RowError{{Row: 3, Code: "c", Message: "m"}}
	got := diagnosis.Judge(anshin(scheme.CVSS2), r, diagnosis.Terms{})
	got.Reasons = nil
	const want = `{"format":"test","scanner":"Nessus","scan_date":"2024-07-01","machine_checked":true,"metric":"v2","unversioned_as":null,` +
		`"findings":[{"host":"192.0.2.1","port":"443","protocol":"tcp","plugin_id":"142591","name":"PHP \u003c 7.3 \"日本\"","cves":["CVE-2020-1"],` +
		`"state":"open","scanner_severity":"1","cvss2":{"reported":5.0,"vector":"CVSS2#AV:N","computed":10.0},` +
		`"cvss3":{"reported":null,"vector":null,"computed":null},"cvss4":{"reported":null,"vector":null,"computed":null},"unversioned":null,"remark":null,"band":"ge7"},` +
		`{"host":"h","port":null,"protocol":null,"plugin_id":"1","name":"","cves":[],"state":"info","scanner_severity":null,` +
		`"cvss2":{"reported":null,"vector":null,"computed":null},"cvss3":{"reported":null,"vector":null,"computed":null},` +
		`"cvss4":{"reported":null,"vector":null,"computed":null},"unversioned":null,"remark":null,"band":"none"}],` +
		`"counts":{"v2":{"ge4":0,"ge7":1,"lt4":0,"none":0},"v3":{"ge4":0,"ge7":0,"lt4":0,"none":1},"v4":{"ge4":0,"ge7":0,"lt4":0,"none":1}},` +
		`"blocking":["192.0.2.1|443|142591"],"resolved":[],"opinion_required":[],"opinion_missing":[],"undecidable":[],` +
		`"mismatches":["192.0.2.1|443|142591"],"mismatch_details":[{"finding":"192.0.2.1|443|142591","version":"v2","reported":5.0,"computed":10.0}],` +
		`"row_errors":[{"row":3,"code":"c","message":"m"}],"remarks":[],"verdict":"FAIL_LEVEL_III","reasons":null}`
	data, err := json.Marshal(got)
	if err != nil || string(data) != want {
		t.Errorf("%v\n got %s\nwant %s", err, data, want)
	}
}

// TestWriteJSON: the stream holds what json.Marshal gives, whatever the texts.
func TestWriteJSON(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rule, terms := drawTerms(t)
		findings := drawFindings().Draw(t, "findings")
		for i := range findings {
			findings[i].Name = rapid.String().Draw(t, "name")
			findings[i].CVEs = rapid.SliceOfN(rapid.StringMatching("CVE-[0-9]+"), 0, 2).Draw(t, "cves")
		}
		result := diagnosis.Judge(rule, report(findings...), terms)
		var stream bytes.Buffer
		var list diagnosis.List
		for _, j := range result.Findings {
			list.Add(j)
		}
		if err := result.WriteJSON(&stream, list.All()); err != nil || list.Len() != len(findings) {
			t.Fatal(err)
		}
		data, err := json.Marshal(result)
		if err != nil {
			t.Fatal(err)
		}
		var a, b any
		if err := json.Unmarshal(stream.Bytes(), &a); err != nil {
			t.Fatalf("%v: %s", err, stream.String())
		}
		if err := json.Unmarshal(data, &b); err != nil || !reflect.DeepEqual(a, b) {
			t.Fatalf("%s\n%s", stream.String(), data)
		}
	})
}

// TestList: what is added comes back in its order, over the ends of the pieces.
func TestList(t *testing.T) {
	t.Parallel()
	var list diagnosis.List
	for i := range 3000 {
		list.Add(diagnosis.Judged{Band: strconv.Itoa(i)})
	}
	i := 0
	for j := range list.All() {
		if j.Band != strconv.Itoa(i) {
			t.Fatalf("%d is %s", i, j.Band)
		}
		if i++; i == 2500 {
			break
		}
	}
	if i != 2500 || list.Len() != 3000 {
		t.Errorf("%d of %d", i, list.Len())
	}
}

func TestTenths(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"0": "0.0", "0.0": "0.0", "5": "5.0", "7.5": "7.5", "10": "10.0", "10.00": "10.0", "09.8": "9.8",
		"": "!", ".5": "!", "5.": "!", "10.1": "!", "11": "!", "-1": "!", "+1": "!", "1e1": "!", "7.55": "!", "7,5": "!", " 7": "!", "NaN": "!", "７": "!",
		"99999999999999999999": "!", "100": "!", "0.00000000000000000000000001": "!",
	} {
		score, err := diagnosis.ParseTenths(text)
		got := score.String()
		if err != nil {
			got = "!"
		}
		if got != want {
			t.Errorf("ParseTenths(%q) = %s, want %s", text, got, want)
		}
	}
	for n := -2; n <= 102; n++ {
		score, ok := diagnosis.Score(n)
		value, present := score.Value()
		if ok != (n >= 0 && n <= 100) || present != ok || ok && value != n {
			t.Errorf("Score(%d) = %v, %v", n, score, ok)
		}
		data, err := json.Marshal(score)
		var back diagnosis.Tenths
		if err != nil || json.Unmarshal(data, &back) != nil || back != score {
			t.Errorf("%d: JSON %s reads as %v", n, data, back)
		}
	}
}

func TestParseStatements(t *testing.T) {
	t.Parallel()
	const good = `{"opinions":[{"findings":["h|1|2"],"plugin_ids":["3"],"text":"x","by":"y","date":"2024-07-01"}],"resolutions":[{"plugin_ids":["4"],"text":"x","by":"y"}]}`
	s, err := diagnosis.ParseStatements([]byte("\ufeff" + good))
	if err != nil || len(s.Opinions) != 1 || len(s.Resolutions) != 1 || s.Opinions[0].Date != civil.MustOf(2024, 7, 1) {
		t.Fatalf("%+v, %v", s, err)
	}
	for text, problems := range map[string]int{
		"":          1,
		"[]":        1,
		`{"a":1}`:   1,
		good + good: 1,
		`{"opinions":[{"findings":["h|1|2"],"text":"x","by":"y","date":"2024-02-30"}]}`: 1,
		`{"opinions":[{"findings":[""],"text":" ","by":""}]}`:                           3,
		`{"opinions":[{"findings":["h|1|2"],"text":"x","by":"y"}],"resolutions":[{}]}`:  3,
	} {
		_, err := diagnosis.ParseStatements([]byte(text))
		if err == nil || strings.Count(err.Error(), "\n")+1 != problems {
			t.Errorf("%s: %v, want %d problems", text, err, problems)
		}
	}
}

func FuzzParseStatements(f *testing.F) {
	f.Add([]byte(`{"opinions":[{"findings":["h|1|2"],"plugin_ids":["3"],"text":"x","by":"y","date":"2024-07-01"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := diagnosis.ParseStatements(data)
		if err == nil && s.Check() != nil {
			t.Errorf("%q is read though incomplete", data)
		}
	})
}
