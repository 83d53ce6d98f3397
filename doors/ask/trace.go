package ask

import "context"

// Trace is what a door notes of a request, for the log of who asked what: never whose
// name it was, nor what stands in an address.
type Trace struct {
	ID    string // of the request
	Route string // its pattern
	Actor string // role of who asks; "" for the public
}

type traceKey struct{}

// Traced is a context in which the trace is noted.
func Traced(ctx context.Context, t *Trace) context.Context {
	return context.WithValue(ctx, traceKey{}, t)
}

// TraceOf is the trace of a request; nobody looks at one that was not asked for.
func TraceOf(ctx context.Context) *Trace {
	if t, ok := ctx.Value(traceKey{}).(*Trace); ok {
		return t
	}
	return &Trace{}
}
