package storetest

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"akashi/values/civil"
)

var update = flag.Bool("update", false, "write the stored form of records anew")

const storedForm = "testdata/stored.golden"

// What is kept as JSON is kept for as long as the office: another name of a field
// cannot read what is stored. Who changes this file writes a migration, too.
func TestStoredForm(t *testing.T) {
	t.Parallel()
	var got bytes.Buffer
	for _, rec := range newOffice(1).all() {
		v := reflect.ValueOf(rec).Elem()
		for i := range v.NumField() {
			if v.Type().Field(i).Anonymous || !isComposite(v.Field(i)) {
				continue
			}
			body, err := json.MarshalIndent(v.Field(i).Interface(), "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
			fmt.Fprintf(&got, "%s %s\n%s\n\n", v.Type(), name, body)
		}
	}
	if *update {
		if err := os.WriteFile(storedForm, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(storedForm)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("records are stored as\n%s\nwant what %s has", &got, storedForm)
	}
}

// isComposite reports whether a field is kept as JSON: whatever is not one value.
func isComposite(field reflect.Value) bool {
	switch field.Interface().(type) {
	case []byte, time.Time, civil.Date:
		return false
	}
	t := field.Type()
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t.Kind() == reflect.Struct || t.Kind() == reflect.Slice || t.Kind() == reflect.Map
}
