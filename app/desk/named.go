package desk

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/fault"
	"akashi/values/form"
)

// name is one kind of name that inputs name something by, and which there are of it as
// far as the act reaches: of the scheme of its object, and within those of the actor.
type name struct {
	code  string // of the problem
	all   func(w *Work) []string
	has   func(w *Work, given string) bool       // where there may be very many; nil: one of all
	offer func(w *Work, whom form.Field) []Named // what a form offers, where the record calls it something
}

// names are all of them, by the key that they have in every input. An input that names
// what there is not is refused before the act, with the place and what was probably meant.
func names() map[string]name {
	seat, body := name{code: "session.seat", all: (*Work).seats}, name{code: "case.intake-body", all: (*Work).bodies}
	return map[string]name{
		"scheme":       {code: "scheme-unknown", all: (*Work).schemes},
		"seat":         seat,
		"seats":        seat,
		"intake_body":  body,
		"body":         body,
		"user":         {code: "name.user", all: (*Work).userIDs, offer: (*Work).people},
		"cover":        {code: "name.user", all: (*Work).userIDs, offer: (*Work).people},
		"applicant_id": {code: "name.applicant", all: (*Work).applicantIDs, has: (*Work).knowsApplicant, offer: (*Work).organisations},
		"session":      {code: "name.session", all: (*Work).sessionIDs},
	}
}

// NameKeys lists the keys under which inputs name something.
func NameKeys() (keys []string) {
	for key := range names() {
		keys = append(keys, key)
	}
	return keys
}

// unknown finds every name in an input that names nothing.
func (w *Work) unknown(input any) (p fault.Problems) {
	kinds, of := names(), reflect.Indirect(reflect.ValueOf(input))
	if of.Kind() != reflect.Struct {
		return nil
	}
	for _, f := range form.Fields(of.Type()) {
		kind, named := kinds[f.Key]
		if !named || f.Tag.Get("names") != "" { // several, which the act takes apart, or others than elsewhere
			continue
		}
		switch field := reflect.Indirect(of.FieldByIndex(f.Index)); field.Kind() {
		case reflect.Slice:
			for i := range field.Len() {
				w.look(&p, kind, fmt.Sprintf("/%s/%d", f.Key, i), field.Index(i).String())
			}
		case reflect.String:
			w.look(&p, kind, "/"+f.Key, field.String())
		}
	}
	return p
}

// look notes a name that names nothing. Whether one may be left out is for the act.
func (w *Work) look(p *fault.Problems, kind name, where, given string) {
	if given == "" || kind.has != nil && kind.has(w, given) {
		return
	}
	fault.OneOf(p, kind.code, where, given, kind.all(w))
}

// editions are the rule books that the act is about: that of its object, or all of the
// schemes that its input names.
func (w *Work) editions() (all []*scheme.Edition) {
	if w.Edition != nil {
		return []*scheme.Edition{w.Edition}
	}
	for _, key := range w.Desk.Shelf.Keys() {
		if w.about.Scheme == "" || slices.Contains(strings.Split(w.about.Scheme, ","), key) {
			all = append(all, w.Desk.Shelf.Editions(key)...)
		}
	}
	return all
}

func (w *Work) schemes() []string { return w.Desk.Shelf.Keys() }

func (w *Work) seats() (ids []string) {
	for _, e := range w.editions() {
		ids = append(ids, scheme.IDs(e.Committee.Seats)...)
	}
	return distinct(ids)
}

func (w *Work) bodies() (ids []string) {
	for _, e := range w.editions() {
		ids = append(ids, scheme.IDs(w.JoinedTo(e).Organisation.IntakeBodies)...)
	}
	return distinct(ids)
}

func (w *Work) userIDs() (ids []string) {
	for _, u := range w.Everybody() {
		if u.Serves(w.schemeOf()) && w.Actor.Deals(u) {
			ids = append(ids, u.ID)
		}
	}
	return distinct(ids)
}

// applicantIDs are the applicants that the actor knows.
func (w *Work) applicantIDs() (ids []string) {
	all, err := w.Applicants()
	w.Fail(err)
	for _, a := range all {
		if w.knowsApplicant(a.ID) {
			ids = append(ids, a.ID)
		}
	}
	return ids
}

// knowsApplicant reports whether an applicant is there. To whoever works for some schemes,
// one that has nothing to do with them is not.
func (w *Work) knowsApplicant(id string) bool {
	if _, there := Find(w, w.Applicant, id); !there || w.Actor.Scheme == "" || w.Actor.ApplicantID == id {
		return there
	}
	return slices.ContainsFunc(strings.Split(w.Actor.Scheme, ","), func(key string) bool {
		return len(Read(w, w.Cases, CaseQuery{Scheme: key, ApplicantID: id, Limit: 1, Visible: access.Everything()})) > 0
	})
}

func (w *Work) sessionIDs() (ids []string) {
	for _, s := range Read(w, w.Sessions, w.schemeOf()) {
		ids = append(ids, s.ID)
	}
	return ids
}

func distinct(ids []string) []string {
	slices.Sort(ids)
	return slices.Compact(slices.DeleteFunc(ids, func(id string) bool { return id == "" }))
}
