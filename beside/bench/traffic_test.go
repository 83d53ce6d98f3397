package bench

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"akashi/beside/testkit"
)

func TestTrafficAsksEachRequestOnce(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	seen, from := map[string]int{}, map[string]bool{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		seen[r.URL.Path]++
		from[r.RemoteAddr] = true
		_, _ = io.WriteString(w, `{"checked_at":"`+time.Now().UTC().Format(time.RFC3339)+`","path":"`+r.URL.Path+`"}`)
	}))
	defer s.Close()
	c, err := dial(t.Context(), s.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	traffic := traffic{paths: []string{"/a", "/b"}, requests: 101, connections: 3}
	for _, path := range traffic.paths {
		body, err := c.get(path)
		if err != nil {
			t.Fatal(err)
		}
		traffic.sums = append(traffic.sums, sumOf(body))
	}
	if err := traffic.all(t.Context(), s.URL); err != nil {
		t.Fatal(err)
	}
	if seen["/a"] != 51+1 || seen["/b"] != 50+1 || len(from) > 1+3 {
		t.Errorf("asked %v over %d connections", seen, len(from))
	}
	traffic.sums[1]++
	if err := traffic.all(t.Context(), s.URL); err == nil {
		t.Error("a wrong answer went unnoticed")
	}
}

func TestTrafficIsBoundedInTime(t *testing.T) {
	t.Parallel()
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	defer s.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if err := (traffic{paths: []string{"/"}, requests: 1, connections: 2}).all(ctx, s.URL); err == nil {
		t.Error("a server that never answers ought to be given up")
	}
}

func TestMaskBlanksOnlyTheMoment(t *testing.T) {
	t.Parallel()
	tests := []struct{ body, want string }{
		{`{"checked_at":"2026-11-21T00:00:00Z","valid":true}`, `{"checked_at":"00000000000000000000","valid":true}`},
		{`{"valid":true}`, `{"valid":true}`},
		{`{"checked_at":"2026`, `{"checked_at":"2026`},
		{``, ``},
	}
	for _, test := range tests {
		if got := string(mask([]byte(test.body))); got != test.want {
			t.Errorf("mask(%s) = %s", test.body, got)
		}
	}
}

func TestBareAnswersFromItsFile(t *testing.T) {
	t.Parallel()
	file := t.TempDir() + "/bodies.json"
	write := func(to io.Writer) error { return writeBody(to, "/v/J0001.json", []byte(`{"valid":true}`)) }
	if err := (&bench{}).write(file, write); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	says, told := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- Bare(ctx, file, told) }()
	found := make(chan string, 1)
	go listen(says, found)
	url := <-found
	c, err := dial(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	if body, err := c.get("/v/J0001.json"); err != nil || string(body) != `{"valid":true}` {
		t.Errorf("answer %s, %v", body, err)
	}
	if _, err := c.get("/v/J0002.json"); err == nil {
		t.Error("an unknown path was answered")
	}
	cancel()
	if err := <-ended; err != nil {
		t.Errorf("ended with %v", err)
	}
}

func TestProcessFigures(t *testing.T) {
	t.Parallel()
	if _, err := os.Stat("/proc/self/schedstat"); err != nil {
		testkit.NotHere(t, "this system keeps no times of processes")
	}
	own, err := cpuOf(os.Getpid())
	if err != nil || own <= 0 {
		t.Errorf("CPU of this process %v, %v", own, err)
	}
	held, err := resident(os.Getpid(), residentPeak)
	if err != nil || held < 1<<20 {
		t.Errorf("memory of this process %d, %v", held, err)
	}
	if _, err := cpuOf(-1); err == nil {
		t.Error("there is no such process")
	}
}

func TestChooseNamesWhatThereIs(t *testing.T) {
	t.Parallel()
	if all, err := choose(""); err != nil || len(all) != len(measurements()) {
		t.Errorf("%d measurements, %v", len(all), err)
	}
	some, err := choose("verdict,score")
	if err != nil || len(some) != 2 || some[0].name != "verdict" {
		t.Errorf("%v, %v", some, err)
	}
	if _, err := choose("speed"); err == nil || !strings.Contains(err.Error(), "score") {
		t.Errorf("error %v", err)
	}
}

func TestTrafficGoesOnWhereItWas(t *testing.T) {
	t.Parallel()
	var asked []string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.Path)
		_, _ = io.WriteString(w, "x")
	}))
	defer s.Close()
	same := sumOf([]byte("x"))
	traffic := traffic{paths: []string{"/a", "/b", "/c"}, sums: []uint64{same, same, same}, requests: 2, connections: 1, from: 2}
	if err := traffic.all(t.Context(), s.URL); err != nil || !slices.Equal(asked, []string{"/c", "/a"}) {
		t.Errorf("asked %v, %v", asked, err)
	}
}

// TestWorkloadsAreTold looks for the sentence of each measurement in the page
// about them.
func TestWorkloadsAreTold(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/performance.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names() {
		if one := (&bench{}).workload(name); !strings.Contains(string(page), one) || len(one) < 40 {
			t.Errorf("docs/performance.md does not say: %s", one)
		}
	}
}
