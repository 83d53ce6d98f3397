package api

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"akashi/app"
	"akashi/fault"
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

	Errors []fault.Problem `json:"errors,omitempty" doc:"everything wrong with the input, each with its place: a JSON pointer into the body, ?name in the query, or a header"`
	More   int             `json:"more_errors,omitempty" doc:"how many further errors are not listed"`

	Current json.RawMessage `json:"current,omitempty" doc:"the object as it is now, when somebody else was faster"`

	Event   string        `json:"event,omitempty" doc:"the step that is blocked"`
	State   string        `json:"state,omitempty" doc:"where the case stands"`
	Blocked []app.Blocked `json:"blocked,omitempty" doc:"everything that stands against the step, with clause and reasons"`

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
	kindTooLarge        = "too-large"
	kindMedia           = "unsupported-media-type"
	kindMethod          = "method-not-allowed"
	kindUnavailable     = "unavailable"
	kindInternal        = "internal"
)

// kinds lists every type of problem that the door answers with.
func kinds() []kind {
	all := []kind{
		{Name: string(fault.Invalid), Status: http.StatusUnprocessableEntity, Title: "The input is not accepted", Advice: "Correct every entry of errors and send the request again. Nothing was stored."},
		{Name: kindUnauthenticated, Status: http.StatusUnauthorized, Title: "A valid bearer token is needed", Advice: "Send the header Authorization: Bearer with a token of the office."},
		{Name: string(fault.Forbidden), Status: http.StatusForbidden, Title: "The role does not allow this", Advice: "The token is known, but its role or its relation to the object does not allow the act."},
		{Name: string(fault.NotFound), Status: http.StatusNotFound, Title: "There is no such thing, or none that the token may know of", Advice: "Check the address and the identifiers in the request."},
		{Name: kindMethod, Status: http.StatusMethodNotAllowed, Title: "The address does not take this method", Advice: "Use one of the methods in the header Allow."},
		{Name: string(fault.Conflict), Status: http.StatusConflict, Title: "Somebody else was faster, or the object has moved on", Advice: "Look at current, the object as it is now, and decide again."},
		{Name: string(fault.Refused), Status: http.StatusConflict, Title: "The rules stand against the step", Advice: "Look at blocked: each entry names what does not hold, with clause and reasons."},
		{Name: kindChanged, Status: http.StatusPreconditionFailed, Title: "The object is not the version named in If-Match", Advice: "Look at current, the object as it is now, and decide again with its version."},
		{Name: kindTooLarge, Status: http.StatusRequestEntityTooLarge, Title: "The body is too large", Advice: "Send less in one request."},
		{Name: kindMedia, Status: http.StatusUnsupportedMediaType, Title: "The body must be JSON", Advice: "Send Content-Type: application/json and no Content-Encoding."},
		{Name: kindUnavailable, Status: http.StatusServiceUnavailable, Title: "The office is busy", Advice: "Send the same request with the same Idempotency-Key again after the seconds in Retry-After."},
		{Name: kindInternal, Status: http.StatusInternalServerError, Title: "The office's own system failed", Advice: "Nothing was stored. Send the request again later; the failure is in the office's log."},
	}
	for i := range all {
		all[i].Type = prefix + "/problems/" + all[i].Name
	}
	return all
}

// kindOf returns the kind of the name; one that is not known is our own failure.
func kindOf(name string) kind {
	var last kind
	for _, k := range kinds() {
		if last = k; k.Name == name {
			break
		}
	}
	return last
}

// problem makes a problem of the kind.
func (k kind) problem() Problem {
	return Problem{Type: k.Type, Title: k.Title, Status: k.Status, Detail: k.Advice}
}

// trouble is a failure of the protocol, which no use case knows of.
type trouble struct {
	kind, code, detail string
	header             http.Header
}

// Error says what went wrong, for logs.
func (t *trouble) Error() string { return t.kind + ": " + cmp.Or(t.detail, t.code) }

// problemOf turns any failure into the problem to answer with. It is the only
// place that knows statuses. What is our own fault is told without details.
func problemOf(err error) Problem {
	p := kindOf(kindNameOf(err)).problem()
	var (
		of       *trouble
		known    *fault.Error
		refusal  *fault.Refusal
		blockage *app.Blockage
		conflict *app.Conflict
		invalid  fault.Problems
	)
	if errors.As(err, &conflict) {
		p.Current = conflict.Current
	}
	switch {
	case errors.As(err, &of):
		p.Code, p.Detail, p.header = of.code, cmp.Or(of.detail, p.Detail), of.header
	case errors.As(err, &blockage):
		p.Event, p.State, p.Blocked = blockage.Event, blockage.State, blockage.Guards
	case errors.As(err, &refusal):
		p.Code = refusal.Reason
		p.Blocked = []app.Blocked{{Code: refusal.Reason, Clause: refusal.Clause, Detail: refusal.Detail}}
	case errors.As(err, &invalid):
		p.list(invalid)
	case errors.As(err, &known) && known.Kind == fault.Invalid:
		p.list(fault.Problems{{Code: known.Code, Message: "not accepted: " + known.What}})
	case known != nil:
		p.Code = known.Code
	}
	if p.Status == http.StatusServiceUnavailable {
		p.header = http.Header{"Retry-After": {"1"}}
	}
	return p
}

func (p *Problem) list(found fault.Problems) {
	p.More = max(len(found)-mostErrors, 0)
	p.Errors = found[:len(found)-p.More]
	p.Detail = fmt.Sprintf("%d problems with the input; nothing was stored.", len(found))
}

// kindNameOf names the kind of problem that a failure is.
func kindNameOf(err error) string {
	var (
		of    *trouble
		known *fault.Error
	)
	switch {
	case errors.As(err, &of):
		return of.kind
	case errors.As(err, &known) && known.Code == "app.changed-since":
		return kindChanged
	case known != nil && known.Code == "store.busy",
		errors.Is(err, context.DeadlineExceeded):
		return kindUnavailable
	case errors.Is(err, fault.Refused): // a Blockage has the kind, but is none of fault's own types
		return string(fault.Refused)
	}
	return cmp.Or(string(fault.KindOf(err)), kindInternal)
}

// problems lists the kinds of problems; problem explains one.
func (d *Door) problems(*call) (reply, error) {
	return reply{body: problemList{kinds()}}, nil
}

func (d *Door) problem(c *call) (reply, error) {
	for _, k := range kinds() {
		if k.Name == c.name {
			return reply{body: k}, nil
		}
	}
	return reply{}, fault.New(fault.NotFound, "problem.unknown", c.name)
}

type problemList struct {
	Problems []kind `json:"problems"`
}
