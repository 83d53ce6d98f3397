package cli

import (
	"encoding/json"
	"errors"
	"maps"
	"reflect"
	"slices"
	"testing"

	"github.com/spf13/pflag"

	"akashi/app"
	"akashi/app/application"
	"akashi/app/desk"
	"akashi/values/fault"
	"akashi/words"
)

func codes(err error) []string {
	problems, _ := errors.AsType[fault.Problems](err)
	var all []string
	for _, p := range problems {
		all = append(all, p.Code+" "+p.Where)
	}
	return all
}

func TestReadObjectRefuses(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		``:                        "input.json line 1, column 1",
		`null`:                    "input.json line 1, column 1",
		`[]`:                      "input.json line 1, column 1",
		`"x"`:                     "input.json line 1, column 1",
		"{\n \"a\": 1,\n \"b\": ": "input.json line 3, column 6",
		`{"a":1} {"b":2}`:         "input.json line 1, column 9",
		`{"a":1,"a":2}`:           "input.twice /a",
		"{\n\"a\": nope\n}":       "input.json line 2, column 7",
		"{\"a\": {\n\"b\": x}}":   "input.json line 2, column 6",
		"{\"a\": \"\x01\"}":       "input.json line 1, column 8",
	} {
		_, err := readObject([]byte(text))
		if got := codes(err); !slices.Equal(got, []string{want}) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestFillReportsEveryProblem(t *testing.T) {
	t.Parallel()
	object, err := readObject([]byte(`{"scheme": "anshin", "type": 1, "colour": "red", "applicant": {"persons": "many"}, "renews": [], "website": null}`))
	if err != nil {
		t.Fatal(err)
	}
	var input application.OpenInput
	want := []string{"input.type /applicant/persons", "input.unknown-key /colour", "input.type /renews", "input.type /type"}
	if got := codes(fill(object, &input)); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestEveryInputFillsFromItsOwnJSON holds the flags of every action against its
// input: each names a place that the input has.
func TestEveryInputFillsFromItsOwnJSON(t *testing.T) {
	t.Parallel()
	for _, a := range app.Actions() {
		t.Run(string(a.Name), func(t *testing.T) {
			t.Parallel()
			body, err := json.Marshal(a.Input())
			if err != nil {
				t.Fatal(err)
			}
			object, err := readObject(body)
			if err != nil {
				t.Fatal(err)
			}
			if err := fill(object, a.Input()); err != nil {
				t.Errorf("its own JSON is refused: %v", err)
			}
			seen := map[string]bool{}
			for _, c := range (&run{say: words.In(words.Japanese), Parts: Parts{Env: func(string) (string, bool) { return "", false }}}).actions(desk.OnCase) {
				if c.Name() == string(a.Name) {
					c.Flags().VisitAll(func(f *pflag.Flag) { seen[f.Name] = true })
				}
			}
			for _, f := range fieldsOf(reflect.TypeOf(a.Input()).Elem(), nil) {
				if a.On == desk.OnCase && !seen[f.flag()] {
					t.Errorf("no flag --%s; there are %v", f.flag(), slices.Sorted(maps.Keys(seen)))
				}
			}
		})
	}
}

func FuzzReadObject(f *testing.F) {
	for _, seed := range []string{`{"a":{"b":[1]}}`, `{"a":1,"a":2}`, `{`, "\xEF\xBB\xBF{}", `{"a":1}x`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		object, err := readObject(data)
		if err != nil {
			return
		}
		var input application.OpenInput
		_ = fill(object, &input) // never panics
	})
}
