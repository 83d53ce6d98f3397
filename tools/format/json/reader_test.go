package json

import (
	"bytes"
	stdjson "encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"akashi/beside/testkit/told"
	"akashi/tools/format/refusal"
	"akashi/values/fault"
)

// window is at least the first size of the decoder's window.
const window = 4 << 10

// tokensOf reads the whole text with the reader under test.
func tokensOf(text []byte) ([]string, error) {
	j := New(bytes.NewReader(text), Strict())
	var tokens []string
	for {
		k, err := j.Next()
		if err != nil || k == End {
			return tokens, err
		}
		switch k {
		case Object:
			tokens = append(tokens, "{")
		case Array:
			tokens = append(tokens, "[")
		case Close:
			tokens = append(tokens, "end")
		case Name, String:
			tokens = append(tokens, "s:"+string(j.Data()))
		default:
			tokens = append(tokens, string(j.Data()))
		}
	}
}

// oracleTokens reads it with the standard library.
func oracleTokens(text []byte) ([]string, error) {
	if !stdjson.Valid(text) {
		return nil, errors.New("not JSON")
	}
	d := stdjson.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var tokens []string
	for {
		token, err := d.Token()
		if token == nil && err != nil {
			return tokens, nil
		}
		switch v := token.(type) {
		case stdjson.Delim:
			if v == '}' || v == ']' {
				tokens = append(tokens, "end")
			} else {
				tokens = append(tokens, v.String())
			}
		case string:
			tokens = append(tokens, "s:"+v)
		case nil:
			tokens = append(tokens, "null")
		default:
			tokens = append(tokens, fmt.Sprint(v))
		}
	}
}

func compareJSON(t *testing.T, text []byte) {
	t.Helper()
	got, err := tokensOf(text)
	want, oracleErr := oracleTokens(text)
	if err != nil {
		if !errors.Is(err, fault.Invalid) {
			t.Fatalf("%q: the error %v is not the sender's fault", text, err)
		}
		mayDiffer := []refusal.Kind{refusal.NameTwice, refusal.TooDeep, refusal.TooLong, refusal.TooManyNames}
		if slices.Contains(mayDiffer, refusal.KindOf(err)) {
			return
		}
		if oracleErr == nil && utf8.Valid(text) {
			t.Fatalf("%q: refused (%v) what encoding/json reads", text, err)
		}
		return
	}
	if oracleErr != nil {
		t.Fatalf("%q: accepted what encoding/json refuses", text)
	}
	if !slices.Equal(got, want) {
		t.Fatalf("%q\n got %q\nwant %q", text, got, want)
	}
}

func jsonTexts() []string {
	return []string{
		`{}`, `[]`, `null`, `true`, `false`, `0`, `-0.5e+10`, `"a"`, " [1, 2 ,3 ]\n", `{"a":{"b":[{}]},"c":null}`,
		`"\"\\\/\b\f\n\r\t\u00e9\u8a3c"`, `"\ud83d\ude00"`, `"\ud83d"`, `"\ud83dx"`, `"\ud83d\u0041"`, `"証"`,
		``, ` `, `{`, `[`, `[1`, `[1,`, `[1,]`, `[,1]`, `{"a"`, `{"a":`, `{"a":1`, `{"a":1,`, `{"a":1,}`, `{,}`, `{1:2}`, `{"a" 1}`, `{"a":1 "b":2}`, `[1 2]`,
		`}`, `]`, `[}`, `{]`, `{"a":]`, `[1}`, `1 2`, `{}{}`, `[]]`, `nul`, `nulL`, `tru`, `truex`, `x`, `'a'`, `NaN`, `Infinity`, `undefined`,
		`01`, `-`, `1.`, `.5`, `1e`, `1e+`, `+1`, `--1`, `0x1`, `1-1`, `"`, `"a`, `"\`, `"\x"`, `"\u12"`, `"\u12g4"`, "\"\n\"", "\"\x00\"", "\"\xff\"", "\"\x7f\"",
		`{"a":1,"a":2}`, `{"a":1,"\u0061":2}`, `// a`, `/**/1`, strings.Repeat("[", 199) + strings.Repeat("]", 199),
		strings.Repeat("[", 300), strings.Repeat(`{"a":`, 300), strings.Repeat("1", 65), "\ufeff1", `[1]/`,
	}
}

func TestJSONIsReadAsTheStandardLibraryReadsIt(t *testing.T) {
	t.Parallel()
	for _, text := range jsonTexts() {
		compareJSON(t, []byte(text))
	}
}

// TestJSONAcrossTheWindow puts every kind of token where the window ends.
func TestJSONAcrossTheWindow(t *testing.T) {
	t.Parallel()
	token := `{"na\u006de":[-12.5e3,true,false,null,"va\"lue","証"]}`
	for shift := range len(token) + 2 {
		text := "[" + strings.Repeat(" ", window-1-shift) + token + "]"
		compareJSON(t, []byte(text))
	}
	long := `["` + strings.Repeat("x", 3*window) + `\n"]`
	compareJSON(t, []byte(long))
}

func FuzzJSON(f *testing.F) {
	for _, text := range jsonTexts() {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) { compareJSON(t, text) })
}

func TestJSONThatIsRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		kind       refusal.Kind
		where      string
	}{
		{"name twice", "{\"a\":1,\n\"a\":2}", refusal.NameTwice, "line 2, byte 8"},
		{"escaped name twice", `{"a":1,"\u0061":2}`, refusal.NameTwice, "line 1, byte 7"},
		{"one of many names twice", `{"a":0,"b":0,"c":0,"d":0,"e":0,"f":0,"g":0,"h":0,"i":0,"j":0,"k":0,"l":0,"m":0,"n":0,"o":0,"p":0,"q":0,"r":0,"a":0}`, refusal.NameTwice, "line 1, byte 109"},
		{"cut off", "[1,\n2", refusal.Truncated, "line 2, byte 5"},
		{"deep", strings.Repeat("[", 300), refusal.TooDeep, "line 1, byte 200"},
		{"two values", "{}\n{}", refusal.Malformed, "line 2, byte 3"},
		{"bytes not UTF-8", "[\"\xff\"]", refusal.Malformed, "line 1, byte 1"},
	} {
		_, err := tokensOf([]byte(c.text))
		refused, _ := errors.AsType[*refusal.Error](err)
		if refused == nil || refused.Kind != c.kind || refused.Where != c.where {
			t.Errorf("%s: got %v, want %s at %s", c.name, err, c.kind, c.where)
			continue
		}
		told.InBoth(t, fault.Problems{{Code: "report-" + string(refused.Kind), Data: refused.Data}})
	}
}

// TestNamesOfOpenObjectsAreBounded: names are forgotten with their object.
func TestNamesOfOpenObjectsAreBounded(t *testing.T) {
	t.Parallel()
	object := func(n int) string {
		var b strings.Builder
		b.WriteByte('{')
		for i := range n {
			fmt.Fprintf(&b, `"%d":0,`, i)
		}
		b.WriteString(`"end":0}`)
		return b.String()
	}
	if _, err := tokensOf([]byte("[" + object(Strict().Names-1) + "," + object(Strict().Names-1) + "]")); err != nil {
		t.Error(err)
	}
	_, err := tokensOf([]byte(object(Strict().Names)))
	if refusal.KindOf(err) != refusal.TooManyNames {
		t.Errorf("got %v", err)
	}
}

// TestLimits: each rule holds, whatever else the text does.
func TestLimits(t *testing.T) {
	t.Parallel()
	tight := Rules{Text: 8 << 10, Number: 4, Depth: 2, Names: 3}
	lines := tight
	lines.Lines = true
	long := strings.Repeat("x", 32<<10)
	for _, c := range []struct {
		text  string
		rules Rules
		want  refusal.Kind
	}{
		{`["` + long + `"]`, tight, refusal.TooLong}, {`{"` + long + `":1}`, tight, refusal.TooLong}, {`"` + long, tight, refusal.TooLong},
		{`[` + strings.Repeat("1", 32<<10) + `]`, tight, refusal.TooLong}, {`[` + strings.Repeat(" ", 32<<10) + `1]`, tight, refusal.TooLong},
		{`["` + long[:4<<10] + `","` + long[:4<<10] + `","` + long[:4<<10] + `"]`, tight, ""},
		{`[1234]`, tight, ""}, {`[12345]`, tight, refusal.TooLong}, {`[[]]`, tight, ""}, {`[[[]]]`, tight, refusal.TooDeep}, {`[{"a":{}}]`, tight, refusal.TooDeep},
		{`{"a":1,"b":2,"c":3}`, tight, ""}, {`{"a":1,"b":{"c":3,"d":4}}`, tight, refusal.TooManyNames}, {`[{"a":1,"b":2,"c":3},{"a":1,"b":2,"c":3}]`, tight, ""},
		{`{"` + long[:5<<10] + `":1,"` + long[:4<<10] + `":2}`, tight, refusal.TooManyNames},
		{`[{"` + long[:5<<10] + `":1},{"` + long[:5<<10] + `":1}]`, tight, ""},
		{"{\"a\":1}\n{\"a\":1}\n", lines, ""}, {"1 2", tight, refusal.Malformed}, {"", lines, refusal.Truncated}, {"{}\n{", lines, refusal.Truncated},
	} {
		j := New(strings.NewReader(c.text), c.rules)
		k, err := j.Next()
		for err == nil && k != End {
			k, err = j.Next()
		}
		if refusal.KindOf(err) != c.want || err != nil && c.want == "" {
			t.Errorf("%.40q: got %v, want %q", c.text, err, c.want)
		}
	}
}

// TestAnErrorOfTheFileIsNotTheSendersFault, wherever it comes.
func TestAnErrorOfTheFileIsNotTheSendersFault(t *testing.T) {
	t.Parallel()
	gone := errors.New("disk gone")
	for _, head := range []string{"", "{", `{"a`, `{"a":`, `[1`, `[1,`, `[]`, `["` + strings.Repeat("x", 9000)} {
		j := New(io.MultiReader(strings.NewReader(head), iotest.ErrReader(gone)), Strict())
		_, err := j.Next()
		for err == nil {
			_, err = j.Next()
		}
		if !errors.Is(err, gone) {
			t.Errorf("%.10q: got %v", head, err)
		}
	}
}

// TestWhatIsLeftIsPassedOver: a visitor may read a value, a part of it or nothing.
func TestWhatIsLeftIsPassedOver(t *testing.T) {
	t.Parallel()
	j := New(strings.NewReader(`{"a":{"x":[1,{"y":2}]},"b":[1,2,3],"c":null,"d":[{"e":"f"}],"g":"h"}`), Strict())
	var got []string
	err := j.Members(func(name []byte) error {
		got = append(got, string(name))
		switch string(name) {
		case "b":
			return j.Each(func() error { got = append(got, "item"); return nil })
		case "d":
			return j.Each(func() error { _, err := j.Next(); return err })
		case "g":
			value, err := j.Scalar()
			got = append(got, string(value))
			return err
		}
		return nil
	})
	if want := []string{"a", "b", "item", "item", "item", "c", "d", "g", "h"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v", got, err)
	}
	if err := j.Finish(); err != nil {
		t.Error(err)
	}
}
