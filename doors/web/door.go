package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"akashi/app/desk"
	"akashi/doors/ask"
	"akashi/doors/limit"
	"akashi/scheme"
	"akashi/values/fault"
)

// Config is what the door needs to open.
type Config struct {
	Office Office
	Shelf  *scheme.Shelf
	Now    func() time.Time
	Log    *slog.Logger  // nil: none
	Limits *limit.Limits // nil: none
	// Parcels takes files in piece by piece; nil: they come with their form only.
	Parcels Parcels
	// Ready says what keeps the office from being asked; nil where nothing ever does.
	Ready func() error
	// PublicURL is the address by which the outside knows the office, without a
	// slash at its end; empty when it is not known. Pages then name themselves by
	// path only.
	PublicURL string
	// Secure says that visitors come by https: cookies are then sent over nothing
	// else.
	Secure bool
	// SignUp says of which schemes people ask for an account themselves; nil: of every one.
	SignUp func(scheme string) bool
	// WriteSheet writes a list as a table for a spreadsheet; nil: lists are on pages alone.
	WriteSheet func(w io.Writer, rows [][]string) error
	// WriteCalendar writes a calendar as programs take it; nil: there is none.
	WriteCalendar func(w io.Writer, c desk.Calendar) error
	// Machine says how the office stands that is served, and Whole whether its journal is; nil:
	// neither is known.
	Machine func(ctx context.Context) []ask.Condition
	Whole   func(ctx context.Context) (fault.Problems, error)
	// Sample says that nothing in the office is real: every page says so.
	Sample bool
}

// Door answers requests for pages. It is an http.Handler.
type Door struct {
	Config
	files    *files
	verdicts *cache // on marks, for programs
	passing  *cache // badges, and numbers that are none
	press    press
	whole    checkup
	pages    http.Handler
}

// New opens the door. It refuses a route without a known policy.
func New(c Config) (*Door, error) {
	if c.Office == nil || c.Shelf == nil || c.Now == nil {
		return nil, errors.New("open the web door: office, shelf and clock are needed")
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	d := &Door{Config: c, press: newPress(), verdicts: newCache(c.Now, c.Office.RegisterVersion, maxAnswers), passing: newCache(c.Now, c.Office.RegisterVersion, maxPassing)}
	var err error
	if d.files, err = readFiles(); err != nil {
		return nil, fmt.Errorf("open the web door: %w", err)
	}
	d.pages, err = d.wire(table())
	return d, err
}

// ServeHTTP answers one request. Verdicts for programs are looked for first:
// they are asked for far more often than everything else together.
func (d *Door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if rest, ok := strings.CutPrefix(r.URL.Path, verdictPath); ok && isRead(r.Method) {
		if number, ok := strings.CutSuffix(rest, ".json"); ok {
			ask.TraceOf(r.Context()).Route = verdictPath + "{number}.json"
			d.verdictJSON(w, r, number)
			return
		}
		if number, ok := strings.CutSuffix(rest, ".svg"); ok {
			ask.TraceOf(r.Context()).Route = verdictPath + "{number}.svg"
			d.verdictSVG(w, r, number)
			return
		}
	}
	d.pages.ServeHTTP(w, r)
}

const verdictPath = "/v/"

func isRead(method string) bool { return method == http.MethodGet || method == http.MethodHead }

// open is what answers anybody, at no address of its own.
func open(serve func(*Door, *visit) error) route {
	return route{Route: ask.Route{Policy: Public}, serve: serve}
}

// asker is the address for which a request is asked.
func (d *Door) asker(r *http.Request) string { return d.Limits.Asker(r.RemoteAddr, r.Header.Values) }

// wire builds the handler of all routes that are not answered before it.
func (d *Door) wire(routes []route) (http.Handler, error) {
	mux := http.NewServeMux()
	for _, r := range routes {
		if err := r.check(); err != nil {
			return nil, err
		}
		if r.serve != nil {
			mux.Handle(r.Method+" "+r.pattern(), d.page(r))
		}
	}
	mux.Handle("/", d.page(open(notThere)))
	crossing := http.NewCrossOriginProtection()
	crossing.SetDenyHandler(d.page(open(crossedOver)))
	return d.secured(crossing.Handler(mux)), nil
}
