package cli

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"akashi/app"
	"akashi/app/desk"
	"akashi/words"
)

// TestWhatAnActAnswersIsTextForPeople tells the answer of every act whose object has no look, filled in, without a sign of JSON.
func TestWhatAnActAnswersIsTextForPeople(t *testing.T) {
	t.Parallel()
	tried := 0
	for _, a := range app.Actions() {
		var out bytes.Buffer
		r := &run{Parts: Parts{Out: &out}, say: words.In(words.Japanese)}
		if r.looks(a.On) != nil || a.On == desk.OnUser {
			continue
		}
		if a.Answer == nil {
			continue
		}
		answer := reflect.New(reflect.TypeOf(a.Answer)).Elem()
		fillText(answer)
		body, err := json.Marshal(answer.Interface())
		if err != nil {
			t.Fatal(err)
		}
		if err := r.tellPlain(body); err != nil {
			t.Errorf("%s: %v", a.Name, err)
		}
		if tried++; strings.ContainsAny(out.String(), `{}[]"`) {
			t.Errorf("%s: %s", a.Name, out.String())
		}
	}
	if tried < 20 {
		t.Errorf("only %d acts were tried", tried)
	}
}

// fillText writes into every text of a value.
func fillText(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		if v.CanSet() {
			v.SetString("見本")
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fillText(v.Field(i))
			}
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.String {
			v.Set(reflect.MakeSlice(v.Type(), 2, 2))
			fillText(v.Index(0))
			fillText(v.Index(1))
		}
	}
}

func TestTellPlain(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	r := &run{Parts: Parts{Out: &out}, say: words.In(words.English)}
	err := r.tellPlain([]byte(`{"seat":"chair","to":null,"issued":["A","B"],"total":80000,"on":true,"off":false,"account":"one\ntwo","nested":{"a":1},"by":"x","version":3}`))
	const want = "  account  one / two\n  issued   A, B\n  on       ✓\n  seat     chair\n  total    80000\n"
	if err != nil || out.String() != want {
		t.Errorf("%v\n%swant\n%s", err, out.String(), want)
	}
}
