package bench

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"akashi/app/desk"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/tools/store"
)

// What the board of an office may take, and how much longer than beside hardly any ended
// cases.
const (
	boardLimit = 100 * time.Millisecond
	boardRatio = 1.5
)

// measureBoard asks for the office's board and for a search in it, in an office of many
// cases of which few are open, and in one of the same open cases and few others.
func measureBoard(b *bench) (rows []row, err error) {
	many, open := b.size(2_000, 20_000), b.size(100, 1_000)
	var asked [2]*deskAt
	for i, cases := range []int{many, 0} {
		dir := filepath.Join(b.dir, fmt.Sprintf("board-%d", i))
		link, err := b.fillDemo("--data", dir)
		if err != nil {
			return nil, err
		}
		if err := boardOf(b.ctx, filepath.Join(dir, "akashi.db"), cases, open); err != nil {
			return nil, fmt.Errorf("many cases: %w", err)
		}
		s, err := b.serve(dir)
		if err != nil {
			return nil, err
		}
		defer func() { err = errors.Join(err, s.stop()) }()
		if asked[i], err = signIn(s, link); err != nil {
			return nil, err
		}
	}
	for _, page := range []struct{ name, path string }{
		{"board of %s open among %s cases, p95", "/o"},
		{"search in it, p95", "/o?q=" + url.QueryEscape("回線")},
	} {
		var among, alone []byte
		for i, into := range []*[]byte{&among, &alone} {
			if *into, err = asked[i].get(b.ctx, page.path); err != nil {
				return nil, err
			}
		}
		if !bytes.Equal(among, alone) {
			return nil, differ(page.path, string(among), string(alone))
		}
		p, err := alternate(b.few(), asked[0].often(b.ctx, page.path), asked[1].often(b.ctx, page.path))
		if err != nil {
			return nil, err
		}
		name := page.name
		if strings.Contains(name, "%") {
			name = fmt.Sprintf(name, thousands(open), thousands(many))
		}
		r := against{name, "without the ended", p, wall}.atMost(boardLimit)
		r.secondary = fmt.Sprintf("%s CPU, %d KB", duration(median(each(p.thing, cpu))), len(among)>>10)
		rows = append(rows, r)
	}
	all, err := b.searchAmongCases(filepath.Join(b.dir, "board-0", "akashi.db"), many)
	return append(rows, all), err
}

// searchAmongCases looks for texts in every case, those that ended too, by the store that the
// lists of commands and programs ask, and by going through the rows.
func (b *bench) searchAmongCases(path string, many int) (r row, err error) {
	s, err := store.Open(b.ctx, path)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	db, err := plainDB(path)
	if err != nil {
		return r, err
	}
	defer db.Close()
	texts := []string{"回線", "見本", "どこにも無い"} // of some, of all, of none
	ours := func(text string) (nos []string, err error) {
		err = s.View(b.ctx, func(r desk.Reader) error {
			found, err := r.Cases(desk.CaseQuery{Text: text, Visible: access.Everything(), Limit: pageLength})
			for _, c := range found {
				nos = append(nos, c.No)
			}
			return err
		})
		return nos, err
	}
	scan := func(text string) (nos []string, err error) {
		rows, err := db.QueryContext(b.ctx, "SELECT no FROM case_file WHERE folded || ' ' || named LIKE ? ORDER BY no, id LIMIT ?", "%"+text+"%", pageLength)
		if err != nil {
			return nil, err
		}
		defer rows.Close()
		for rows.Next() {
			var no string
			if err := rows.Scan(&no); err != nil {
				return nil, err
			}
			nos = append(nos, no)
		}
		return nos, rows.Err()
	}
	for _, text := range texts {
		left, err := ours(text)
		if err != nil {
			return r, err
		}
		right, err := scan(text)
		if err != nil {
			return r, err
		}
		if !slices.Equal(left, right) {
			return r, differ("search among cases for "+text, left, right)
		}
	}
	asked := func(ask func(string) ([]string, error)) func() (spent, error) {
		return func() (spent, error) {
			i := 0
			return timed(20*len(texts), func() error {
				_, err := ask(texts[i%len(texts)])
				i++
				return err
			})
		}
	}
	p, err := alternate(b.few(), asked(ours), asked(scan))
	return against{fmt.Sprintf("search among all %s cases, CPU", thousands(many)), "LIKE over the same rows", p, cpu}.row(), err
}

// fillDemo makes the demonstration's office where it is told, and returns the link by which its
// secretariat signs in.
func (b *bench) fillDemo(where ...string) (link string, err error) {
	return b.fillDemoFor("jimukyoku", where...)
}

// fillDemoFor returns the link of another of its people.
func (b *bench) fillDemoFor(user string, where ...string) (link string, err error) {
	out, err := exec.CommandContext(b.ctx, b.akashi, append([]string{"demo", "--fill-only"}, where...)...).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("fill: %w: %s", err, out)
	}
	found := regexp.MustCompile(`(?m)^` + user + `\s.*link=(\S+)`).FindSubmatch(out)
	if found == nil {
		return "", differ("links of the demonstration", string(out), "one of "+user)
	}
	return string(found[1]), nil
}

// boardOf writes the office's cases again until there are so many, as far as a list of
// cases reads them, and ends every one after the first that are open.
func boardOf(ctx context.Context, path string, cases, open int) error {
	listed := []ofCase{{"applicant", "id IN (SELECT applicant_id FROM case_file)"}, {"case_file", "1"}, {"mark", ofCases},
		{"charge", ofCases}, {"finding", ofCases}, {"conflict", ofCases}, {"assignment", ofCases}}
	if err := crowdOf(ctx, path, max(cases, 2*open), listed, "SELECT * FROM journal WHERE seq < 0"); err != nil {
		return err
	}
	db, err := plainDB(path)
	if err != nil {
		return err
	}
	defer db.Close()
	return endOthers(ctx, db, open)
}

func endOthers(ctx context.Context, db *sql.DB, open int) error {
	var states []string
	for _, s := range lifecycle.Open() {
		states = append(states, "'"+string(s)+"'")
	}
	of := "SELECT id FROM case_file WHERE state IN (" + strings.Join(states, ", ") + ") ORDER BY rowid"
	_, err := db.ExecContext(ctx, fmt.Sprintf("UPDATE case_file SET state = 'withdrawn', closed = filed WHERE id IN (%s LIMIT -1 OFFSET %d)", of, open))
	if err != nil {
		return err
	}
	// The marks of what was written again would wait for their renewals, in the one office more of them.
	if _, err := db.ExecContext(ctx, "UPDATE mark SET status = 'ended'"); err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "UPDATE charge SET status = 'waived' WHERE case_id IN (SELECT id FROM case_file WHERE state = 'withdrawn')")
	return err
}

// deskAt is a browser of somebody who is signed in.
type deskAt struct {
	http.Client
	*server
}

func signIn(at *server, link string) (*deskAt, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	d := &deskAt{http.Client{Jar: jar, Timeout: time.Minute}, at}
	answer, err := d.PostForm(at.url+"/login", url.Values{"link": {link}, "later": {"1"}})
	if err != nil {
		return nil, err
	}
	if err := answer.Body.Close(); err != nil || answer.StatusCode != http.StatusOK {
		return nil, errors.Join(err, fmt.Errorf("signing in answers %s", answer.Status))
	}
	return d, nil
}

func (d *deskAt) get(ctx context.Context, path string) ([]byte, error) {
	ask, err := http.NewRequestWithContext(ctx, http.MethodGet, d.url+path, nil)
	if err != nil {
		return nil, err
	}
	answer, err := d.Do(ask)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s answers %s", path, answer.Status)
	}
	return io.ReadAll(answer.Body)
}

// often asks for a page twenty times, and says how long nineteen of them took at most and
// what one cost.
func (d *deskAt) often(ctx context.Context, path string) func() (spent, error) {
	const times = 20
	return func() (spent, error) {
		before, err := cpuOf(d.pid())
		if err != nil {
			return spent{}, err
		}
		var took []time.Duration
		for range times {
			start := time.Now()
			if _, err := d.get(ctx, path); err != nil {
				return spent{}, err
			}
			took = append(took, time.Since(start))
		}
		after, err := cpuOf(d.pid())
		return spent{wall: percentile(took, 95), cpu: (after - before) / times}, err
	}
}
