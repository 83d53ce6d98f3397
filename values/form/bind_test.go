package form_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/form"
	"akashi/values/yen"
)

// sheet has a field of each sort.
type sheet struct {
	Day    civil.Date      `json:"day,omitempty"`
	Sum    *yen.Amount     `json:"sum,omitempty" minimum:"0" maximum:"1000000000"`
	N      int             `json:"n,omitempty" minimum:"1"`
	Yes    bool            `json:"yes,omitempty"`
	Kind   string          `json:"kind,omitempty" enum:"small,large"`
	Kinds  []string        `json:"kinds,omitempty" enum:"small,large"`
	Text   string          `json:"text,omitempty"`
	File   []byte          `json:"file,omitempty"`
	Facts  json.RawMessage `json:"facts,omitempty"`
	Inside *inside         `json:"inside,omitempty"`
}

type inside struct {
	Name string `json:"name"`
	Days []civil.Date
	Age  int `json:"age,omitempty"`
}

func placed(err error) []string {
	all, _ := errors.AsType[fault.Problems](err)
	found := []string{}
	for _, p := range all {
		found = append(found, p.Code+" "+p.Where)
	}
	return found
}

func TestTypedIsReadAsPeopleWriteIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ key, text, want string }{
		{"day", "令和8年4月1日", `{"day":"2026-04-01"}`},
		{"day", "2026/4/1", `{"day":"2026-04-01"}`},
		{"sum", "８万円", `{"sum":80000}`},
		{"sum", "80,000", `{"sum":80000}`},
		{"sum", "none", `{}`},
		{"n", "１２", `{"n":12}`},
		{"yes", "true", `{"yes":true}`},
		{"kind", "small", `{"kind":"small"}`},
		{"kinds", "small, large", `{"kinds":["small","large"]}`},
		{"text", "一行目\n二行目", `{"text":"一行目\n二行目"}`},
	} {
		var g form.Group
		g.Put(form.Type(c.text), c.key)
		var want, got sheet
		if err := json.Unmarshal([]byte(c.want), &want); err != nil {
			t.Fatal(err)
		}
		if err := (form.Paper{}).Fill(&g, &got); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s %q is %+v, %v, want %+v", c.key, c.text, got, err, want)
		}
	}
}

func TestTypedIsRefusedWithItsPlace(t *testing.T) {
	t.Parallel()
	var g form.Group
	for _, line := range [][2]string{
		{"day", "2026-02-30"}, {"sum", "many"}, {"n", "0"}, {"yes", "maybe"}, {"kind", "smal"}, {"kinds", "small,lage"}, {"text", "a\x00"}, {"facts", "x"}, {"colour", "red"},
	} {
		g.Put(form.Type(line[1]), line[0])
	}
	g.Put(form.Type("a", "b"), "inside", "age")
	paper := form.Paper{Place: func(path string) string { return "--" + path[1:] }}
	want := []string{"date-malformed --day", "yen-malformed --sum", "number-range --n", "wrong-type --yes", "value-unknown --kind",
		"value-unknown --kinds", "control-character --text", "wrong-type --facts", "unknown-key --colour", "key-twice --inside/age", "key-missing --inside/name"}
	if got := placed(paper.Fill(&g, &sheet{})); !slices.Equal(got, want) {
		t.Errorf("problems = %q\nwant %q", got, want)
	}
}

// TestTextsThatLookLikeOthersAreRefused: what nobody sees, and what is too long; spaces
// alone are nothing. The forms of a character (異体字) are told apart by a selector that
// belongs to it.
func TestTextsThatLookLikeOthersAreRefused(t *testing.T) {
	t.Parallel()
	type names struct {
		Name string `json:"name,omitempty" maxLength:"5"`
		Text string `json:"text,omitempty"`
	}
	for _, c := range []struct{ name, text, kept, wrong string }{
		{"証株式会社", "a\nb\tc", "証株式会社", ""},
		{"葛\U000E0100城", "", "葛\U000E0100城", ""},
		{"　 ", "", "", ""},
		{"証株式会社御", "", "", "text-too-long /name"},
		{"A\u202Eb", "", "", "unseen-character /name"},
		{"A\u2067b", "", "", "unseen-character /name"},
		{"\u200B", "", "", "unseen-character /name"},
		{"A\uFEFF", "", "", "unseen-character /name"},
		{"A", strings.Repeat("字", 4000), "A", ""},
		{"A", strings.Repeat("字", 4001), "A", "text-too-long /text"},
	} {
		body, err := json.Marshal(map[string]string{"name": c.name, "text": c.text})
		if err != nil {
			t.Fatal(err)
		}
		var got names
		if wrong := strings.Join(placed(form.Bind(body, &got)), ", "); wrong != c.wrong || got.Name != c.kept {
			t.Errorf("%q: kept %q, problems %q, want %q, %q", c.name, got.Name, wrong, c.kept, c.wrong)
		}
	}
}

// TestOneFormFromSeveralSources fills a form from JSON, and then single values and
// a file over it.
func TestOneFormFromSeveralSources(t *testing.T) {
	t.Parallel()
	g := form.GroupOf(form.JSON([]byte(`{"text": "a", "inside": {"name": "b", "age": 7}, "n": 3}`)))
	g.Put(form.Type("c"), "inside", "name")
	g.Put(form.Content("\x00\xff"), "file")
	g.Put(form.JSON([]byte(`{"region": "x"}`)), "facts")
	g.Put(form.Type("5"), "n")
	want := sheet{Text: "a", N: 5, File: []byte("\x00\xff"), Facts: json.RawMessage(`{"region": "x"}`), Inside: &inside{Name: "c", Age: 7}}
	var got sheet
	if err := (form.Paper{}).Fill(g, &got); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
	wrong := form.GroupOf(form.JSON([]byte(`{"inside": 5, "n": 1, "n": 2}`)))
	wrong.Put(form.Type("c"), "inside", "name")
	if got := placed(form.Paper{}.Fill(wrong, &sheet{})); !slices.Equal(got, []string{"wrong-type /inside", "key-twice /n"}) {
		t.Errorf("problems = %q", got)
	}
}

func TestOnlyPlainNumbersAreRead(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"2.0", "1e2", `"5"`, "true", "null", "99999999999999999999", "[]", "-0"} {
		if got := placed(form.Bind([]byte(`{"n": `+text+`}`), &sheet{})); !slices.Equal(got, []string{"number-malformed /n"}) {
			t.Errorf("%s: %q", text, got)
		}
	}
}

type graded struct {
	Grade  string `json:"grade" enum:"high,low"`
	Reason string `json:"reason"`
}

func (g graded) Check() error {
	var p fault.Problems
	if g.Grade != "high" && g.Grade != "low" {
		p.Add("grade-unknown", "/grade")
	}
	if g.Reason == "" {
		p.Add("reason.missing", "/reason")
	}
	return p.Err()
}

// What a form can say of itself is said together with what does not fit, once for
// each place.
func TestAFormIsAskedWhatElseIsWrong(t *testing.T) {
	t.Parallel()
	var in graded
	got := fmt.Sprint(codes(form.Bind([]byte(`{"grade":"middle","reason":""}`), &in)))
	if want := "[value-unknown /grade reason.missing /reason]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if err := form.Bind([]byte(`{"grade":"high","reason":""}`), &in); err != nil {
		t.Errorf("a form that fits is judged by who asked for it: %v", err)
	}
}

func codes(err error) (all []string) {
	for _, p := range fault.ProblemsIn(err) {
		all = append(all, p.Code+" "+p.Where)
	}
	return all
}
