package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"akashi/doors/ask"
	"akashi/doors/limit"
	"akashi/rules/scoring"
	"akashi/scheme"
	"akashi/values/fault"
	"akashi/words"
)

// Config is what the door needs to open.
type Config struct {
	Office  Office
	Shelf   *scheme.Shelf
	Now     func() time.Time
	Log     *slog.Logger  // nil: none
	Limits  *limit.Limits // nil: none
	Version string        // of the program, shown in the description
	// Patience is how long one request may take; 30 seconds when zero.
	Patience time.Duration
}

// Door answers programs. It is an http.Handler for everything under /api/v1.
type Door struct {
	Config
	mux      *http.ServeMux
	document func() (document, error) // OpenAPI 3.1, written when it is first asked for
}

// New opens the door. It refuses a route without a policy and an edition that
// cannot be scored.
func New(c Config) (*Door, error) {
	if c.Office == nil || c.Shelf == nil || c.Now == nil {
		return nil, errors.New("open the API door: office, shelf and clock are needed")
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Patience == 0 {
		c.Patience = 30 * time.Second
	}
	d := &Door{Config: c, mux: http.NewServeMux()}
	routes := table()
	if err := checkAll(routes); err != nil {
		return nil, fmt.Errorf("open the API door: %w", err)
	}
	for _, ed := range c.Shelf.All() {
		if _, err := scheme.Made(c.Shelf, ed, scoring.Compile); err != nil {
			return nil, fmt.Errorf("open the API door: edition %s/%s: %w", ed.Scheme, ed.ID, err)
		}
	}
	d.wire(routes)
	return d, nil
}

// wire hangs every route. They are described when the description is first asked for.
func (d *Door) wire(routes []route) {
	for _, r := range routes {
		d.mux.HandleFunc(r.method+" "+prefix+r.path, func(w http.ResponseWriter, request *http.Request) { d.serve(r, w, request) })
	}
	d.document = sync.OnceValues(func() (document, error) { return describe(routes, d.Version) })
}

// ServeHTTP answers one request.
func (d *Door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	defer func() {
		if broken := recover(); broken != nil {
			d.fail(w, r, fmt.Errorf("panic: %v", broken))
		}
	}()
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if err := d.Limits.Request(d.asker(r)); err != nil {
		d.fail(w, r, err)
		return
	}
	ctx, done := context.WithTimeout(r.Context(), d.Patience)
	defer done()
	r = r.WithContext(ctx)
	if refuse, pattern := d.mux.Handler(r); pattern == "" {
		d.fail(w, r, strayed(refuse, r))
		return
	}
	d.mux.ServeHTTP(w, r)
}

// strayed says why no route was found: the address, or only the method.
func strayed(refuse http.Handler, r *http.Request) error {
	seen := headerOnly{http.Header{}, 0}
	refuse.ServeHTTP(&seen, r)
	if seen.status == http.StatusMethodNotAllowed {
		return &trouble{kind: kindMethod, header: http.Header{"Allow": seen.header.Values("Allow")}}
	}
	return &trouble{kind: "not-found", code: "route.unknown", figures: fault.With("what", prefix+"/openapi.json")}
}

// headerOnly takes an answer in and keeps its status and header.
type headerOnly struct {
	header http.Header
	status int
}

func (h *headerOnly) Header() http.Header         { return h.header }
func (h *headerOnly) Write(b []byte) (int, error) { return len(b), nil }
func (h *headerOnly) WriteHeader(status int)      { h.status = status }

// serve answers a request that belongs to a route.
func (d *Door) serve(r route, w http.ResponseWriter, request *http.Request) {
	c := &call{route: r, r: request}
	ask.TraceOf(request.Context()).Route = prefix + r.path
	answer, err := d.answer(c, w)
	defer func() {
		if c.leave != nil {
			c.leave()
		}
	}()
	if err == nil {
		err = answer.give(w, request, r)
	}
	if err != nil {
		d.fail(w, request, err)
	}
}

// asker is the address for which a request is asked.
func (d *Door) asker(r *http.Request) string { return d.Limits.Asker(r.RemoteAddr, r.Header.Values) }

// answer lets the asker in, reads the request and serves it.
func (d *Door) answer(c *call, w http.ResponseWriter) (_ reply, err error) {
	if c.actor, err = d.admit(c.route, c.r); err != nil {
		return reply{}, err
	}
	if err = d.Limits.Account(c.actor.ID); err == nil && c.isLarge() {
		c.leave, err = d.Limits.Upload(c.r.Context(), c.actor.ID, c.size())
	}
	if err != nil {
		return reply{}, err
	}
	if err := c.read(w); err != nil {
		return reply{}, err
	}
	if c.route.isQuestion() { // read before: only then is it seen that the asker leaves
		if c.leave, err = d.Limits.Question(c.r.Context(), d.asker(c.r)); err != nil {
			return reply{}, err
		}
	}
	if err := c.decode(); err != nil {
		return reply{}, err
	}
	return c.route.serve(d, c)
}

// fail answers with a problem. Our own failures go to the log, whole.
func (d *Door) fail(w http.ResponseWriter, r *http.Request, err error) {
	book := words.In(language(r.Header))
	p := problemOf(book, err)
	if p.Status >= http.StatusInternalServerError && !errors.Is(err, context.Canceled) {
		d.Log.ErrorContext(r.Context(), "request failed", "method", r.Method, "path", r.URL.Path, "status", p.Status, "error", err)
	}
	for name, values := range p.header {
		w.Header()[name] = values
	}
	w.Header().Del("ETag")
	w.Header().Set("Content-Language", string(book.Lang()))
	w.Header().Add("Vary", "Accept-Language")
	w.Header().Set("Cache-Control", "no-store")
	if err := write(w, p.Status, "application/problem+json", p, book); err != nil {
		d.Log.ErrorContext(r.Context(), "problem not sent", "path", r.URL.Path, "error", err)
	}
}
