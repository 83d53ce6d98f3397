package api

import (
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"akashi/app"
	"akashi/doors/ask"
	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/rules/scoring"
	"akashi/values/civil"
)

const schemaPrefix = "#/components/schemas/"

// newRegistry makes a registry that knows the types which write themselves to
// JSON in their own way.
func newRegistry() huma.Registry {
	r := huma.NewMapRegistry(schemaPrefix, nameOf)
	for of, as := range map[reflect.Type]reflect.Type{
		reflect.TypeFor[civil.Date]():         reflect.TypeFor[daySchema](),
		reflect.TypeFor[record.Reason]():      reflect.TypeFor[reasonSchema](),
		reflect.TypeFor[scoring.Criteria]():   reflect.TypeFor[map[string]scoring.Criterion](),
		reflect.TypeFor[scoring.Levels]():     reflect.TypeFor[map[string]scoring.Level](),
		reflect.TypeFor[lifecycle.Standing](): reflect.TypeFor[standingSchema](),
	} {
		r.RegisterTypeAlias(of, as)
	}
	return r
}

// nameOf names a schema: as its type, with its package in front unless the type is
// the office's or the door's own.
func nameOf(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	room := t.PkgPath()[strings.LastIndex(t.PkgPath(), "/")+1:]
	office := strings.HasPrefix(t.PkgPath(), reflect.TypeFor[app.App]().PkgPath())
	ours := []string{"", reflect.TypeFor[ask.Book]().PkgPath(), reflect.TypeFor[Problem]().PkgPath()}
	if office || slices.Contains(ours, t.PkgPath()) {
		return strings.TrimSuffix(name, "Schema")
	}
	return strings.ToUpper(room[:1]) + room[1:] + name
}

// daySchema is a day of the calendar; null is no day.
type daySchema struct{}

// Schema describes a day.
func (daySchema) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "date", Nullable: true}
}

// standingSchema is what a mark is worth.
type standingSchema struct{}

// Schema lists the standings.
func (standingSchema) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Enum: ask.Each(lifecycle.Standings(), func(s lifecycle.Standing) any { return string(s) })}
}

// reasonSchema is one step of a rule's ground, as record.Reason writes it.
type reasonSchema struct {
	Rule    string         `json:"rule" doc:"dotted code of what was asked"`
	Clause  string         `json:"clause,omitempty" doc:"citation in the edition"`
	Holds   bool           `json:"holds"`
	Facts   map[string]any `json:"facts,omitempty" doc:"the figures looked at"`
	Because []reasonSchema `json:"because" doc:"the steps below"`
}
