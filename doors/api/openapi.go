package api

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"akashi/app"
	"akashi/app/desk"
	"akashi/doors/ask"
	"akashi/values/fault"
	"akashi/values/form"
	"akashi/words"
)

// chapters are the tags under which the description groups what can be asked: by how
// addresses begin, as the chapter is called or also otherwise.
func chapters() []chapter {
	return []chapter{
		{"cases", "bulk clocks", "Applications, from draft to decision"},
		{"sessions", "seats", "Sittings of the committee"},
		{"marks", "renewals", "Measures on a granted mark"},
		{"registry", "", "The public register; no token is needed to read it"},
		{"schemes", "", "The rule books; no token is needed"},
		{"rules", "", "Pure rules: nothing is stored, no token is needed"},
		{"office", "users pending mail matters personnel billing dealings invoices letters payments exceptions", "Keeping the office"},
		{"about", "openapi.json problems", "This interface"},
	}
}

type chapter struct{ name, also, description string }

// chapterOf names the chapter of an address.
func chapterOf(path string) string {
	first := strings.Split(path, "/")[1]
	for _, c := range chapters() {
		if first == c.name || slices.Contains(strings.Fields(c.also), first) {
			return c.name
		}
	}
	return ""
}

const bearerScheme = "bearer"

// apiVersion is that of the interface. It stays while answers only gain keys.
const apiVersion = "1"

// settings is the frame of the description. Its server is where it is asked for.
func settings(build string) *huma.OpenAPI {
	return &huma.OpenAPI{
		OpenAPI: "3.1.0",
		Info: &huma.Info{Title: "Akashi", Version: apiVersion, Extensions: map[string]any{"x-build": build},
			Description: "Certification-mark schemes from application to mark. Dates are days in Asia/Tokyo, moments are UTC, money is whole yen. Help for people is at /help.",
			Contact:     &huma.Contact{Name: "The secretariat that runs this office"},
			License:     &huma.License{Name: "Apache License 2.0", Identifier: "Apache-2.0"}},
		Servers: []*huma.Server{{URL: prefix}},
		Tags:    ask.Each(chapters(), func(c chapter) *huma.Tag { return &huma.Tag{Name: c.name, Description: c.description} }),
		Components: &huma.Components{
			Schemas: newRegistry(),
			SecuritySchemes: map[string]*huma.SecurityScheme{bearerScheme: {Type: "http", Scheme: "bearer",
				Description: "A token of the office, shown once when the user is added"}},
			Responses: map[string]*huma.Response{},
			Examples:  map[string]*huma.Example{},
		},
	}
}

// describer describes routes in one document.
type describer struct {
	to   *huma.OpenAPI
	said map[int]string // of the kinds of problems with a status: one answer can tell of two
	ask.Examples
}

// describe describes the routes of a build.
func describe(routes []route, build string) (document, error) {
	d, err := newDescriber(routes, build)
	if err != nil {
		return document{}, err
	}
	return publish(d.to)
}

func newDescriber(routes []route, build string) (describer, error) {
	shown, err := ask.ReadExamples()
	d := describer{settings(build), map[int]string{}, shown}
	for _, k := range kinds(words.In(words.English)) {
		d.said[k.Status] = strings.TrimSpace(d.said[k.Status] + " " + k.Title + ". " + k.Advice)
	}
	for _, r := range routes {
		d.to.AddOperation(d.operation(r))
	}
	return d, err
}

// problem refers to the answer for a kind of problem, which all routes share.
func (d describer) problem(k kind) *huma.Response {
	var example any = k.problem()
	if shown, ok := d.Answered[k.Name]; ok {
		example = shown
	}
	d.to.Components.Responses[k.Name] = &huma.Response{Description: d.said[k.Status],
		Content: map[string]*huma.MediaType{"application/problem+json": {Schema: d.schema(Problem{}), Example: example}}}
	return &huma.Response{Ref: "#/components/responses/" + k.Name}
}

func (d describer) schema(of any) *huma.Schema {
	return d.to.Components.Schemas.Schema(reflect.TypeOf(of), true, "")
}

// answered is JSON of a type, with the example that all its answers share.
func (d describer) answered(of any) map[string]*huma.MediaType {
	media := &huma.MediaType{Schema: d.schema(of)}
	name := strings.TrimPrefix(media.Schema.Ref, schemaPrefix)
	if example, ok := d.Answered[name]; ok {
		d.to.Components.Examples[name] = &huma.Example{Value: example}
		media.Examples = map[string]*huma.Example{name: {Ref: "#/components/examples/" + name}}
	}
	return map[string]*huma.MediaType{"application/json": media}
}

// asked is JSON of a body, with the example of its action.
func (d describer) asked(r route) map[string]*huma.MediaType {
	media := &huma.MediaType{Schema: d.schema(r.body())}
	if example, ok := d.Asked[cmp.Or(string(r.action.Name), r.id)]; ok {
		media.Example = example
	}
	return map[string]*huma.MediaType{"application/json": media}
}

// operation describes a route.
func (d describer) operation(r route) *huma.Operation {
	op := &huma.Operation{Method: r.method, Path: r.path, OperationID: r.id, Summary: r.summary, Tags: []string{chapterOf(r.path)},
		Description: r.rules(), Parameters: d.parameters(r),
		Responses: map[string]*huma.Response{strconv.Itoa(r.status): d.success(r)}}
	op.Security = []map[string][]string{{bearerScheme: {}}}
	if r.isPublic() {
		op.Security = []map[string][]string{}
	}
	if r.body != nil {
		op.RequestBody = &huma.RequestBody{Required: needsBody(r), Description: fmt.Sprintf("At most %d bytes.", r.limit),
			Content: d.asked(r)}
	}
	if r.canWait() {
		op.Responses[strconv.Itoa(http.StatusAccepted)] = &huma.Response{Description: "It waits for a second person: nothing has been done yet",
			Content: d.answered(desk.Held{})}
	}
	if r.isKept() {
		op.Responses[strconv.Itoa(http.StatusNotModified)] = &huma.Response{Description: "Nothing has changed since the answer named in If-None-Match"}
	}
	for _, name := range r.problems() {
		k := kindOf(words.In(words.English), name)
		op.Responses[strconv.Itoa(k.Status)] = d.problem(k)
	}
	return op
}

// rules says when the operation is possible, and who may ask for it.
func (r route) rules() string {
	said := "Policy: " + string(r.policy) + " (docs/access.md)."
	if r.canWait() {
		said = "Where the office wants a second person, it waits for one and 202 is answered. " + said
	}
	if len(r.action.In) > 0 {
		said = "Possible while the state of the " + r.object + " is one of: " + strings.Join(r.action.In, ", ") + ". " + said
	}
	return said
}

// needsBody reports whether a route has a key that must be given.
func needsBody(r route) bool {
	return slices.ContainsFunc(form.Fields(reflect.TypeOf(r.body()).Elem()), func(f form.Field) bool { return f.Needed })
}

// problems names the kinds of problems that a route answers with.
func (r route) problems() []string {
	names := []string{kindInternal, string(fault.Unavailable), kindUnauthenticated, "invalid", string(fault.TooMany)}
	if !r.isPublic() {
		names = append(names, "forbidden")
	}
	if r.name() != "" || r.body != nil {
		names = append(names, "not-found")
	}
	if r.body != nil {
		names = append(names, kindTooLarge, kindMedia)
	}
	if r.acts() {
		names = append(names, "conflict", kindChanged, kindKeyUsed)
	}
	if len(r.action.Events) > 0 {
		names = append(names, "refused")
	}
	return names
}

func (d describer) success(r route) *huma.Response {
	answer := &huma.Response{Description: http.StatusText(r.status), Headers: map[string]*huma.Param{}}
	if _, file := r.answer.(app.FileView); file {
		answer.Content = map[string]*huma.MediaType{"application/octet-stream": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}
		return answer
	}
	answer.Content = d.answered(r.answer)
	schema := answer.Content["application/json"].Schema
	switch {
	case r.isKept():
		answer.Headers["ETag"] = &huma.Param{Description: "of the answer, for If-None-Match", Schema: text()}
	case r.acts() || d.has(schema, "version"):
		answer.Headers["ETag"] = &huma.Param{Description: "version of the object, for If-Match", Schema: text()}
	}
	if r.status == http.StatusCreated {
		answer.Headers["Location"] = &huma.Param{Description: "address of what was begun", Schema: text()}
	}
	return answer
}

func text() *huma.Schema { return &huma.Schema{Type: huma.TypeString} }

// header is one that a request may have.
func header(name, description string) *huma.Param {
	return &huma.Param{Name: name, In: "header", Schema: text(), Description: description}
}

// has reports whether objects of a schema have the key.
func (d describer) has(s *huma.Schema, key string) bool {
	return s.Ref != "" && d.to.Components.Schemas.SchemaFromRef(s.Ref).Properties[key] != nil
}

// parameters describes the path, the query and the headers of a route.
func (d describer) parameters(r route) []*huma.Param {
	var all []*huma.Param
	for part := range strings.SplitSeq(r.path, "/") {
		if name, ok := strings.CutPrefix(part, "{"); ok {
			name = strings.TrimSuffix(name, "}")
			all = append(all, &huma.Param{Name: name, In: "path", Required: true, Schema: text(), Description: partsOfPath()[name]})
		}
	}
	if r.query != nil {
		all = append(all, d.queryParameters(reflect.TypeOf(r.query()).Elem())...)
	}
	if r.isKept() {
		all = append(all, header("If-None-Match", "the ETag of the answer that the asker has; 304 while it still holds"))
	}
	if r.acts() {
		all = append(all,
			header("Idempotency-Key", "makes the request safe to repeat: the same key with the same request gets the first answer again"),
			header("If-Match", "the ETag of the object as the asker saw it; another version is not touched"))
	}
	return all
}

// partsOfPath describes what an address names.
func partsOfPath() map[string]string {
	return map[string]string{"invoice": "number of the document", "letter": "number of the letter", "no": "receipt number of the case", "number": "number of the mark, in any width",
		"id": "ID of the object", "key": "key of the scheme", "kind": "name of the kind of problem"}
}

func (d describer) queryParameters(t reflect.Type) []*huma.Param {
	return ask.Each(form.Fields(t), func(f form.Field) *huma.Param {
		schema := huma.SchemaFromField(d.to.Components.Schemas, t.FieldByIndex(f.Index), "")
		p := &huma.Param{Name: f.Key, In: "query", Required: f.Needed, Description: schema.Description, Schema: schema}
		schema.Nullable, schema.Description = false, ""
		return p
	})
}

// publish writes the document, with an entity tag. What is answered may grow keys
// later, so only what is asked is closed against others.
func publish(doc *huma.OpenAPI) (document, error) {
	explain(doc.Components.Schemas.Map())
	asked := map[string]bool{}
	for _, path := range doc.Paths {
		if path.Post != nil && path.Post.RequestBody != nil {
			follow(doc.Components.Schemas, path.Post.RequestBody.Content["application/json"].Schema, asked)
		}
	}
	for name, s := range doc.Components.Schemas.Map() {
		if s.AdditionalProperties == false && !asked[schemaPrefix+name] {
			s.AdditionalProperties = nil
		}
	}
	text, err := json.Marshal(doc)
	if err != nil {
		return document{}, fmt.Errorf("write OpenAPI: %w", err)
	}
	tag, err := contentTag(json.RawMessage(text))
	return document{text, tag}, err
}

// document is the API description as it is served.
type document struct {
	text json.RawMessage
	tag  string
}

// follow notes every schema that a schema refers to.
func follow(in huma.Registry, s *huma.Schema, seen map[string]bool) {
	if s == nil || seen[s.Ref] {
		return
	}
	if s.Ref != "" {
		seen[s.Ref] = true
		follow(in, in.SchemaFromRef(s.Ref), seen)
	}
	follow(in, s.Items, seen)
	if more, ok := s.AdditionalProperties.(*huma.Schema); ok {
		follow(in, more, seen)
	}
	for _, p := range s.Properties {
		follow(in, p, seen)
	}
}

// description gives the document itself.
func (d *Door) description(c *call) (json.RawMessage, error) {
	doc, err := d.document()
	c.etag = doc.tag
	return doc.text, err
}
