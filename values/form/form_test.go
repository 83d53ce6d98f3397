package form_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"akashi/values/civil"
	"akashi/values/form"
)

func TestRead(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, input, code, where string }{
		{"half a form", `{"answers":{"1-1-1":`, "form-malformed", "line 1, column 20"},
		{"a stray comma", "{\n  \"a\": 1,\n}", "form-malformed", "line 3, column 1"},
		{"two values", `{} {}`, "form-malformed", "line 1, column 4"},
		{"nothing", ``, "form-malformed", "line 1, column 1"},
		{"not UTF-8", "{\"\x83\x7d\":1}", "form-not-utf8", "line 1, column 3"},
		{"a key twice", `{"a":{"b/c":1,"b/c":2}}`, "key-twice", "/a/b~1c"},
		{"too deep", strings.Repeat("[", 17) + strings.Repeat("]", 17), "form-too-deep", "line 1, column 17"},
		{"too large", strings.Repeat(" ", form.MaxBytes+1), "form-too-large", ""},
		{"a NUL", `["a\u0000b"]`, "control-character", "/0"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, problems := form.Read(strings.NewReader(test.input))
			if len(problems) != 1 || problems[0].Code != test.code || problems[0].Where != test.where {
				t.Errorf("Read = %v, want %s at %s", problems, test.code, test.where)
			}
		})
	}
}

func TestReadAtTheLimits(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat("[", form.MaxDepth) + `"[[\"{"` + strings.Repeat("]", form.MaxDepth)
	wide := `"` + strings.Repeat("x", form.MaxBytes-2) + `"`
	for _, input := range []string{deep, wide} {
		if _, problems := form.Read(strings.NewReader(input)); len(problems) > 0 {
			t.Errorf("Read = %v, want no problem", problems)
		}
	}
}

func TestValueRefusesEveryWrongType(t *testing.T) {
	t.Parallel()
	v, problems := form.Read(strings.NewReader(`{"day":"2024-02-30","n":2.0,"more_n":6,"yes":"true","list":{},"words":" ","more":null}`))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	get := func(key string) *form.Value { m, _ := v.Get(key); return m }
	v.Object(&problems, "day", "n", "more_n", "yes", "list", "words")
	form.Day[civil.Date](get("day"), &problems)
	get("n").Int(&problems, 0, 5)
	get("more_n").Int(&problems, 0, 5)
	get("yes").Bool(&problems)
	get("list").List(&problems)
	get("words").Words(&problems)

	got := []string{}
	for _, p := range problems {
		got = append(got, p.Code+" "+p.Where)
	}
	want := []string{"unknown-key /more", "date-malformed /day", "number-range /n", "number-range /more_n", "wrong-type /yes", "wrong-type /list", "wrong-type /words"}
	if !slices.Equal(got, want) {
		t.Errorf("problems = %q\nwant %q", got, want)
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{`{"a":[1,"2",null,true]}`, `[[[`, `{"a":1,"a":2}`, "\xff", `"\ud800"`, `1e999`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		v, problems := form.Read(strings.NewReader(string(data)))
		if v == nil && len(problems) == 0 {
			t.Fatal("neither a value nor a problem")
		}
		if !json.Valid(data) && len(problems) == 0 {
			t.Fatalf("accepted %q", data)
		}
		for _, p := range problems {
			if p.Code == "" {
				t.Errorf("problem without code: %+v", p)
			}
		}
	})
}

func TestValueRefusesALongList(t *testing.T) {
	t.Parallel()
	v, problems := form.Read(strings.NewReader("[" + strings.Repeat("1,", 200) + "1]"))
	if got := v.List(&problems); len(got) > 0 || len(problems) != 1 || problems[0].Code != "list-too-long" || problems[0].Data["max"] != "200" {
		t.Errorf("got %d elements, %v", len(got), problems)
	}
}
