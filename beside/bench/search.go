package bench

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"akashi/app/desk"
	"akashi/record"
	"akashi/values/civil"
)

// pageLength is how much of the register a page shows.
const pageLength = 20

// searchable is how many marks the register holds that is searched.
func (b *bench) searchable() int { return b.size(100_000, 1_000_000) }

// asked is a search as it is typed, and its words folded as the register keeps its
// texts: that is what a plain LIKE has to look for.
type asked struct {
	typed  string
	folded []string
}

func searches() []asked {
	return []asked{
		{"見本12345株式会社", []string{"見本12345株"}}, // one entry
		{"00054321", []string{"00054321"}},    // a number
		{"ミホン ７７７", []string{"みほん", "777"}},   // a common word in another kana, and a rarer one
		{"審査登録", []string{"審査登録"}},            // one in six
		{"審", []string{"審"}},                  // one character
		{"見本", []string{"見本"}},                // everything
		{"どこにも無い", []string{"どこにも無い"}},        // nothing
	}
}

func measureSearch(b *bench) ([]row, error) {
	o, err := b.open("search")
	if err != nil {
		return nil, err
	}
	defer o.close()
	if err := fillRegister(b.ctx, o, b.searchable()); err != nil {
		return nil, err
	}
	db, err := plainDB(o.path)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	first, err := b.compareSearch(fmt.Sprintf("register search over %s marks, CPU", thousands(b.searchable())), 3,
		func(q asked) (hits, error) { return searched(b.ctx, o, q) },
		func(q asked) (hits, error) { return scannedFor(b.ctx, db, q, false) })
	if err != nil {
		return nil, err
	}
	counted, err := b.compareSearch("the same with the number of all hits, as the page asks, CPU", 1,
		func(q asked) (hits, error) { return paged(b.ctx, o, q) },
		func(q asked) (hits, error) { return scannedFor(b.ctx, db, q, true) })
	return []row{first, counted}, err
}

// hits is what a search found: a page, and the number of all when it was asked.
type hits struct {
	numbers []string
	total   int
}

// compareSearch runs every search one way and the other, ours several times a round.
func (b *bench) compareSearch(what string, several int, ours, scan func(asked) (hits, error)) (row, error) {
	for _, q := range searches() {
		left, err := ours(q)
		if err != nil {
			return row{}, err
		}
		right, err := scan(q)
		if err != nil {
			return row{}, err
		}
		if !slices.Equal(left.numbers, right.numbers) || left.total != right.total {
			return row{}, differ("search for "+q.typed, left, right)
		}
	}
	var quick, slow []time.Duration
	p, err := alternate(b.few(), latencies(&quick, several, ours), latencies(&slow, 1, scan))
	r := against{what, "LIKE over the same rows", p, cpu}.row()
	r.secondary = fmt.Sprintf("latency %s, p95 %s (LIKE %s, %s)", duration(median(quick)), duration(percentile(quick, 95)),
		duration(median(slow)), duration(percentile(slow, 95)))
	return r, err
}

// latencies makes one round: every search some times over.
func latencies(into *[]time.Duration, times int, ask func(asked) (hits, error)) func() (spent, error) {
	return func() (spent, error) {
		i, all := 0, searches()
		return timed(times*len(all), func() error {
			start := time.Now()
			_, err := ask(all[i%len(all)])
			i++
			*into = append(*into, time.Since(start))
			return err
		})
	}
}

// fillRegister enters marks as the register has them after their grants.
func fillRegister(ctx context.Context, o *office, marks int) error {
	kinds := []string{"ネットワーク", "インターネット接続", "審査登録", "ケーブルテレビ", "光サービス", "ホスティング"}
	var some []any
	from := civil.In(o.app.Now())
	for i := range marks {
		some = append(some, &record.Mark{ID: o.id(), Scheme: "pmark", Edition: "2006", Number: fmt.Sprintf("%08d(01)", i), Status: record.MarkActive,
			Granted: from, ValidFrom: from, ValidTo: from.AddDays(700),
			Service: fmt.Sprintf("見本%s %d", kinds[i%len(kinds)], i), Holder: fmt.Sprintf("見本%05d株式会社", i), HolderKana: "ミホン", Address: "東京都"})
	}
	for part := range slices.Chunk(some, 100_000) {
		if err := o.store.Update(ctx, func(tx desk.Tx) error { return tx.Add(part...) }); err != nil {
			return err
		}
	}
	return nil
}

func searched(ctx context.Context, o *office, q asked) (found hits, err error) {
	err = o.store.View(ctx, func(r desk.Reader) error {
		page, err := r.Marks(desk.MarkQuery{Text: q.typed, Limit: pageLength})
		for _, m := range page {
			found.numbers = append(found.numbers, m.Number)
		}
		return err
	})
	return found, err
}

// paged is the use case behind the register's page.
func paged(ctx context.Context, o *office, q asked) (found hits, err error) {
	page, err := o.app.Register(ctx, desk.MarkQuery{Text: q.typed, Limit: pageLength})
	for _, entry := range page.Entries {
		found.numbers = append(found.numbers, entry.Number)
	}
	found.total = page.Total
	return found, err
}

// scannedFor looks at every row.
func scannedFor(ctx context.Context, db *sql.DB, q asked, count bool) (found hits, err error) {
	where, words := " FROM mark WHERE 1 = 1", []any{}
	for _, word := range q.folded {
		where, words = where+" AND folded LIKE ?", append(words, "%"+word+"%")
	}
	if count {
		if err := db.QueryRowContext(ctx, "SELECT count(*)"+where, words...).Scan(&found.total); err != nil {
			return found, err
		}
	}
	rows, err := db.QueryContext(ctx, "SELECT number"+where+" ORDER BY place, id LIMIT ?", append(words, pageLength)...)
	if err != nil {
		return found, err
	}
	defer rows.Close()
	for rows.Next() {
		var number string
		if err := rows.Scan(&number); err != nil {
			return found, err
		}
		found.numbers = append(found.numbers, number)
	}
	return found, rows.Err()
}
