package cli

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"akashi/app"
	"akashi/app/application"
	"akashi/app/desk"
	"akashi/app/money"
	"akashi/doors/ask"
	"akashi/values/fault"
	"akashi/values/form"
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

func TestObjectOfRefuses(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		``:                        "form-malformed line 1, column 1",
		`null`:                    "wrong-type /",
		`[]`:                      "wrong-type /",
		`"x"`:                     "wrong-type /",
		"{\n \"a\": 1,\n \"b\": ": "form-malformed line 3, column 6",
		`{"a":1} {"b":2}`:         "form-malformed line 1, column 9",
		"{\n\"a\": nope\n}":       "form-malformed line 2, column 7",
		"{\"a\": {\n\"b\": x}}":   "form-malformed line 2, column 6",
		"{\"a\": \"\x01\"}":       "form-malformed line 1, column 8",
	} {
		_, err := objectOf([]byte(text))
		if got := codes(err); !slices.Equal(got, []string{want}) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// actFilled fills the form of an act from a file and flags.
func actFilled(t *testing.T, name, whole string, flags ...string) (desk.Action, any, *sheet, error) {
	t.Helper()
	for _, a := range app.Actions() {
		if string(a.Name) != name {
			continue
		}
		r := &run{say: words.In(words.Japanese), Parts: Parts{In: strings.NewReader(whole)}}
		c := r.group("x")
		s := r.offer(c, a.Input(), true)
		r.furnish(c)
		if whole != "" {
			s.whole = "-"
		}
		if err := c.ParseFlags(flags); err != nil {
			t.Fatal(err)
		}
		into := a.Input()
		return a, into, s, s.fill(into)
	}
	t.Fatalf("no act %s", name)
	return desk.Action{}, nil, nil, nil
}

func TestEveryProblemOfAnActIsTold(t *testing.T) {
	t.Parallel()
	_, _, s, err := actFilled(t, "open", `{"scheme": "anshin", "type": 1, "colour": "red", "applicant": {"persons": "many"}, "renews": []}`,
		"--applicant-capital", "much", "--applicant-name", "Mihon")
	want := []string{"number-malformed /applicant/persons", "unknown-key /colour", "wrong-type /renews", "wrong-type /type", "yen-malformed /applicant/capital"}
	got := codes(err)
	if slices.Sort(got); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if at := s.place("/applicant/capital"); at != "--applicant-capital" {
		t.Errorf("people are told %s", at)
	}
}

// TestFlagsAreReadAsPeopleWrite fills an act by flags alone.
func TestFlagsAreReadAsPeopleWrite(t *testing.T) {
	t.Parallel()
	_, in, _, err := actFilled(t, "record-payment", "", "--charge", "review", "--amount", "８万円", "--received", "令和8年4月2日")
	payment, _ := in.(*money.PaymentInput)
	if err != nil || payment.Amount != 80000 || payment.Received.String() != "2026-04-02" {
		t.Errorf("got %+v, %v", payment, err)
	}
}

// TestEveryFormTakesItsExample holds the flags of every act against the example of
// its form.
func TestEveryFormTakesItsExample(t *testing.T) {
	t.Parallel()
	examples, err := ask.ReadExamples()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range app.Actions() {
		t.Run(string(a.Name), func(t *testing.T) {
			t.Parallel()
			_, _, s, err := actFilled(t, string(a.Name), string(examples.Asked[string(a.Name)]))
			if err != nil {
				t.Errorf("its example is refused: %v", err)
			}
			seen := map[string]bool{}
			s.flags.VisitAll(func(f *pflag.Flag) { seen[f.Name] = true })
			for key := range form.JSON(examples.Asked[string(a.Name)]).Members() {
				if flag := strings.ReplaceAll(key, "_", "-"); !seen[flag] && key != "content" {
					t.Errorf("no flag --%s; there are %v", flag, slices.Sorted(maps.Keys(seen)))
				}
			}
		})
	}
}

func FuzzObjectOf(f *testing.F) {
	for _, seed := range []string{`{"a":{"b":[1]}}`, `{"a":1,"a":2}`, `{`, "\xEF\xBB\xBF{}", `{"a":1}x`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		object, err := objectOf(data)
		if err != nil {
			return
		}
		var input application.OpenInput
		_ = form.Paper{}.Fill(object, &input) // never panics
	})
}
