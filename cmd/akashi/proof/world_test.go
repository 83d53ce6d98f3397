package proof

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"akashi/app"
	"akashi/app/desk"
	"akashi/beside/testkit/postgres"
	"akashi/cmd/akashi/demo"
	"akashi/doors/api"
	"akashi/doors/web"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/diagnosis"
	"akashi/schemes"
	"akashi/tools/bank"
	"akashi/tools/factor"
	"akashi/tools/ical"
	"akashi/tools/parcel"
	"akashi/tools/picture"
	"akashi/tools/scan"
	"akashi/tools/seal"
	"akashi/tools/sheet"
	"akashi/tools/store"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/words"
)

// world is an office with everything in it and both doors in front. Nobody signs in: the
// name of a principal stands in the place of a token and of a browser's secret.
type world struct {
	app      *app.App
	store    *store.Store
	door     http.Handler
	log      *bytes.Buffer
	ids      *counter
	now      time.Time
	who      map[string]access.Actor
	path     string
	incoming string // where files lie that come piece by piece
	stranger string // an applicant without a case
	asked    atomic.Uint64
	keep     bool // what is done stays done
}

// counter gives out IDs that are the same each time. Each step of a story has its own, so
// that one more step changes none of those that follow.
type counter struct {
	mu      sync.Mutex
	step, n int
}

func (c *counter) next() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
	return fmt.Sprintf("id-%06d-%06d", c.step, c.n)
}

func (c *counter) begin(step int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.step, c.n = step, 0
}

// shelf keeps every file that was handed in, for all worlds of the process.
type shelf struct {
	mu    sync.Mutex
	files map[string][]byte
}

var kept = &shelf{files: map[string][]byte{}}

// Keep keeps a file as it came.
func (s *shelf) Erase(context.Context, string) error { return nil }

func (s *shelf) Bare(photo []byte) ([]byte, error) { return photo, nil }

func (s *shelf) Keep(_ context.Context, _ string, content []byte) (desk.Kept, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	hash := desk.Hash(content)
	s.files[hash] = content
	return desk.Kept{SHA256: hash, Type: "text/plain", Size: int64(len(content))}, nil
}

// Open gives it back.
func (s *shelf) Open(_ context.Context, hash string) (io.ReadCloser, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	content, there := s.files[hash]
	if !there {
		return nil, fault.New(fault.NotFound, "file", hash)
	}
	return io.NopCloser(bytes.NewReader(content)), nil
}

type reports struct{}

// Read reads a report as the office does.
func (reports) Read(r io.Reader, as desk.ReadAs, each func(diagnosis.Finding) error) (diagnosis.Report, error) {
	return scan.Read(r, scan.Options{Format: as.Format}, each)
}

// whole reports whether everything is asked. A quick check, and one that looks for races,
// asks a part.
func whole() bool { return !testing.Short() && !raced }

// key is the office's key, of all worlds of the process.
var key = sync.OnceValues(seal.Fresh)

// day is the day on which the demonstration ends: some days before a session of anshin.
var day = civil.MustOf(2026, 11, 10)

// rehearsed is a store in which nothing stays done unless its world says so.
type rehearsed struct {
	desk.Store
	w *world
}

type takenBack struct{}

// Error says that the act was done, and taken back.
func (takenBack) Error() string { return "done, and taken back" }

// Update lets an act go through and takes it back.
func (r rehearsed) Update(ctx context.Context, write func(desk.Tx) error) error {
	if r.w.keep {
		return r.Store.Update(ctx, write)
	}
	err := r.Store.Update(ctx, func(tx desk.Tx) error {
		if err := write(tx); err != nil {
			return err
		}
		return takenBack{}
	})
	if errors.Is(err, takenBack{}) {
		return nil
	}
	return err
}

// front is the office as the doors see it, with principals in the place of secrets.
type front struct {
	*app.App
	w *world
}

// Actor is the principal of the name.
func (f front) Actor(_ context.Context, name string) (access.Actor, error) {
	if who, known := f.w.who[name]; known {
		return who, nil
	}
	return access.Actor{}, fault.New(fault.Forbidden, "access.unknown-token", "")
}

// Visitor is the principal of the name.
func (f front) Visitor(ctx context.Context, name string) (app.Visitor, error) {
	actor, err := f.Actor(ctx, name)
	return app.Visitor{Actor: actor, SignIn: record.SignIn{Secret: name, Second: never}, Second: true}, err
}

// SendTo sends everybody to the same provider, whatever its name.
func (f front) SendTo(context.Context, app.Visitor, app.Trip) (url, box string, err error) {
	return "https://id.mihon.example/", "x", nil
}

// OfferApp offers the same secret in every world.
func (f front) OfferApp(context.Context, app.Visitor) (app.AppOffer, error) {
	return app.AppOffer{Secret: steady{}.Fresh(), Box: "x"}, nil
}

// steady leaves nothing to chance.
type steady struct{ factor.Factors }

// Fresh is the same secret each time.
func (steady) Fresh() string { return strings.Repeat("ABCD", 8) }

// never is when what principals have shown at the entrance ends.
var never = time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)

// RegisterVersion never holds anything back: no answer of before is shown.
func (f front) RegisterVersion() uint64 { return f.w.asked.Add(1) }

// books writes workbooks as the office does.
func books() sheet.Office {
	return sheet.Office{Words: []func(desk.Workbook) desk.Workbook{words.In(words.Japanese).Workbook, words.In(words.English).Workbook}}
}

// open furnishes a world around the store at an address.
func open(ctx context.Context, address string) (*world, error) {
	shelf, err := schemes.Shipped()
	if err != nil {
		return nil, err
	}
	secret, err := key()
	if err != nil {
		return nil, err
	}
	s, err := store.Open(ctx, address)
	if err != nil {
		return nil, err
	}
	w := &world{store: s, incoming: filepath.Join(os.TempDir(), "incoming-"+rand.Text()), log: &bytes.Buffer{}, ids: &counter{}, now: day.Start().Add(12 * time.Hour), who: map[string]access.Actor{}, path: address, keep: true}
	w.app = app.New(desk.Desk{Store: rehearsed{s, w}, Shelf: shelf, Files: kept, Pictures: picture.New(), Scans: reports{}, Books: schemes.Office{}, Sheets: books(), Papers: unprinted{}, Banks: bank.Office{Table: tableOf}, Seals: seal.Office{Decrypter: secret}, Factor: steady{factor.New()},
		Now: func() time.Time { return w.now }, NewID: w.ids.next, Secret: w.ids.next})
	log := slog.New(slog.NewJSONHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	pages, err := web.New(web.Config{WriteSheet: func(to io.Writer, rows [][]string) error { return csv.NewWriter(to).WriteAll(rows) }, WriteCalendar: ical.Write, Office: front{w.app, w}, Shelf: shelf, Now: w.app.Now, Log: log, Parcels: parcel.Open(w.incoming, 1<<20, nil, false)})
	if err != nil {
		return nil, err
	}
	programs, err := api.New(api.Config{Office: front{w.app, w}, Shelf: shelf, Now: w.app.Now, Log: log, Version: "proof"})
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("/api/", programs)
	mux.Handle("/", pages)
	w.door = mux
	return w, nil
}

// filled is the file of the demonstration's store with a session of anshin under way.
var filled = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "proof")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "akashi.db")
	w, err := open(context.Background(), path)
	if err != nil {
		return nil, err
	}
	if err := w.fill(); err != nil {
		return nil, err
	}
	if err := w.store.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// fill fills a world with the demonstration, and opens the session that is next.
func (w *world) fill() error {
	ctx := context.Background()
	if _, err := demo.Fill(ctx, w.app); err != nil {
		return err
	}
	if err := w.bill(ctx); err != nil {
		return err
	}
	return w.sit(ctx)
}

// bill puts a document about money where a case owes nothing yet, so that there is one to ask for of every case.
func (w *world) bill(ctx context.Context) error {
	return w.store.Update(ctx, func(tx desk.Tx) error {
		all, err := tx.Cases(desk.CaseQuery{Visible: access.Everything()})
		for i, c := range all {
			have, lost := tx.Invoices(c.ID)
			if err = cmp.Or(err, lost); err == nil && len(have) == 0 {
				err = tx.Add(&record.Invoice{ID: "bill " + c.ID, No: "B-" + c.No, Kind: record.Billed, Scheme: c.Scheme, CaseID: c.ID, Payee: "nobody", Seq: i + 1, Issued: day})
			}
		}
		return err
	})
}

// sqlite is the address of a world's store in a file of the test's own.
func sqlite(t testing.TB) string {
	t.Helper()
	file, err := filled()
	path := filepath.Join(t.TempDir(), "akashi.db")
	if err == nil {
		err = os.WriteFile(path, file, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// onPostgres is the address of a world's store in a database of the test's own.
func onPostgres(t testing.TB) string {
	t.Helper()
	return postgres.Copy(t, "proof", func(address string) error {
		w, err := open(context.Background(), address)
		if err != nil {
			return err
		}
		return errors.Join(w.fill(), w.store.Close())
	})
}

// newWorld is a world of the test's own.
func newWorld(t testing.TB) *world {
	t.Helper()
	return worldAt(t, sqlite(t))
}

// worldAt is the world whose store is at the address.
func worldAt(t testing.TB, address string) *world {
	t.Helper()
	w, err := open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = errors.Join(w.store.Close(), os.RemoveAll(w.incoming)) })
	w.now = sitting
	return w
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// ask asks as a principal; headers are given in pairs.
func (w *world) ask(who, method, path, body string, headers ...string) answer {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	if strings.HasPrefix(path, "/api/") {
		if body != "" {
			r.Header.Set("Content-Type", "application/json")
		}
		if who != "" {
			r.Header.Set("Authorization", "Bearer "+who)
		}
	} else if who != "" {
		r.AddCookie(&http.Cookie{Name: "akashi", Value: who})
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	got := httptest.NewRecorder()
	w.door.ServeHTTP(got, r)
	return answer{got.Code, got.Header(), got.Body.Bytes()}
}

// view looks into the store of a world.
func (w *world) view(t testing.TB, look func(desk.Reader) error) {
	t.Helper()
	if err := w.store.View(t.Context(), look); err != nil {
		t.Fatal(err)
	}
}

// add keeps records that nobody has to be asked for.
func (w *world) add(t testing.TB, records ...any) {
	t.Helper()
	if err := w.store.Update(t.Context(), func(tx desk.Tx) error { return tx.Add(records...) }); err != nil {
		t.Fatal(err)
	}
}

// user adds a user and makes a principal of it.
func (w *world) user(t testing.TB, u record.User) string {
	t.Helper()
	u.Name, u.Version = u.ID, 1
	u.Token, u.Link, u.App = u.ID+"-t", u.ID+"-l", "x"
	w.add(t, &u, &record.SignIn{ID: u.ID + "-s", UserID: u.ID, Secret: u.ID, Until: never, Second: never, Version: 1},
		&record.Passkey{ID: u.ID + "-k", UserID: u.ID, Credential: u.ID, Version: 1})
	w.who[u.ID] = access.Of(u)
	return u.ID
}

// unprinted has a document as what it says: a face tells nothing that a page does not.
type unprinted struct{}

func (unprinted) Invoice(d record.Invoice, caseNo, _ string) ([]byte, error) {
	return json.Marshal([]any{d.No, d.Issuer, d.To, d.Lines, caseNo})
}

// tableOf reads a table that came from outside.
func tableOf(file []byte) ([][]string, error) {
	rows, _, err := books().Table(file)
	return rows, err
}

func (unprinted) Dispatch(d record.Dispatch) ([]byte, error) {
	return json.Marshal([]any{d.No, d.Lang, d.Content})
}

func (unprinted) Minutes(m desk.Minutes, _ string) ([]byte, error) { return json.Marshal(m) }

func (unprinted) Pack(p desk.Pack, _ string) ([]byte, error) { return json.Marshal(p) }
