package api_test

import (
	"encoding/json"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"akashi/app"
	"akashi/doors/api"
)

// document asks the door for its description.
func document(t *testing.T) answer {
	t.Helper()
	return newOffice(t).get("", "/openapi.json")
}

// operations calls f for each operation of the description.
func operations(doc answer, f func(path, method string, op answer)) {
	for path, item := range doc.at("paths").(map[string]any) {
		for method, op := range item.(map[string]any) {
			f(path, method, answer{t: doc.t, body: op.(map[string]any)})
		}
	}
}

func TestDescriptionHasEveryRouteAndNoOther(t *testing.T) {
	t.Parallel()
	doc := document(t)
	if doc.text("openapi") != "3.1.0" || doc.text("info", "title") != "Akashi" || doc.text("info", "version") != "1" || doc.text("info", "x-build") != "test" ||
		doc.text("servers", "0", "url") != "/api/v1" || doc.text("components", "securitySchemes", "bearer", "scheme") != "bearer" {
		t.Errorf("frame: %.400s", doc.raw)
	}
	var described, hung []string
	operations(doc, func(path, method string, _ answer) {
		described = append(described, strings.ToUpper(method)+" /api/v1"+path)
	})
	for _, r := range api.Routes() {
		hung = append(hung, r.Method+" "+r.Path)
	}
	slices.Sort(described)
	slices.Sort(hung)
	if !slices.Equal(described, hung) {
		t.Errorf("described %q\nhung      %q", described, hung)
	}
}

func TestDescriptionHasEveryAction(t *testing.T) {
	t.Parallel()
	doc := document(t)
	summaries := map[string]bool{}
	operations(doc, func(_, _ string, op answer) { summaries[op.text("summary")] = true })
	for _, a := range app.Actions() {
		if !summaries[a.Summary] {
			t.Errorf("%s on %s is not described", a.Name, a.On)
		}
	}
}

func TestDescriptionIsWhole(t *testing.T) {
	t.Parallel()
	doc := document(t)
	ids := map[string]bool{}
	tags := map[string]bool{}
	for _, tag := range doc.at("tags").([]any) {
		tags[tag.(map[string]any)["name"].(string)] = true
	}
	operations(doc, func(path, method string, op answer) {
		id := op.text("operationId")
		if id == "<nil>" || ids[id] {
			t.Errorf("%s %s: operationId %q", method, path, id)
		}
		ids[id] = true
		if !tags[op.text("tags", "0")] {
			t.Errorf("%s %s: tag %s is not declared", method, path, op.text("tags", "0"))
		}
		for name := range parts(path) {
			if !hasParameter(op, name) {
				t.Errorf("%s %s: parameter %s is not described", method, path, name)
			}
		}
		if _, ok := op.body["security"].([]any); !ok {
			t.Errorf("%s %s does not say whether it needs a token", method, path)
		}
	})
	refs(t, doc, doc.body)
	if to := os.Getenv("AKASHI_OPENAPI"); to != "" { // for make lint-api
		if err := os.WriteFile(to, doc.raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func parts(path string) map[string]bool {
	names := map[string]bool{}
	for part := range strings.SplitSeq(path, "/") {
		if name, ok := strings.CutPrefix(part, "{"); ok {
			names[strings.TrimSuffix(name, "}")] = true
		}
	}
	return names
}

func hasParameter(op answer, name string) bool {
	list, _ := op.body["parameters"].([]any)
	return slices.ContainsFunc(list, func(p any) bool {
		one := p.(map[string]any)
		return one["name"] == name && one["in"] == "path" && one["required"] == true
	})
}

// refs follows every reference of the document.
func refs(t *testing.T, doc answer, in any) {
	switch v := in.(type) {
	case map[string]any:
		if to, ok := v["$ref"].(string); ok {
			if doc.at(strings.Split(strings.TrimPrefix(to, "#/"), "/")...) == nil {
				t.Errorf("%s leads nowhere", to)
			}
		}
		for _, one := range v {
			refs(t, doc, one)
		}
	case []any:
		for _, one := range v {
			refs(t, doc, one)
		}
	}
}

// TestDescriptionShowsTheForms looks at one input and one answer closely.
func TestDescriptionShowsTheForms(t *testing.T) {
	t.Parallel()
	doc := document(t)
	schema := func(keys ...string) string {
		text, err := json.Marshal(doc.at(append([]string{"components", "schemas"}, keys...)...))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	for _, c := range []struct {
		keys []string
		want string
	}{
		{[]string{"OpenInput", "properties", "type"}, `{"description":"new or renewal","enum":["new","renewal"],"type":"string"}`},
		{[]string{"OpenInput", "required"}, `["scheme","type"]`},
		{[]string{"OpenInput", "additionalProperties"}, `false`},
		{[]string{"ApplicantInput", "additionalProperties"}, `false`},
		{[]string{"CaseView", "additionalProperties"}, `null`},
		{[]string{"CaseView", "properties", "filed"}, `{"description":"day it was submitted","format":"date","type":["string","null"]}`},
		{[]string{"AttachInput", "properties", "content"}, `{"contentEncoding":"base64","description":"the file, base64 in JSON","type":"string"}`},
		{[]string{"MarkView", "properties", "status", "enum", "0"}, `"valid"`},
		{[]string{"ScoringResult", "properties", "criteria", "type"}, `"object"`},
		{[]string{"Reason", "properties", "because", "items"}, `{"$ref":"#/components/schemas/Reason"}`},
		{[]string{"EvidenceInput", "properties", "audits", "type"}, `"array"`},
	} {
		if got := schema(c.keys...); got != c.want {
			t.Errorf("%q = %s, want %s", c.keys, got, c.want)
		}
	}
	if got := doc.at("paths", "/registry/{number}", "get", "security"); len(got.([]any)) != 0 {
		t.Errorf("the register asks for %v", got)
	}
	if doc.header.Get("ETag") == "" {
		t.Error("the description has no entity tag")
	}
	o := newOffice(t)
	o.now = o.clock().AddDate(0, 0, 1)
	if again := o.send("", http.MethodGet, "/openapi.json", "", "If-None-Match", doc.header.Get("ETag")); again.status != http.StatusNotModified {
		t.Errorf("the same description again: %d", again.status)
	}
}
