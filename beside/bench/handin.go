package bench

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"mime/multipart"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver of the bare handler on PostgreSQL

	"akashi/beside/cluster"
	"akashi/tools/inspect"
)

// handInRatio is what a file handed in by its form may take beside a handler that only
// inspects, hashes, flushes and writes a row: 0.8 of its pace.
const handInRatio = 1 / 0.8

// handIns is how many files a round hands in.
const handIns = 10

// measureHandIn hands files of 1 MiB in by the form of a case, one after another, on both
// stores.
func measureHandIn(b *bench) (rows []row, err error) {
	c, err := cluster.New()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, c.Remove()) }()
	for _, on := range []struct{ name, database string }{{"SQLite", ""}, {"PostgreSQL", c.Address()}} {
		p, err := b.handInOn(on.name, on.database)
		if err != nil {
			return nil, fmt.Errorf("on %s: %w", on.name, err)
		}
		r := against{"file of 1 MiB handed in by its form, " + on.name, "the bare handler", p, wall}.ratioAtMost(handInRatio)
		r.secondary = duration(median(each(p.thing, cpu))) + " CPU, beside " + duration(median(each(p.reference, cpu)))
		rows = append(rows, r)
	}
	return rows, nil
}

func (b *bench) handInOn(name, database string) (p pair, err error) {
	dir := filepath.Join(b.dir, "hand-in-"+name)
	where := []string{"--data", dir, "--config", b.config}
	bare := "file:" + filepath.Join(dir, "bare.db")
	if database != "" {
		where = append(where, "--database", database)
		bare = database
	}
	link, err := b.fillDemo(where...)
	if err != nil {
		return p, err
	}
	office, err := start(b.ctx, b.akashi, append([]string{"serve", "--addr", "127.0.0.1:0"}, where...)...)
	if err != nil {
		return p, err
	}
	defer func() { err = errors.Join(err, office.stop()) }()
	plain, err := start(b.ctx, b.self, "bare-hand-in", bare, filepath.Join(dir, "bare"))
	if err != nil {
		return p, err
	}
	defer func() { err = errors.Join(err, plain.stop()) }()
	d, err := signIn(office, link)
	if err != nil {
		return p, err
	}
	d.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	other := &deskAt{http.Client{CheckRedirect: d.CheckRedirect}, plain}
	random := rand.New(rand.NewPCG(1, 2))
	round := func(at *deskAt) func() (spent, error) {
		return func() (spent, error) {
			no, err := d.opens(b.ctx) // a case for each round: none grows without end
			if err != nil {
				return spent{}, err
			}
			return at.handsIn(b.ctx, "/do/cases/"+no+"/attach", random)
		}
	}
	return alternate(b.rounds, round(d), round(other))
}

// opens begins an application.
func (d *deskAt) opens(ctx context.Context) (no string, err error) {
	form := url.Values{"scheme": {schemeKey}, "type": {"new"}, "service": {"見本ネット"}, "intake_body": {"jaipa"}, "applicant.name": {"見本" + strconv.Itoa(int(time.Now().UnixNano())) + "株式会社"}}
	answer, err := d.sends(ctx, "/do/cases/open", "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
	if err != nil {
		return "", err
	}
	return filepath.Base(answer), nil
}

// sends posts a form, and returns where its answer leads.
func (d *deskAt) sends(ctx context.Context, path, kind string, body io.Reader) (to string, err error) {
	ask, err := http.NewRequestWithContext(ctx, http.MethodPost, d.url+path, body)
	if err != nil {
		return "", err
	}
	ask.Header.Set("Content-Type", kind)
	answer, err := d.Do(ask)
	if err != nil {
		return "", err
	}
	said, err := io.ReadAll(answer.Body)
	if err = errors.Join(err, answer.Body.Close()); err == nil && answer.StatusCode != http.StatusSeeOther {
		err = fmt.Errorf("%s answers %s: %.300s", path, answer.Status, said)
	}
	return answer.Header.Get("Location"), err
}

// handsIn hands in some files, each its own, and says what one cost.
func (d *deskAt) handsIn(ctx context.Context, path string, random *rand.Rand) (spent, error) {
	type form struct {
		kind string
		body bytes.Buffer
	}
	var forms [handIns]form
	for i := range forms {
		w := multipart.NewWriter(&forms[i].body)
		part, err := w.CreateFormFile("content", "kitei.pdf")
		if err == nil {
			_, err = part.Write(paper(random))
		}
		if err = errors.Join(err, w.WriteField("criterion", "1-1-1"), w.WriteField("_key", fmt.Sprint(random.Uint64())), w.Close()); err != nil {
			return spent{}, err
		}
		forms[i].kind = w.FormDataContentType()
	}
	before, err := cpuOf(d.pid())
	if err != nil {
		return spent{}, err
	}
	begun := time.Now()
	for i := range forms {
		if _, err := d.sends(ctx, path, forms[i].kind, &forms[i].body); err != nil {
			return spent{}, err
		}
	}
	took := time.Since(begun)
	after, err := cpuOf(d.pid())
	return spent{wall: took / handIns, cpu: (after - before) / handIns}, err
}

// paper is a PDF of 1 MiB with a picture in it.
func paper(random *rand.Rand) []byte {
	const size = 1 << 20
	picture := make([]byte, size)
	for i := range picture {
		picture[i] = byte(random.Uint32())
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	object := func(text string) { at = append(at, b.Len()); b.WriteString(text) }
	object("1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n")
	object("2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n")
	object(fmt.Sprintf("3 0 obj\n<</Type/XObject/Subtype/Image/Width 1024/Height 1024/BitsPerComponent 8/ColorSpace/DeviceGray/Length %d>>\nstream\n", size))
	b.Write(picture)
	b.WriteString("\nendstream\nendobj\n")
	table := b.Len()
	b.WriteString("xref\n0 4\n0000000000 65535 f \n")
	for _, offset := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", table)
	return b.Bytes()
}

// BareHandIn serves what takes a file in and does no more than has to be done: it inspects
// it, hashes it, has it on the disk under its hash, and writes a row that survives a power
// cut. It prints its address to errs.
func BareHandIn(ctx context.Context, database, dir string, errs io.Writer) (err error) {
	driver := "pgx"
	if strings.HasPrefix(database, "file:") {
		driver, database = "sqlite", database+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)"
	}
	db, err := sql.Open(driver, database)
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.ExecContext(ctx, "CREATE TABLE handed (sha256 TEXT PRIMARY KEY, name TEXT, criterion TEXT, type TEXT, size BIGINT, at TEXT)"); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Fprintf(errs, "http://%s\n", l.Addr())
	s := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := keepBare(r, db, dir); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		http.Redirect(w, r, "/", http.StatusSeeOther)
	})}
	ended := context.AfterFunc(ctx, func() { _ = s.Close() })
	defer ended()
	if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func keepBare(r *http.Request, db *sql.DB, dir string) error {
	file, head, err := r.FormFile("content")
	if err != nil {
		return err
	}
	content, err := io.ReadAll(file)
	if err = errors.Join(err, file.Close()); err != nil {
		return err
	}
	verdict := inspect.Inspect(bytes.NewReader(content), int64(len(content)), head.Filename, inspect.DefaultLimits())
	if err := verdict.Err(); err != nil {
		return err
	}
	sum := sha256.Sum256(content)
	name := hex.EncodeToString(sum[:])
	if err := writeDurably(dir, name, content); err != nil {
		return err
	}
	_, err = db.ExecContext(r.Context(), "INSERT INTO handed VALUES ($1, $2, $3, $4, $5, $6)", name, head.Filename, r.FormValue("criterion"), verdict.Type, len(content), time.Now().Format(time.RFC3339))
	return err
}

// writeDurably has a file on the disk, its name too.
func writeDurably(dir, name string, content []byte) error {
	temp, err := os.CreateTemp(dir, "in-*")
	if err != nil {
		return err
	}
	_, err = temp.Write(content)
	if err = errors.Join(err, temp.Sync(), temp.Close()); err != nil {
		return err
	}
	if err := os.Rename(temp.Name(), filepath.Join(dir, name)); err != nil {
		return err
	}
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
