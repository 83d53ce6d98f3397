package cli

import (
	"bytes"
	"encoding/json"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"

	"akashi/app"
	"akashi/doors/ask"
	"akashi/rules/access"
	"akashi/values/form"
	"akashi/words"
)

// shellWords splits a line as a shell does: quotes keep blanks together.
func shellWords(line string) (all []string) {
	word, quoted, begun := "", false, false
	for _, c := range line {
		switch {
		case c == '\'':
			quoted, begun = !quoted, true
		case c == ' ' && !quoted:
			if begun {
				all = append(all, word)
			}
			word, begun = "", false
		default:
			word, begun = word+string(c), true
		}
	}
	if begun {
		all = append(all, word)
	}
	return all
}

// TestEveryActShowsAWholeCommand reads the example line of each act as the program
// would: it is a command with its object, and fills the form with the example of that
// form.
func TestEveryActShowsAWholeCommand(t *testing.T) {
	t.Parallel()
	examples, err := ask.ReadExamples()
	if err != nil {
		t.Fatal(err)
	}
	root := Tree(Parts{Env: func(string) (string, bool) { return "", false }}, words.Japanese)
	for _, a := range app.Actions() {
		if a.Name == access.ImportRegister || a.Name == access.MoveIn || a.Name == access.ImportPayment {
			continue // a command of its own, which reads a table
		}
		t.Run(string(a.Name), func(t *testing.T) {
			r := &run{say: words.In(words.Japanese)}
			r.Open = func(string) (io.ReadCloser, error) {
				var file struct{ Content, Paper, Handover []byte }
				err := json.Unmarshal(examples.Asked[string(a.Name)], &file)
				return io.NopCloser(bytes.NewReader(slices.Concat(file.Content, file.Paper, file.Handover))), err
			}
			path := app.Group(a) + " " + app.Word(a)
			if own, is := ownWords()[a.Name]; is {
				path = own.among + " " + own.use
			}
			c, _, err := root.Find(strings.Fields(path))
			if err != nil {
				t.Fatal(err)
			}
			given := shellWords(strings.TrimSpace(c.Example))
			if len(given) == 0 || given[0] != "akashi" {
				t.Fatalf("the example is %q", c.Example)
			}
			found, rest, err := root.Find(given[1:])
			if err != nil || found != c {
				t.Fatalf("%q is another command: %v", c.Example, err)
			}
			trial := r.group("x")
			s := r.offer(trial, a.Input(), true)
			r.furnish(trial)
			trial.Flags().String("as", "", "")
			if err := trial.ParseFlags(rest); err != nil {
				t.Fatal(err)
			}
			if as, _ := trial.Flags().GetString("as"); as == "" {
				t.Errorf("%q says not who acts", c.Example)
			}
			want, got := a.Input(), a.Input()
			if err := form.Bind(examples.Asked[string(a.Name)], want); err != nil {
				t.Fatal(err)
			}
			if own := ownWords()[a.Name]; own.flag != "" {
				if err := trial.Flags().Set(own.flag, trial.Flags().Arg(0)); err != nil {
					t.Fatal(err)
				}
			} else if args := trial.Flags().Args(); (len(args) == 1) != strings.Contains(c.Use, " ") || len(args) == 1 && args[0] == "" {
				t.Errorf("%q names %q for %s", c.Example, args, c.Use)
			}
			if err := s.fill(got); err != nil || jsonOf(t, got) != jsonOf(t, want) {
				t.Errorf("%q fills %s, %v, want %s", c.Example, jsonOf(t, got), err, jsonOf(t, want))
			}
		})
	}
}

// jsonOf is an input as JSON without its blanks.
func jsonOf(t *testing.T, input any) string {
	t.Helper()
	text, err := json.Marshal(input)
	if err != nil {
		t.Fatal(reflect.TypeOf(input), err)
	}
	return string(text)
}
