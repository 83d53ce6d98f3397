package scan

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"akashi/fault"
)

// tokensOf reads the whole text with the reader under test.
func tokensOf(text []byte) ([]string, error) {
	j := newJSONReader(bytes.NewReader(text))
	var tokens []string
	for {
		k, err := j.next()
		if err != nil || k == jsonEnd {
			return tokens, err
		}
		switch k {
		case jsonObject:
			tokens = append(tokens, "{")
		case jsonArray:
			tokens = append(tokens, "[")
		case jsonClose:
			tokens = append(tokens, "end")
		case jsonName, jsonString:
			tokens = append(tokens, "s:"+string(j.data))
		default:
			tokens = append(tokens, string(j.data))
		}
	}
}

// oracleTokens reads it with the standard library.
func oracleTokens(text []byte) ([]string, error) {
	if !json.Valid(text) {
		return nil, errors.New("not JSON")
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var tokens []string
	for {
		token, err := d.Token()
		if token == nil && err != nil {
			return tokens, nil
		}
		switch v := token.(type) {
		case json.Delim:
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
		problems, _ := errors.AsType[fault.Problems](err)
		if len(problems) != 1 {
			t.Fatalf("%q: the error %v is not the sender's fault", text, err)
		}
		mayDiffer := []string{"report-name-twice", "report-too-deep", "report-token-too-long", "report-too-many-names"}
		for _, code := range mayDiffer {
			if problems[0].Code == code {
				return
			}
		}
		if oracleErr == nil && !strings.Contains(err.Error(), "UTF-8") {
			t.Fatalf("%q: refused (%v) what encoding/json reads", text, err)
		}
		return
	}
	if oracleErr != nil {
		t.Fatalf("%q: accepted what encoding/json refuses", text)
	}
	sameList(t, string(text), got, want)
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
		text := "[" + strings.Repeat(" ", jsonBuffer-1-shift) + token + "]"
		compareJSON(t, []byte(text))
	}
	long := `["` + strings.Repeat("x", 3*jsonBuffer) + `\n"]`
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
	for _, c := range []struct{ name, text, code, where string }{
		{"name twice", "{\"a\":1,\n\"a\":2}", "report-name-twice", "line 2, byte 11"},
		{"escaped name twice", `{"a":1,"\u0061":2}`, "report-name-twice", "line 1, byte 15"},
		{"one of many names twice", `{"a":0,"b":0,"c":0,"d":0,"e":0,"f":0,"g":0,"h":0,"i":0,"j":0,"k":0,"l":0,"m":0,"n":0,"o":0,"p":0,"q":0,"r":0,"a":0}`, "report-name-twice", "line 1, byte 112"},
		{"cut off", "[1,\n2", "report-truncated", "line 2, byte 5"},
		{"deep", strings.Repeat("[", 300), "report-too-deep", "line 1, byte 200"},
		{"two values", "{}\n{}", "report-malformed", "line 2, byte 3"},
		{"bytes not UTF-8", "[\"\xff\"]", "report-malformed", "line 1, byte 1"},
	} {
		_, err := tokensOf([]byte(c.text))
		problems, _ := errors.AsType[fault.Problems](err)
		if len(problems) != 1 || problems[0].Code != c.code || problems[0].Where != c.where {
			t.Errorf("%s: got %v, want %s at %s", c.name, err, c.code, c.where)
		}
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
	if _, err := tokensOf([]byte("[" + object(jsonMaxNames-1) + "," + object(jsonMaxNames-1) + "]")); err != nil {
		t.Error(err)
	}
	_, err := tokensOf([]byte(object(jsonMaxNames)))
	if problems, _ := errors.AsType[fault.Problems](err); len(problems) != 1 || problems[0].Code != "report-too-many-names" {
		t.Errorf("got %v", err)
	}
}

func TestPlainScore(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"7.5": "7.5", "4.300000190734863": "4.3", "7.099999904632568": "7.1", "9.800000190734863": "9.8",
		"7.0999999999": "7.0999999999", "6.95000000000": "6.95000000000", "not a number": "not a number", "": "", "1000000000000": "1000000000000",
	} {
		if got := string(plainScore([]byte(text))); got != want {
			t.Errorf("plainScore(%q) = %q, want %q", text, got, want)
		}
	}
}
