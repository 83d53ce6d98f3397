package api_test

import (
	"encoding/json"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
)

// What the linters of OpenAPI look for, without them. `make lint-api` runs them.

func TestDescriptionSaysWhoseItIs(t *testing.T) {
	t.Parallel()
	doc := document(t)
	for _, keys := range [][]string{{"info", "contact", "name"}, {"info", "license", "identifier"}, {"info", "description"}, {"info", "x-build"}} {
		if text, _ := doc.at(keys...).(string); text == "" {
			t.Errorf("%q is not given", keys)
		}
	}
}

func TestDescriptionExplainsEveryOperation(t *testing.T) {
	t.Parallel()
	operations(document(t), func(path, method string, op answer) {
		for _, key := range []string{"operationId", "summary", "description"} {
			if text, _ := op.at(key).(string); text == "" {
				t.Errorf("%s %s has no %s", method, path, key)
			}
		}
		parameters, _ := op.body["parameters"].([]any)
		for _, p := range parameters {
			if one := p.(map[string]any); one["description"] == nil || one["description"] == "" {
				t.Errorf("%s %s: parameter %s is not explained", method, path, one["name"])
			}
		}
	})
}

// TestDescriptionUsesAllItsParts follows the references from the operations.
func TestDescriptionUsesAllItsParts(t *testing.T) {
	t.Parallel()
	doc := document(t)
	used := map[string]bool{}
	reach(doc, doc.at("paths"), used)
	for _, part := range []string{"schemas", "responses", "examples"} {
		for name := range doc.at("components", part).(map[string]any) {
			if !used["#/components/"+part+"/"+name] {
				t.Errorf("%s of components/%s is used nowhere", name, part)
			}
		}
	}
}

func reach(doc answer, in any, used map[string]bool) {
	switch v := in.(type) {
	case map[string]any:
		if to, ok := v["$ref"].(string); ok && !used[to] {
			used[to] = true
			reach(doc, doc.at(strings.Split(strings.TrimPrefix(to, "#/"), "/")...), used)
		}
		for _, one := range v {
			reach(doc, one, used)
		}
	case []any:
		for _, one := range v {
			reach(doc, one, used)
		}
	}
}

// TestDescriptionExplainsEveryProperty: a key without meaning wants a `doc` tag on
// its Go field, or a line in properties.txt.
func TestDescriptionExplainsEveryProperty(t *testing.T) {
	t.Parallel()
	told := map[string]bool{}
	eachProperty(document(t), func(schema, key string, p map[string]any) {
		text, _ := p["description"].(string)
		if text == "" {
			t.Errorf("%s.%s is not explained", schema, key)
		}
		if p["type"] == nil && p["$ref"] == nil {
			t.Errorf("%s.%s has no type", schema, key)
		}
		told[schema+"."+key+": "+text], told[key+": "+text] = true, true
	})
	table, err := os.ReadFile("properties.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		if !told[strings.TrimSpace(line)] {
			t.Errorf("properties.txt: nothing is explained by %s", line)
		}
	}
}

func eachProperty(doc answer, f func(schema, key string, p map[string]any)) {
	for name, schema := range doc.at("components", "schemas").(map[string]any) {
		keys, _ := schema.(map[string]any)["properties"].(map[string]any)
		for key, p := range keys {
			f(name, key, p.(map[string]any))
		}
	}
}

// TestWhatIsOpenToAllCanBeKept holds the description of 304 against the door.
func TestWhatIsOpenToAllCanBeKept(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	doc := o.get("", "/openapi.json")
	said := func(path string) bool {
		list, _ := doc.at("paths", path, "get", "parameters").([]any)
		named := slices.ContainsFunc(list, func(p any) bool { return p.(map[string]any)["name"] == "If-None-Match" })
		return named && doc.at("paths", path, "get", "responses", "304") != nil
	}
	for path, asked := range map[string]string{"/registry": "", "/schemes": "", "/problems": "",
		"/rules/size": "?scheme=pmark&industry=retail&persons=5", "/rules/fees": "?scheme=anshin&case=new"} {
		first := o.must("", http.MethodGet, path+asked, "")
		again := o.send("", http.MethodGet, path+asked, "", "If-None-Match", first.header.Get("ETag"))
		if !said(path) || again.status != http.StatusNotModified {
			t.Errorf("%s: described %t, answered %d", path, said(path), again.status)
		}
	}
	if said("/cases") {
		t.Error("the list of cases cannot be kept")
	}
}

// TestExamplesWork asks with the examples that need nothing before them.
func TestExamplesWork(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.staff()
	doc := o.get("", "/openapi.json")
	for _, path := range []string{"/rules/score", "/rules/eligibility", "/rules/coverage", "/cases", "/sessions", "/users", "/registry/import"} {
		example, err := json.Marshal(doc.at("paths", path, "post", "requestBody", "content", "application/json", "example"))
		if err != nil {
			t.Fatal(err)
		}
		who := "jimukyoku"
		if path == "/users" {
			who = "admin"
		}
		o.post(who, path, string(example))
	}
}
