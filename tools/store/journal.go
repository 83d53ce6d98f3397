package store

import (
	"encoding/hex"
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"akashi/app/desk"
	"akashi/record"
	"akashi/values/fault"
)

func journal() table[record.Leaf] {
	return table[record.Leaf]{name: "journal", key: "seq", columns: func(l *record.Leaf) []column {
		return []column{
			{"seq", &l.Seq}, {"at", moment{&l.At}}, {"actor", &l.Actor}, {"action", &l.Action}, {"kind", &l.Kind},
			{"object", &l.Object}, {"public", &l.Public}, {"data", &l.Data}, {"hash", &l.Hash},
		}
	}}
}

// treeHash is one stored hash of the journal's Merkle tree.
type treeHash struct {
	place int64
	hash  string
}

func tree() table[treeHash] {
	return table[treeHash]{name: "journal_hash", key: "place", columns: func(h *treeHash) []column {
		return []column{{"place", &h.place}, {"hash", &h.hash}}
	}}
}

// Append gives the leaf its place and its hash, and extends the tree by it. The
// moment is cut to the microsecond, as it will be read again.
func (t *tx) Append(leaf *record.Leaf) error {
	leaf.At = leaf.At.UTC().Truncate(time.Microsecond)
	if err := t.append(leaf); err != nil {
		return t.fail("append", leaf, err)
	}
	return nil
}

func (t *tx) append(leaf *record.Leaf) error {
	if err := checkLeaf(leaf); err != nil {
		return err
	}
	const query = "UPDATE journal_head SET size = size + 1 WHERE id = 1 RETURNING size - 1"
	if err := t.row(query).Scan(&leaf.Seq); err != nil {
		return err
	}
	if err := t.notBehind(leaf); err != nil {
		return err
	}
	hashes, err := tlog.StoredHashes(leaf.Seq, Canonical(*leaf), stored{t.reader})
	if err != nil {
		return err
	}
	leaf.Hash = hex.EncodeToString(hashes[0][:])
	first := tlog.StoredHashIndex(0, leaf.Seq)
	nodes := make([]any, len(hashes))
	for i, h := range hashes {
		nodes[i] = &treeHash{first + int64(i), hex.EncodeToString(h[:])}
	}
	if err := journal().insert(t.reader, []any{leaf}); err != nil {
		return err
	}
	return tree().insert(t.reader, nodes)
}

// skew is how far the clocks of two programs on one office may be apart.
const skew = 5 * time.Second

// notBehind refuses a leaf from before the last one: the clock is wrong, and with it every
// day that the act would write down. What was done to accounts does not count, because it
// is no step of any procedure and often done on another day's clock.
func (t *tx) notBehind(leaf *record.Leaf) error {
	last, err := find(t.reader, journal(), "WHERE kind <> 'user' ORDER BY seq DESC LIMIT 1")
	if err != nil || len(last) == 0 || !leaf.At.Before(last[0].At) {
		return err
	}
	if last[0].At.Sub(leaf.At) > skew {
		return &fault.Error{Kind: fault.Unavailable, Code: "store.clock-behind", Data: fault.With("seconds", 60, "last", last[0].At.Format(time.RFC3339), "now", leaf.At.Format(time.RFC3339))}
	}
	leaf.At = last[0].At
	return nil
}

// checkLeaf refuses a leaf that could not be read again as it was hashed.
func checkLeaf(l *record.Leaf) error {
	for _, c := range journal().columns(l) {
		if _, err := c.value(); err != nil {
			return err
		}
	}
	if l.At.IsZero() {
		return fault.New(fault.Invalid, "store.leaf-without-moment", "journal "+l.Action)
	}
	return nil
}

// JournalHead returns the number of leaves and the root of their tree.
func (r reader) JournalHead() (size int64, root string, err error) {
	if err := r.row("SELECT size FROM journal_head WHERE id = 1").Scan(&size); err != nil {
		return 0, "", fmt.Errorf("read journal head: %w", err)
	}
	root, err = r.JournalRoot(size)
	return size, root, err
}

// JournalRoot returns the root of the tree when it had so many leaves.
func (r reader) JournalRoot(size int64) (root string, err error) {
	hash, err := tlog.TreeHash(size, stored{r})
	if err != nil {
		return "", fmt.Errorf("read journal root: %w", err)
	}
	return hex.EncodeToString(hash[:]), nil
}

// Leaves returns leaves from a place on, those of one object if asked.
func (r reader) Leaves(q desk.LeafQuery) ([]record.Leaf, error) {
	var c conditions
	c.same("kind", string(q.Kind))
	c.same("object", q.Object)
	c.same("actor", q.Actor)
	c.and("seq >= ?", q.From)
	if len(q.Actions) > 0 {
		c.and("action IN ("+places(len(q.Actions))+")", anyOf(q.Actions)...)
	}
	if q.Before > 0 {
		c.and("seq < ?", q.Before)
	}
	for _, bound := range []struct {
		at   string
		when time.Time
	}{{"at >= ?", q.Since}, {"at < ?", q.Until}} {
		if !bound.when.IsZero() {
			text, err := moment{&bound.when}.Value()
			if err != nil {
				return nil, err
			}
			c.and(bound.at, text)
		}
	}
	order := "ORDER BY seq"
	if q.Newest {
		order += " DESC"
	}
	return find(r, journal(), c.where()+order+limit(q.Limit), c.args...)
}

// stored reads the hashes of the tree.
type stored struct{ reader }

// ReadHashes returns the hashes at the places, in their order.
func (s stored) ReadHashes(at []int64) ([]tlog.Hash, error) {
	if len(at) == 0 {
		return nil, nil
	}
	nodes, err := find(s.reader, tree(), "WHERE place IN ("+places(len(at))+")", anyOf(at)...)
	if err != nil {
		return nil, err
	}
	byPlace := map[int64]string{}
	for _, n := range nodes {
		byPlace[n.place] = n.hash
	}
	hashes := make([]tlog.Hash, len(at))
	for i, place := range at {
		if n, err := hex.Decode(hashes[i][:], []byte(byPlace[place])); err != nil || n != tlog.HashSize {
			return nil, fmt.Errorf("journal hash %d is missing or malformed", place)
		}
	}
	return hashes, nil
}
