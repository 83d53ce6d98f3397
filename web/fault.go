package web

import (
	"context"
	"errors"
	"net/http"

	"akashi/fault"
	"akashi/lifecycle"
)

// status turns a kind of failure into the status of HTTP.
func status(kind fault.Kind) int {
	switch kind {
	case fault.Invalid:
		return http.StatusBadRequest
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Forbidden:
		return http.StatusForbidden
	case fault.Conflict:
		return http.StatusConflict
	case fault.Refused:
		return http.StatusUnprocessableEntity
	}
	return http.StatusInternalServerError
}

// failure is what a page says of an error.
type failure struct {
	Status  int
	Title   string
	Message string
	Details []string
	Clause  string
	SignIn  bool
}

// signInNeeded is the code of a page that is not for visitors whom nobody knows.
const signInNeeded = "sign-in-needed"

// explain turns an error into words of the visitor's language. What is our own
// fault is not described: it is in the log.
func (v *visit) explain(err error) failure {
	kind := fault.KindOf(err)
	if e, ok := errors.AsType[*fault.Error](err); ok && e.Code == signInNeeded {
		return failure{Status: http.StatusUnauthorized, Title: v.words.say("error.signin.title"),
			Message: v.words.say("error.signin"), SignIn: true}
	}
	name := nameOf(kind)
	f := failure{Status: status(kind), Title: v.words.say("error." + name + ".title"), Message: v.words.say("error." + name)}
	f.because(v.words, err)
	return f
}

// nameOf is the kind's name in the message catalogue.
func nameOf(kind fault.Kind) string {
	if kind == "" {
		return "own"
	}
	return string(kind)
}

// because adds what the error knows of its ground.
func (f *failure) because(w *words, err error) {
	if e, ok := errors.AsType[*fault.Error](err); ok && w.has("fault."+e.Code) {
		f.Message = w.say("fault." + e.Code)
	}
	if e, ok := errors.AsType[*fault.Refusal](err); ok {
		f.Clause = e.Clause
		if w.has("fault." + e.Reason) {
			f.Message = w.say("fault." + e.Reason)
		}
	}
	if e, ok := errors.AsType[*lifecycle.Blocked](err); ok {
		for _, g := range e.Guards {
			f.Details = append(f.Details, w.say("guard."+string(g)))
		}
	}
	if e, ok := errors.AsType[fault.Problems](err); ok {
		for _, problem := range e {
			f.Details = append(f.Details, problemIn(w, problem))
		}
	}
}

func problemIn(w *words, p fault.Problem) string {
	if w.has("fault." + p.Code) {
		return w.say("fault." + p.Code)
	}
	return p.String()
}

// fail answers with the page of an error.
func (v *visit) fail(err error) {
	if errors.Is(err, context.Canceled) {
		return
	}
	f := v.explain(err)
	if f.Status >= http.StatusInternalServerError {
		v.door.Log.Error("page failed", "path", v.path, "error", err)
	}
	if err := v.show(f.Status, errorPage(v.page(), f)); err != nil {
		v.door.Log.Error("error page failed", "path", v.path, "error", err)
		http.Error(v.w, http.StatusText(f.Status), f.Status)
	}
}

func notThere(_ *Door, v *visit) error {
	if v.path == "" { // a language without a page
		return v.goTo("/")
	}
	return fault.New(fault.NotFound, "page-unknown", "")
}

func crossedOver(_ *Door, _ *visit) error {
	return fault.New(fault.Forbidden, "crossed-over", "")
}
