package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/VictoriaMetrics/metrics"

	"akashi/doors/ask"
	"akashi/doors/cli"
)

// traffic is what is told of the requests to an office: a line for each, and how many of
// what kind.
type traffic struct {
	lines slog.Handler // nil: none
	own   *metrics.Set
	run   string // what the IDs of this run begin with
	asked atomic.Uint64
	busy  atomic.Int64
	seen  sync.Map // of kindOfRequest to *counted
}

// kindOfRequest is what requests have in common, and are counted by.
type kindOfRequest struct {
	method, route, actor string
	status               int
}

// counted is how many there were of a kind, and what their lines have in common, written
// once.
type counted struct {
	n     *metrics.Counter
	took  *metrics.PrometheusHistogram
	lines slog.Handler // nil: none
}

// methods are those that a line names; whoever makes up others is told alike.
var methods = []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions}

// newTraffic tells of an office. Its lines are written when a second has passed, or some
// are waiting; done writes the last.
func newTraffic(office *counter, at cli.Address, to io.Writer) (t *traffic, done func()) {
	t = &traffic{own: metrics.NewSet(), run: rand.Text()[:12] + "-"}
	t.own.NewGauge(`akashi_requests_in_flight`, func() float64 { return float64(t.busy.Load()) })
	t.own.NewGauge(`akashi_database_up`, func() float64 {
		if office.ready() != nil {
			return 0
		}
		return 1
	})
	t.own.NewGauge(`akashi_register_changes`, func() float64 { return float64(office.RegisterVersion()) })
	t.own.NewGauge(`akashi_info{version=`+strconv.Quote(version)+`}`, func() float64 { return 1 })
	if at.Quiet || at.Silent {
		return t, func() {}
	}
	out := &slowly{to: bufio.NewWriterSize(to, 64<<10)}
	t.lines = slog.NewJSONHandler(out, nil)
	stop := out.flushing(time.Second)
	return t, stop
}

// slowly writes what has gathered.
type slowly struct {
	mu sync.Mutex
	to *bufio.Writer
}

// Write gathers.
func (s *slowly) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.to.Write(p)
}

func (s *slowly) flush() {
	s.mu.Lock()
	defer s.mu.Unlock()
	_ = s.to.Flush() // there is nobody else to tell
}

func (s *slowly) flushing(every time.Duration) (stop func()) {
	ticker, end := time.NewTicker(every), make(chan struct{})
	go func() {
		for {
			select {
			case <-ticker.C:
				s.flush()
			case <-end:
				return
			}
		}
	}()
	return func() { ticker.Stop(); close(end); s.flush() }
}

// answer is what is answered, with its status.
type answer struct {
	http.ResponseWriter
	status int
	bytes  int64
	trace  ask.Trace
}

// WriteHeader notes the status. A failure of our own carries the number under which the
// log has it.
func (a *answer) WriteHeader(status int) {
	if a.status == 0 {
		a.status = status
	}
	if status >= http.StatusInternalServerError {
		a.Header().Set("X-Request-Id", a.trace.ID)
	}
	a.ResponseWriter.WriteHeader(status)
}

// Write notes how much was said.
func (a *answer) Write(p []byte) (int, error) {
	if a.status == 0 {
		a.status = http.StatusOK
	}
	n, err := a.ResponseWriter.Write(p)
	a.bytes += int64(n)
	return n, err
}

// Unwrap is for http.ResponseController.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// id is another for each request: made of one random text for the run, since fresh ones
// cost more than the rest of the line.
func (t *traffic) id() string { return t.run + strconv.FormatUint(t.asked.Add(1), 36) }

// public is the actor of whoever has not said who they are.
const public = "public"

// watch tells of what next answers.
func (t *traffic) watch(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun, to := time.Now(), &answer{ResponseWriter: w, trace: ask.Trace{ID: t.id(), Actor: public}}
		t.busy.Add(1)
		defer func() {
			t.busy.Add(-1)
			t.tell(r, to, begun, time.Now())
		}()
		next.ServeHTTP(to, r.WithContext(ask.Traced(r.Context(), &to.trace)))
	})
}

func (t *traffic) tell(r *http.Request, a *answer, begun, ended time.Time) {
	took, kind := ended.Sub(begun), kindOfRequest{"other", a.trace.Route, a.trace.Actor, a.status}
	if slices.Contains(methods, r.Method) {
		kind.method = r.Method
	}
	of, ok := t.seen.Load(kind)
	if !ok {
		of, _ = t.seen.LoadOrStore(kind, t.count(kind))
	}
	c := of.(*counted)
	c.n.Inc()
	c.took.Update(took.Seconds())
	if c.lines != nil {
		line := slog.NewRecord(ended, slog.LevelInfo, "request", 0) // nobody asks from where in the program
		line.AddAttrs(slog.String("id", a.trace.ID), slog.Int64("bytes", a.bytes), slog.Int64("duration_us", took.Microseconds()))
		_ = c.lines.Handle(r.Context(), line) // there is nobody else to tell
	}
}

func (t *traffic) count(kind kindOfRequest) *counted {
	route := `{route=` + strconv.Quote(kind.route)
	c := &counted{n: t.own.GetOrCreateCounter(`akashi_requests_total` + route + `,status="` + strconv.Itoa(kind.status) + `"}`),
		took: t.own.GetOrCreatePrometheusHistogram(`akashi_request_seconds` + route + `}`)}
	if t.lines != nil {
		c.lines = t.lines.WithAttrs([]slog.Attr{slog.String("method", kind.method), slog.String("route", kind.route),
			slog.String("actor", kind.actor), slog.Int("status", kind.status)})
	}
	return c
}

// ServeHTTP gives the figures in the notation of Prometheus.
func (t *traffic) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/metrics" {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	t.own.WritePrometheus(w)
	metrics.WriteProcessMetrics(w)
}

// withID puts the number of the request beside what is logged of it.
type withID struct{ slog.Handler }

// Handle adds it.
func (h withID) Handle(ctx context.Context, r slog.Record) error {
	if id := ask.TraceOf(ctx).ID; id != "" {
		r.AddAttrs(slog.String("id", id))
	}
	return h.Handler.Handle(ctx, r)
}

// logTo is the log of failures and, unless it is silent, of what becomes of the program.
func logTo(w io.Writer, silent bool) *slog.Logger {
	least := slog.LevelInfo
	if silent {
		least = slog.LevelWarn
	}
	return slog.New(withID{slog.NewJSONHandler(w, &slog.HandlerOptions{Level: least})})
}
