package ident_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"akashi/values/fault"
	"akashi/values/ident"
)

const (
	anshin = "{body:[JTD]}{seq:4}"
	pmark  = "{body:2}{operator:6}({count:2})"
)

func compile(t testing.TB, pattern string) ident.Grammar {
	t.Helper()
	g, err := ident.Compile(pattern)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestMarkNumbers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, pattern, in string
		fields            ident.Fields
		normal            string
	}{
		{"control number", anshin, "J0072", ident.Fields{"body": "J", "seq": "0072"}, "J0072"},
		{"as typed", anshin, " ｊ００７２", ident.Fields{"body": "J", "seq": "0072"}, "J0072"},
		{"D with count", pmark, "10860360(07)", ident.Fields{"body": "10", "operator": "860360", "count": "07"}, "10860360(07)"},
		{"D renewed", pmark, "10860360(08)", ident.Fields{"body": "10", "operator": "860360", "count": "08"}, "10860360(08)"},
		{"count not shown", pmark, "10860360", ident.Fields{"body": "10", "operator": "860360"}, "10860360"},
		{"full width", pmark, "１０８６０３６０（０７）", ident.Fields{"body": "10", "operator": "860360", "count": "07"}, "10860360(07)"},
		{"literals", "XY-{no:3}/A", "xy−001/a", ident.Fields{"no": "001"}, "XY-001/A"},
	} {
		g := compile(t, c.pattern)
		got, err := g.Parse(c.in)
		if err != nil || !maps.Equal(got, c.fields) {
			t.Errorf("%s: Parse(%q) = %v, %v; want %v", c.name, c.in, got, err, c.fields)
		}
		if normal, err := g.Normalize(c.in); err != nil || normal != c.normal {
			t.Errorf("%s: Normalize(%q) = %q, %v; want %q", c.name, c.in, normal, err, c.normal)
		}
	}
}

func TestNotMarkNumbers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ pattern, in string }{
		{anshin, ""}, {anshin, "J072"}, {anshin, "X0072"}, {anshin, "J00721"}, {anshin, "J００7二"}, {anshin, "ı0072"},
		{pmark, "1086036"}, {pmark, "10860360(7)"}, {pmark, "10860360(07"}, {pmark, "10860360()"},
		{pmark, "10860360(07)(08)"}, {pmark, "(07)"},
	} {
		if got, err := compile(t, c.pattern).Parse(c.in); !errors.Is(err, fault.Invalid) {
			t.Errorf("%s reads %q as %v, %v", c.pattern, c.in, got, err)
		}
	}
	if got, err := (ident.Grammar{}).Parse(""); err == nil {
		t.Errorf("the zero grammar reads %v", got)
	}
}

func TestFormatRefuses(t *testing.T) {
	t.Parallel()
	for name, fields := range map[string]ident.Fields{
		"nothing":       {},
		"missing":       {"body": "10"},
		"too long":      {"body": "10", "operator": "8603601"},
		"not digits":    {"body": "1O", "operator": "860360"},
		"bad count":     {"body": "10", "operator": "860360", "count": "7"},
		"unknown field": {"body": "10", "operator": "860360", "seq": "1"},
	} {
		if got, err := compile(t, pmark).Format(fields); !errors.Is(err, fault.Invalid) || got != "" {
			t.Errorf("%s: Format = %q, %v", name, got, err)
		}
	}
}

func TestCompileRefuses(t *testing.T) {
	t.Parallel()
	for _, pattern := range []string{
		"", "J", "{seq:4", "{seq}", "{seq:0}", "{seq:19}", "{seq:04}", "{seq:[]}", "{seq:[jtd]}", "{seq:[JTD}",
		"{:4}", "{Seq:4}", "{seq:4}{seq:4}", "({seq:4})", "{seq:4}(", "{seq:4})", "{seq:4}({a:1}({b:1}))",
		"{seq:4}({a:1})({b:1})", "{seq:4}?", "j{seq:4}", "証{seq:4}",
	} {
		if g, err := ident.Compile(pattern); !errors.Is(err, fault.Invalid) {
			t.Errorf("Compile(%q) = %v, %v", pattern, g, err)
		}
	}
}

func TestGrammarText(t *testing.T) {
	t.Parallel()
	var g ident.Grammar
	if err := g.UnmarshalText([]byte(pmark)); err != nil {
		t.Fatal(err)
	}
	if text, err := g.MarshalText(); err != nil || string(text) != pmark || g.String() != pmark {
		t.Errorf("MarshalText = %s, %v; want %s", text, err, pmark)
	}
	if err := g.UnmarshalText([]byte("{")); err == nil {
		t.Error("a broken pattern is accepted")
	}
}

func FuzzGrammar(f *testing.F) {
	f.Add(pmark, "10860360(07)")
	f.Add(anshin, "Ｊ００７２")
	f.Add("A{b:1}({c:[XY]}-)", "A1(X-)")
	f.Fuzz(func(t *testing.T, pattern, number string) {
		g, err := ident.Compile(pattern)
		if err != nil {
			return
		}
		fields, err := g.Parse(number)
		if err != nil {
			return
		}
		text, err := g.Format(fields)
		if err != nil {
			t.Fatalf("%s reads %q but does not print %v: %v", pattern, number, fields, err)
		}
		if again, err := g.Parse(text); err != nil || !maps.Equal(again, fields) {
			t.Errorf("%s: %q reads back as %v, %v; want %v", pattern, text, again, err, fields)
		}
		if strings.ContainsAny(text, " \n") {
			t.Errorf("%s prints blanks: %q", pattern, text)
		}
	})
}

func TestCountFillsAField(t *testing.T) {
	t.Parallel()
	g, err := ident.Compile("{body:[JTD]}{seq:4}")
	if err != nil {
		t.Fatal(err)
	}
	if got := g.Count("seq", 72); got != "0072" {
		t.Errorf("Count(seq, 72) = %q, want 0072", got)
	}
	if _, err := g.Format(ident.Fields{"body": "J", "seq": g.Count("seq", 10_000)}); err == nil {
		t.Error("a fifth digit was printed into a field of four")
	}
	if got := g.Names(); !slices.Equal(got, []string{"body", "seq"}) {
		t.Errorf("Names() = %q", got)
	}
}
