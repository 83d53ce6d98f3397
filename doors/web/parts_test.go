package web_test

import (
	"context"
	"reflect"
	"regexp"
	"testing"
	"time"

	"akashi/app"
	"akashi/doors/web"
	"akashi/rules/access"
	"akashi/values/civil"
)

// elsewhere are the parts of a case that its tabs do not tell, and where they are told.
var elsewhere = map[string]string{
	"Version":     "the forms of its acts",
	"ApplicantID": "the forms that ask for it",
	"Due":         "the next date", "DueClause": "the next date", "Late": "the next date",
	"Returned":  "the board, where it is to be taken in again",
	"Decided":   "the decision and the history",
	"Round":     "the findings",
	"Report":    "the report's own page",
	"VotesCast": "the session",
	"Evidence":  "the audits' own page",
	"Worth":     "the documents, where one is dated, and the diagnosis's own page",
	"Diagnosis": "its own page",
}

// keys are the fields that differ each time a page is made.
var keys = regexp.MustCompile(`name="_key" value="[^"]*"`)

// partial is an office whose case has the parts that a test gives it.
type partial struct {
	*office
	view app.CaseView
}

func (o *partial) CaseView(context.Context, access.Actor, string) (app.CaseView, error) {
	return o.view, nil
}

// TestEveryPartOfACaseIsOnAPage takes each part of a case away, or puts one there, and looks
// whether any tab of it changes: what commands and API tell, the pages tell.
func TestEveryPartOfACaseIsOnAPage(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	whole, err := o.CaseView(t.Context(), access.Actor{ID: "officer", Role: "secretariat"}, "SA-2026-0002")
	if err != nil {
		t.Fatal(err)
	}
	told := func(view app.CaseView) string {
		d, err := web.New(web.Config{Office: &partial{o, view}, Shelf: o.shelf, Now: func() time.Time { return noon }})
		if err != nil {
			t.Fatal(err)
		}
		_, body := wholeCase(t, d, "/o/cases/SA-2026-0002")
		return keys.ReplaceAllString(body, "")
	}
	kind := reflect.TypeFor[app.CaseView]()
	tells := map[string]bool{}
	for _, base := range []app.CaseView{whole, correctedCase()} {
		before := told(base)
		for i := range kind.NumField() {
			view := base
			part := reflect.ValueOf(&view).Elem().Field(i)
			if part.IsZero() {
				example(part, 5)
			} else {
				part.SetZero()
			}
			tells[kind.Field(i).Name] = tells[kind.Field(i).Name] || told(view) != before
		}
	}
	for name, here := range tells {
		if _, known := elsewhere[name]; here == known {
			t.Errorf("%s: a tab of the case tells it: %v; told elsewhere: %q", name, here, elsewhere[name])
		}
	}
}

// example fills a value with something of its kind, so deep.
func example(v reflect.Value, deep int) {
	if deep == 0 {
		return
	}
	switch v.Interface().(type) {
	case civil.Date:
		v.Set(reflect.ValueOf(day("2026-11-05")))
		return
	case time.Time:
		v.Set(reflect.ValueOf(noon))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(noon.Format(time.RFC3339)) // a moment is written as text
	case reflect.Int, reflect.Int64:
		v.SetInt(7)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		example(v.Elem(), deep-1)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		example(v.Index(0), deep-1)
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				example(v.Field(i), deep-1)
			}
		}
	}
}
