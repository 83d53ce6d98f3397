package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"akashi/app"
	"akashi/app/desk"
	"akashi/doors/api"
)

// description is what the pins read of the OpenAPI document.
type description struct {
	Paths      map[string]map[string]operation `json:"paths"`
	Components struct {
		Schemas   map[string]schema  `json:"schemas"`
		Responses map[string]content `json:"responses"` // the problems
	} `json:"components"`
}

type operation struct {
	RequestBody content            `json:"requestBody"`
	Responses   map[string]content `json:"responses"`
	Parameters  []struct {
		In   string `json:"in"`
		Name string `json:"name"`
	} `json:"parameters"`
}

type content struct {
	Content map[string]struct {
		Schema schema `json:"schema"`
	} `json:"content"`
}

type schema struct {
	Ref                  string            `json:"$ref"`
	Type                 any               `json:"type"`
	Properties           map[string]schema `json:"properties"`
	Items                *schema           `json:"items"`
	AdditionalProperties any               `json:"additionalProperties"`
}

// shape is what one operation asks or answers: "POST /cases asks OpenInput". The
// name stands for members as they were when it was pinned; the component may be
// renamed, only the members count.
type shape struct {
	of, name string
	schema   schema
}

// TestPinsDescription pins every parameter of the API and every member of what it
// asks and answers.
func TestPinsDescription(t *testing.T) {
	t.Parallel()
	doc := described(t)
	shapes, parameters := doc.shapes()
	grows(t, "api-parameters", parameters)
	pinned := pinnedLines(t, "api-shapes")
	for _, line := range pinned {
		of, name, _ := cutLast(line)
		if at := slices.IndexFunc(shapes, func(s shape) bool { return s.of == of }); at >= 0 {
			shapes[at].name = name
			continue
		}
		t.Errorf("api-shapes: gone from the program: %s", line)
	}
	var lines []string
	all := members{}
	for _, s := range shapes {
		seen := members{}
		doc.see(seen, s.name, s.schema, nil)
		for _, gone := range seen.missing(membersOf(pinnedLines(t, "api-members"), s.name)) {
			t.Errorf("api-members: gone from %s: %s", s.of, gone)
		}
		lines = append(lines, s.of+" "+s.name)
		maps.Copy(all, seen)
	}
	repin(t, "api-shapes", pinned, lines)
	growsJSON(t, "api-members", all)
}

// membersOf keeps the members of one shape.
func membersOf(lines []string, name string) (kept []string) {
	for _, line := range lines {
		if rest, ok := strings.CutPrefix(line, name); ok && strings.ContainsAny(rest[:1], " .[") {
			kept = append(kept, line)
		}
	}
	return kept
}

func cutLast(line string) (before, after string, found bool) {
	at := strings.LastIndex(line, " ")
	return line[:max(at, 0)], line[at+1:], at >= 0
}

// described is the document that the office serves.
func described(t *testing.T) (doc description) {
	t.Helper()
	shelf, err := shippedOnce()
	if err != nil {
		t.Fatal(err)
	}
	door, err := api.New(api.Config{Office: &counter{App: app.New(desk.Desk{})}, Shelf: shelf, Now: time.Now, Version: "pinned"})
	if err != nil {
		t.Fatal(err)
	}
	answer := httptest.NewRecorder()
	door.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/api/v1/openapi.json", nil))
	if err := json.Unmarshal(answer.Body.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

// shapes lists what each operation asks and answers, and its parameters.
func (d description) shapes() (all []shape, parameters []string) {
	for at, methods := range d.Paths {
		for method, op := range methods {
			name := strings.ToUpper(method) + " " + at
			for _, p := range op.Parameters {
				parameters = append(parameters, fmt.Sprintf("%s %s %s", name, p.In, p.Name))
			}
			all = append(all, op.RequestBody.shapes(name+" asks")...)
			for status, answer := range op.Responses {
				all = append(all, answer.shapes(name+" answers "+status)...)
			}
		}
	}
	for name, problem := range d.Components.Responses {
		all = append(all, problem.shapes("problem "+name)...)
	}
	return all, parameters
}

func (c content) shapes(of string) (all []shape) {
	for kind, media := range c.Content {
		name := path.Base(media.Schema.Ref)
		switch {
		case kind == "application/octet-stream":
			name = "File"
		case media.Schema.Ref == "":
			name = "Anything"
		}
		all = append(all, shape{of, name, media.Schema})
	}
	return all
}

// see notes the members of a schema; one inside itself is noted once.
func (d description) see(m members, at string, s schema, inside []string) {
	if s.Ref != "" {
		if slices.Contains(inside, s.Ref) {
			return
		}
		inside = append(slices.Clone(inside), s.Ref)
		s = d.Components.Schemas[path.Base(s.Ref)]
	}
	m.note(at, s.kind())
	for key, p := range s.Properties {
		d.see(m, at+"."+key, p, inside)
	}
	if s.Items != nil {
		d.see(m, at+"[]", *s.Items, inside)
	}
	if more, ok := s.AdditionalProperties.(map[string]any); ok {
		var other schema
		text, _ := json.Marshal(more) // it has been JSON
		_ = json.Unmarshal(text, &other)
		d.see(m, at+".*", other, inside)
	}
}

// kind is the type, whether or not null is allowed beside it.
func (s schema) kind() string {
	kinds, ok := s.Type.([]any)
	if !ok {
		kinds = []any{s.Type}
	}
	for _, k := range kinds {
		switch k {
		case "integer":
			return "number"
		case "null", nil:
		default:
			return fmt.Sprint(k)
		}
	}
	return "null"
}
