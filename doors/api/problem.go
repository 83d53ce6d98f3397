package api

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"

	"akashi/app/desk"
	"akashi/doors/ask"
	"akashi/values/fault"
	"akashi/words"
)

// Problem is the answer to a request that was not fulfilled (RFC 9457). Its type
// is one of the kinds that GET /problems lists; code is the stable word for what
// exactly was wrong, from which a program looks up its own sentence.
type Problem struct {
	Type   string `json:"type" format:"uri-reference" doc:"kind of the problem; the address explains it"`
	Title  string `json:"title" doc:"the kind in words"`
	Status int    `json:"status" doc:"the HTTP status"`
	Code   string `json:"code,omitempty" doc:"stable word for what exactly was wrong"`
	Detail string `json:"detail,omitempty" doc:"what to do about it"`

	Errors []words.Problem `json:"errors,omitempty" doc:"everything wrong with the input, each with its place: a JSON pointer into the body, ?name in the query, or a header"`
	More   int             `json:"more_errors,omitempty" doc:"how many further errors are not listed"`

	Current json.RawMessage `json:"current,omitempty" doc:"the object as it is now, when somebody else was faster"`

	Event   string         `json:"event,omitempty" doc:"the step that is blocked"`
	State   string         `json:"state,omitempty" doc:"where the case stands"`
	Blocked []words.Ground `json:"blocked,omitempty" doc:"everything that stands against the step, with clause and reasons"`

	header http.Header
}

// mostErrors is how many errors one answer lists.
const mostErrors = 200

// kind is one type of problem with its status and with what to do about it.
type kind struct {
	Name   string `json:"name"`
	Type   string `json:"type"`
	Status int    `json:"status"`
	Title  string `json:"title"`
	Advice string `json:"advice"`
}

// The kinds that are not faults of package fault.
const (
	kindUnauthenticated = "unauthenticated"
	kindChanged         = "changed"
	kindKeyUsed         = "key-used"
	kindTooLarge        = "too-large"
	kindMedia           = "unsupported-media-type"
	kindMethod          = "method-not-allowed"
	kindInternal        = "internal"
)

// kinds lists every type of problem that the door answers with, in a language.
func kinds(book *words.Book) []kind {
	return ask.Each(statuses(), func(k kind) kind { return k.in(book) })
}

// statuses lists the types of problems by name, without words; the last is our own
// failure.
func statuses() (all []kind) {
	for _, e := range ask.Endings() {
		all = append(all, kind{Name: string(e.Kind), Status: e.HTTP})
	}
	return append(all,
		kind{Name: kindUnauthenticated, Status: http.StatusUnauthorized},
		kind{Name: kindMethod, Status: http.StatusMethodNotAllowed},
		kind{Name: kindChanged, Status: http.StatusPreconditionFailed},
		kind{Name: kindKeyUsed, Status: http.StatusUnprocessableEntity},
		kind{Name: kindTooLarge, Status: http.StatusRequestEntityTooLarge},
		kind{Name: kindMedia, Status: http.StatusUnsupportedMediaType},
		kind{Name: kindInternal, Status: http.StatusInternalServerError},
	)
}

// in is the kind with its address and its words.
func (k kind) in(book *words.Book) kind {
	k.Type = prefix + "/problems/" + k.Name
	k.Title, k.Advice = book.Say("problem."+k.Name+".title"), book.Say("problem."+k.Name+".advice")
	return k
}

// kindOf returns the kind of the name; one that is not known is our own failure.
func kindOf(book *words.Book, name string) kind {
	all := statuses()
	i := slices.IndexFunc(all, func(k kind) bool { return k.Name == name })
	if i < 0 {
		i = len(all) - 1
	}
	return all[i].in(book)
}

// problem makes a problem of the kind.
func (k kind) problem() Problem {
	return Problem{Type: k.Type, Title: k.Title, Status: k.Status, Detail: k.Advice}
}

// trouble is a failure of the protocol, which no use case knows of.
type trouble struct {
	kind, code string
	figures    fault.Data
	header     http.Header
}

// Error says what went wrong, for logs.
func (t *trouble) Error() string { return t.kind + ": " + t.code }

// problemOf turns any failure into the problem to answer with, in a language. It
// is the only place that knows statuses. What is our own fault is told without
// details.
func problemOf(book *words.Book, err error) Problem {
	p := kindOf(book, kindNameOf(err)).problem()
	if conflict, ok := errors.AsType[*desk.Collision](err); ok {
		p.Current = conflict.Current
	}
	if of, ok := errors.AsType[*trouble](err); ok {
		p.Code, p.header = of.code, of.header
		if book.Has("fault." + of.code) {
			p.Detail = book.Fill("fault."+of.code, of.figures)
		}
		return p
	}
	p.tell(book, book.Failure(err))
	if seconds := ask.RetryAfter(err); seconds != "" {
		p.header = http.Header{"Retry-After": {seconds}}
	}
	return p
}

// tell adds what is known of the failure: everything wrong with the input, or
// everything that stands against the act, or its code and sentence.
func (p *Problem) tell(book *words.Book, f words.Failure) {
	if len(f.Problems) > 0 {
		p.More = max(len(f.Problems)-mostErrors, 0)
		p.Errors = f.Problems[:len(f.Problems)-p.More]
		p.Detail = book.Say("problem.count", "n", strconv.Itoa(len(f.Problems)))
		return
	}
	p.Code = f.Code
	p.Event, p.State = f.Event, f.State
	if f.Kind == fault.Refused {
		p.Blocked = f.Grounds
	}
	if f.Code != "" && book.Has("fault."+f.Code) {
		p.Detail = f.Message
	}
}

// kindNameOf names the kind of problem that a failure is.
func kindNameOf(err error) string {
	if of, ok := errors.AsType[*trouble](err); ok {
		return of.kind
	}
	if known, ok := errors.AsType[*fault.Error](err); ok {
		switch known.Code {
		case "app.changed-since":
			return kindChanged
		case "app.key-used-for-another-request":
			return kindKeyUsed
		}
	}
	if ask.IsBusy(err) {
		return string(fault.Unavailable)
	}
	return cmp.Or(string(fault.KindOf(err)), kindInternal)
}

// problems lists the kinds of problems; problem explains one.
func (d *Door) problems(c *call) (problemList, error) { return problemList{kinds(c.book())}, nil }

func (d *Door) problem(c *call) (kind, error) {
	for _, k := range kinds(c.book()) {
		if k.Name == c.name {
			return k, nil
		}
	}
	return kind{}, fault.New(fault.NotFound, "problem.unknown", c.name)
}

type problemList struct {
	Problems []kind `json:"problems"`
}
