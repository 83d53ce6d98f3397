package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
)

// licensesOf runs the command in English, as a version 1.2.3.
func licensesOf(t *testing.T, flags ...string) string {
	t.Helper()
	var out bytes.Buffer
	p := Parts{Version: "1.2.3", Out: &out, Err: &out, Env: func(string) (string, bool) { return "", false }}
	if status := Run(context.Background(), p, append([]string{"licenses", "--lang", "en"}, flags...)); status != ExitDone {
		t.Fatalf("status %d: %s", status, out.String())
	}
	return out.String()
}

func TestLicensesAreNamedForPrograms(t *testing.T) {
	t.Parallel()
	var got struct{ Modules []licensed }
	if err := json.Unmarshal([]byte(licensesOf(t, "--json")), &got); err != nil {
		t.Fatal(err)
	}
	if got.Modules[0] != (licensed{"akashi", "1.2.3", "Apache-2.0"}) {
		t.Errorf("the first is %+v, want Akashi itself", got.Modules[0])
	}
	for _, m := range got.Modules {
		if m.Path == "" || m.Version == "" || m.Licence == "" {
			t.Errorf("%+v is incomplete", m)
		}
	}
}

func TestLicensesArePrintedInFull(t *testing.T) {
	t.Parallel()
	got := licensesOf(t)
	for _, want := range []string{
		"part ", "akashi ", "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION", "akashi (devel): NOTICE",
		"Copyright 2009 The Go Authors", "SQLite Is Public Domain", "Copyright (c) 2023 デジタル庁",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not printed", want)
		}
	}
	for _, m := range licensedParts() {
		if strings.Count(got, "\n"+m.Path+" ") < 2 {
			t.Errorf("%s has no text", m.Path)
		}
	}
}
