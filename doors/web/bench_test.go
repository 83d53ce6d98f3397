package web_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"akashi/doors/web"
)

// sink takes an answer without keeping it, as a connection does.
type sink struct {
	header http.Header
	status int
	bytes  int
}

func (s *sink) Header() http.Header         { return s.header }
func (s *sink) WriteHeader(status int)      { s.status = status }
func (s *sink) Write(b []byte) (int, error) { s.bytes += len(b); return len(b), nil }

// bare is the handler to be measured against: it answers the same bytes from a map.
func bare(t testing.TB, d http.Handler, path string) http.Handler {
	t.Helper()
	bodies := map[string][]byte{path: get(t, d, path).Body.Bytes()}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, ok := bodies[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(body)
	})
}

// BenchmarkVerdictJSON measures the door beside the bare handler, first the
// handlers alone, then through a server and its connection.
func BenchmarkVerdictJSON(b *testing.B) {
	const path = "/v/J0901.json"
	o := newOffice(b)
	d, err := web.New(web.Config{Office: o, Shelf: o.shelf, Now: time.Now})
	if err != nil {
		b.Fatal(err)
	}
	limit := bare(b, d, path)
	for _, h := range []struct {
		name    string
		handler http.Handler
	}{{"bare", limit}, {"door", d}} {
		b.Run("handler/"+h.name, func(b *testing.B) { benchHandler(b, h.handler, path) })
	}
	for _, h := range []struct {
		name    string
		handler http.Handler
	}{{"bare", limit}, {"door", d}} {
		b.Run("server/"+h.name, func(b *testing.B) { benchServer(b, h.handler, path) })
	}
}

func benchHandler(b *testing.B, h http.Handler, path string) {
	b.ReportAllocs()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	w := &sink{header: http.Header{}}
	for b.Loop() {
		clear(w.header)
		h.ServeHTTP(w, r)
	}
	if w.bytes == 0 {
		b.Fatal("nothing was answered")
	}
}

func benchServer(b *testing.B, h http.Handler, path string) {
	s := httptest.NewServer(h)
	defer s.Close()
	client := s.Client()
	buffer := make([]byte, 8192)
	for b.Loop() {
		r, err := client.Get(s.URL + path)
		if err != nil {
			b.Fatal(err)
		}
		for {
			if _, err := r.Body.Read(buffer); err != nil {
				break
			}
		}
		_ = r.Body.Close()
	}
}

// BenchmarkVerdictPage measures the page that people see.
func BenchmarkVerdictPage(b *testing.B) {
	o := newOffice(b)
	d := open(b, o)
	benchHandler(b, d, "/v/J0901")
}
