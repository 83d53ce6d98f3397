package bench

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"html"
	"io"
	"net"
	"net/http"
	"strings"
)

// BareReviewer serves the pages of a case to its reviewer and does no more than has to be
// done: three queries, and the page written around what they give. What stands between is cut
// out of the program's own pages, as writeBody wrote them. It prints its address to errs.
func BareReviewer(ctx context.Context, store, file string, errs io.Writer) (err error) {
	pages, err := readBodies(file)
	if err != nil {
		return fmt.Errorf("read %s: %w", file, err)
	}
	db, err := openStore(store)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(5) // as many as the program has
	db.SetMaxIdleConns(5)
	h, err := newByHand(ctx, db, pages)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Fprintf(errs, "http://%s\n", l.Addr())
	s := &http.Server{Handler: h}
	ended := context.AfterFunc(ctx, func() { _ = s.Close() })
	defer ended()
	if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// byHand renders pages, each cut at what the queries give.
type byHand struct {
	who, answers, files *sql.Stmt
	pages               map[string][]cut
}

// cut is a stretch of a page, and which of the values comes behind it; -1 for none.
type cut struct {
	text  string
	value int
}

func newByHand(ctx context.Context, db *sql.DB, pages map[string][]byte) (*byHand, error) {
	h := &byHand{pages: map[string][]cut{}}
	for into, query := range map[**sql.Stmt]string{
		&h.who: `SELECT c.id, c.no, c.edition, u.name FROM sign_in s JOIN user_account u ON u.id = s.user_id
			JOIN assignment a ON a.user_id = u.id AND a.ended IS NULL JOIN case_file c ON c.id = a.case_id WHERE s.secret = $1 AND c.no = $2`,
		&h.answers: `SELECT criterion, aspect, claim, claim_points, claim_note, first, first_points, first_note, justification
			FROM answer WHERE case_id = $1 AND edition = $2 ORDER BY id`,
		&h.files: `SELECT id, criterion, name, type, size, sha256, at FROM attachment WHERE case_id = $1 ORDER BY at, name, id`,
	} {
		var err error
		if *into, err = db.PrepareContext(ctx, query); err != nil {
			return nil, err
		}
	}
	for path, body := range pages {
		var id, edition, user string
		err := db.QueryRowContext(ctx, `SELECT c.id, c.edition, u.name FROM case_file c JOIN assignment a ON a.case_id = c.id AND a.ended IS NULL
			JOIN user_account u ON u.id = a.user_id WHERE c.no = $1`, noIn(path)).Scan(&id, &edition, &user)
		if err != nil {
			return nil, err
		}
		values, err := h.read(ctx, id, edition, []string{noIn(path), user})
		if err != nil {
			return nil, err
		}
		h.pages[path] = cutAt(string(body), values)
	}
	return h, nil
}

// noIn is the number of the case in the address of one of its pages.
func noIn(path string) string {
	no, _, _ := strings.Cut(strings.TrimPrefix(path, "/o/cases/"), "/")
	return no
}

// cutAt cuts a page wherever one of the values stands in it, the longest that does.
func cutAt(page string, values []string) (cuts []cut) {
	begins := map[string][]int{} // values by how they begin
	for i, v := range values {
		if len(v) > 2 {
			begins[v[:2]] = append(begins[v[:2]], i)
		}
	}
	from := 0
	for at := 0; at+2 <= len(page); {
		longest := -1
		for _, i := range begins[page[at:at+2]] {
			if strings.HasPrefix(page[at:], values[i]) && (longest < 0 || len(values[i]) > len(values[longest])) {
				longest = i
			}
		}
		if longest < 0 {
			at++
			continue
		}
		cuts = append(cuts, cut{page[from:at], longest})
		at += len(values[longest])
		from = at
	}
	return append(cuts, cut{page[from:], -1})
}

// read asks for the answers and the files of a case, and lays what stands in the page of one
// out behind the values that are known, as it is written in a page.
func (h *byHand) read(ctx context.Context, id, edition string, values []string) ([]string, error) {
	rows, err := h.answers.QueryContext(ctx, id, edition)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var criterion, aspect, claim, claimNote, first, firstNote, why string
		var claimPoints, firstPoints sql.NullInt64
		if err := rows.Scan(&criterion, &aspect, &claim, &claimPoints, &claimNote, &first, &firstPoints, &firstNote, &why); err != nil {
			return nil, err
		}
		values = append(values, html.EscapeString(criterion), html.EscapeString(claimNote), html.EscapeString(firstNote))
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	files, err := h.files.QueryContext(ctx, id)
	if err != nil {
		return nil, err
	}
	defer files.Close()
	for files.Next() {
		var id, criterion, name, kind, sum string
		var size int64
		var at sql.RawBytes
		if err := files.Scan(&id, &criterion, &name, &kind, &size, &sum, &at); err != nil {
			return nil, err
		}
		values = append(values, html.EscapeString(id), html.EscapeString(name), html.EscapeString(sum))
	}
	return values, files.Err()
}

func (h *byHand) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	page, known := h.pages[r.URL.Path]
	cookie, err := r.Cookie("akashi")
	if !known || err != nil {
		http.NotFound(w, r)
		return
	}
	secret := sha256.Sum256([]byte(cookie.Value))
	var id, no, edition, user string
	err = h.who.QueryRowContext(r.Context(), hex.EncodeToString(secret[:]), noIn(r.URL.Path)).Scan(&id, &no, &edition, &user)
	if err != nil {
		http.Error(w, err.Error(), http.StatusForbidden)
		return
	}
	values, err := h.read(r.Context(), id, edition, []string{html.EscapeString(no), html.EscapeString(user)})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	var b bytes.Buffer
	for _, c := range page {
		b.WriteString(c.text)
		if c.value >= 0 {
			b.WriteString(values[c.value])
		}
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(b.Bytes()) // an asker who has left need not be told
}
