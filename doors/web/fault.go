package web

import (
	"context"
	"errors"
	"net/http"
	"regexp"
	"strings"

	"akashi/doors/ask"
	"akashi/values/fault"
	"akashi/words"
)

// failure is what a page says of an error.
type failure struct {
	words.Failure
	Status int
	Title  string
	SignIn bool
	Second bool   // a second factor has to be made first
	Unsure bool   // something was sent, and broke here
	Case   string // number of the case that the address is about, where it is to be looked at anew
	Next   string // page that was asked for
}

// signInNeeded is the code of a page that is not for visitors whom nobody knows.
const signInNeeded = "sign-in-needed"

// explain turns an error into words of the visitor's language. What is our own
// fault is not described: it is in the log.
func (v *visit) explain(err error) failure {
	said := v.book.Failure(err)
	said.Message = unflagged(said.Message)
	for i := range said.Problems {
		said.Problems[i].Message = unflagged(said.Problems[i].Message)
	}
	for i := range said.Grounds {
		said.Grounds[i].Message = unflagged(said.Grounds[i].Message)
	}
	f := failure{Failure: said, Status: ask.EndingOf(said.Kind).HTTP, Title: v.book.Say("error." + nameOf(said.Kind) + ".title")}
	if strings.HasSuffix(said.Code, ".not-at-this-step") {
		f.Title = v.book.Say("error.step.title")
	}
	if said.Code == signInNeeded {
		f.Status, f.Title, f.SignIn, f.Next = http.StatusUnauthorized, v.book.Say("error.signin.title"), true, v.wanted()
	}
	f.Second = said.Code == secondMissing
	return f
}

// flag is where a sentence names what somebody at a terminal would write.
var flag = regexp.MustCompile(`（--[^）]*）| ?\(--[^)]*\)`)

// unflagged is a sentence for a page, on which there are fields in the place of flags.
func unflagged(text string) string { return flag.ReplaceAllString(text, "") }

// nameOf is the kind's name in the message catalogue.
func nameOf(kind fault.Kind) string {
	if kind == "" {
		return "own"
	}
	return string(kind)
}

// fail answers with the page of an error.
func (v *visit) fail(err error) {
	if errors.Is(err, context.Canceled) {
		return
	}
	if up, ok := errors.AsType[stepUp](err); ok {
		err = v.askAnew(up)
		if err == nil {
			return
		}
	}
	f := v.explain(err)
	if f.Status >= http.StatusInternalServerError {
		f.Unsure = !isRead(v.r.Method)
		v.door.Log.ErrorContext(v.r.Context(), "page failed", "path", v.path, "error", err)
	}
	if answerable(err) { // nobody is told so of a case that they may not know of
		f.Case = v.r.PathValue("no")
	}
	later(v.w, err)
	v.public, v.unread = true, nil
	if err := v.show(f.Status, errorPage(v.page(), f)); err != nil {
		v.door.Log.ErrorContext(v.r.Context(), "error page failed", "path", v.path, "error", err)
		http.Error(v.w, http.StatusText(f.Status), f.Status)
	}
}

// later says when the same may be asked again, where that is known.
func later(w http.ResponseWriter, err error) {
	if seconds := ask.RetryAfter(err); seconds != "" {
		w.Header().Set("Retry-After", seconds)
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
