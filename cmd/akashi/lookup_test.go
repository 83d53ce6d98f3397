package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// absent is what a look-up finds where nothing is.
const absent = "absent"

// lookUp finds what stands at a path of decoded JSON. The steps of a path are
// separated by slashes: a key; in a list a place from 0, key=value for the first
// entry that has it, + for the sum over all entries, count for their number, * for
// every entry's in one line. Words and numbers print as they are, everything else
// as JSON.
func lookUp(v any, path string) (string, error) {
	step, rest, more := strings.Cut(path, "/")
	if path == "" {
		return printed(v)
	}
	if !more {
		rest = ""
	}
	switch at := v.(type) {
	case map[string]any:
		inside, ok := at[step]
		if !ok {
			return absent, nil
		}
		return lookUp(inside, rest)
	case []any:
		return lookUpIn(at, step, rest)
	case nil:
		return absent, nil
	}
	return "", fmt.Errorf("%s: there is no way below %v", path, v)
}

func lookUpIn(list []any, step, rest string) (string, error) {
	switch key, value, chosen := strings.Cut(step, "="); {
	case step == "count":
		return strconv.Itoa(len(list)), nil
	case step == "+":
		return sum(list, rest)
	case step == "*":
		return each(list, rest)
	case chosen:
		for _, entry := range list {
			if got, err := lookUp(entry, key); err == nil && got == value {
				return lookUp(entry, rest)
			}
		}
		return absent, nil
	}
	n, err := strconv.Atoi(step)
	if err != nil || n < 0 {
		return "", fmt.Errorf("%q is no place in a list", step)
	}
	if n >= len(list) {
		return absent, nil
	}
	return lookUp(list[n], rest)
}

func sum(list []any, rest string) (string, error) {
	total := 0
	for _, entry := range list {
		text, err := lookUp(entry, rest)
		if err != nil {
			return "", err
		}
		n, err := strconv.Atoi(text)
		if err != nil {
			return "", fmt.Errorf("%s is not a whole number: %s", rest, text)
		}
		total += n
	}
	return strconv.Itoa(total), nil
}

func each(list []any, rest string) (string, error) {
	texts := make([]string, len(list))
	for i, entry := range list {
		var err error
		if texts[i], err = lookUp(entry, rest); err != nil {
			return "", err
		}
	}
	return strings.Join(texts, " "), nil
}

func printed(v any) (string, error) {
	switch v := v.(type) {
	case string:
		return v, nil
	case json.Number:
		return v.String(), nil
	case []any:
		if !slices.ContainsFunc(v, isContainer) {
			return each(v, "")
		}
	}
	body, err := json.Marshal(v)
	return string(body), err
}

func isContainer(v any) bool {
	switch v.(type) {
	case map[string]any, []any:
		return true
	}
	return false
}

func TestLookUp(t *testing.T) {
	t.Parallel()
	answer, err := readJSON([]byte(`{"state":"granted","n":91,"ok":true,"none":null,"list":[{"code":"a","amount":2},{"code":"b","amount":40}],"words":["x","y"],"empty":[]}`))
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct{ path, want string }{
		{"state", "granted"}, {"n", "91"}, {"ok", "true"}, {"none", "null"}, {"other", absent}, {"other/deeper", absent},
		{"list/1/code", "b"}, {"list/2/code", absent}, {"list/code=b/amount", "40"}, {"list/code=c/amount", absent},
		{"list/+/amount", "42"}, {"list/count", "2"}, {"list/*/code", "a b"}, {"words", "x y"}, {"empty", ""},
	} {
		if got, err := lookUp(answer, row.path); err != nil || got != row.want {
			t.Errorf("%s: got %q, want %q (%v)", row.path, got, row.want, err)
		}
	}
	for _, path := range []string{"state/below", "list/first", "list/+/code"} {
		if got, err := lookUp(answer, path); err == nil {
			t.Errorf("%s: got %q, want an error", path, got)
		}
	}
}
