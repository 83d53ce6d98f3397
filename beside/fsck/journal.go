package fsck

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"
)

// leaf is a row of the journal.
type leaf struct {
	seq                               int64
	at                                any // a time, or text as SQLite has it
	actor, action, kind, object, data string
	public                            bool
	hash                              string
}

// journal works the Merkle tree out again, leaf by leaf, by the definition of RFC
// 6962, and compares the stored leaves' hashes, the stored tree and its size. It notes in
// what state the last leaf on each case left it.
func (x *examination) journal() error {
	var leaves int64
	if err := x.tx.QueryRowContext(x.ctx, "SELECT size FROM journal_head").Scan(&leaves); err != nil {
		return err
	}
	grown := tree{nodes: make([]node, 0, min(max(2*leaves, 0), 1<<21))} // the head may say anything
	whole, quote := true, quoter()
	err := x.each(`SELECT seq, at, actor, action, kind, object, public, data, hash FROM journal ORDER BY seq`,
		func(scan func(...any) error) error {
			var l leaf
			if err := scan(&l.seq, &l.at, &l.actor, &l.action, &l.kind, &l.object, &l.public, &l.data, &l.hash); err != nil {
				return err
			}
			x.told(1)
			if l.seq != grown.size && whole {
				whole = false
				x.breach("journal-gap", fmt.Sprintf("leaf %d", grown.size), "leaf", grown.size, "next", l.seq)
			}
			sum := sha256.Sum256(append([]byte{0}, l.canonical(quote)...))
			if hex.EncodeToString(sum[:]) != l.hash {
				x.breach("leaf-changed", fmt.Sprintf("leaf %d", l.seq), "leaf", l.seq)
			}
			x.notes(l)
			// The tree is compared with the hashes as written: a changed leaf is one breach.
			var written node
			if n, err := hex.Decode(written[:], []byte(l.hash)); err != nil || n != len(written) {
				return fmt.Errorf("leaf %d has no hash", l.seq)
			}
			grown.add(written)
			return nil
		})
	if err != nil {
		return err
	}
	x.report.Checked["leaves"] = int(grown.size)
	if !whole {
		return nil
	}
	return x.tree(grown, leaves)
}

// tree compares the head and the tree that the store kept with the leaves.
func (x *examination) tree(grown tree, size int64) error {
	if size != grown.size {
		x.breach("journal-size", "head", "head", size, "leaves", grown.size)
		return nil
	}
	next, wrong := int64(0), int64(-1)
	err := x.each("SELECT place, hash FROM journal_hash ORDER BY place", func(scan func(...any) error) error {
		var place int64
		var hash string
		if err := scan(&place, &hash); err != nil || wrong >= 0 {
			return err
		}
		if next < int64(len(grown.nodes)) && (place != next || hash != hex.EncodeToString(grown.nodes[next][:])) {
			wrong = next
		}
		if next++; next%2 == 0 {
			x.told(1)
		}
		return nil
	})
	if wrong < 0 && next < int64(len(grown.nodes)) {
		wrong = next
	}
	if wrong >= 0 {
		x.breach("journal-root", fmt.Sprintf("hash %d", wrong), "hash", wrong)
	}
	return err
}

// node is a hash of the tree.
type node [sha256.Size]byte

// tree is a Merkle tree as RFC 6962, section 2.1, defines it, with the hash of every
// leaf and of every full subtree in the order in which they come to be.
type tree struct {
	size  int64
	nodes []node
	left  []node // the last full subtree of each level that waits for its right half
}

func (t *tree) add(leaf node) {
	hash := leaf
	t.nodes = append(t.nodes, hash)
	level := 0
	for n := t.size; n&1 == 1; n >>= 1 { // the leaf fills a subtree
		hash = sha256.Sum256(slices.Concat([]byte{1}, t.left[level][:], hash[:]))
		t.nodes = append(t.nodes, hash)
		level++
	}
	if level == len(t.left) {
		t.left = append(t.left, hash)
	}
	t.left[level] = hash
	t.size++
}

// canonical writes the leaf as RFC 8785 writes an object of these eight keys.
func (l leaf) canonical(q *strings.Replacer) string {
	at := fmt.Sprint(l.at)
	if t, ok := l.at.(time.Time); ok {
		at = t.UTC().Format("2006-01-02T15:04:05.000000Z")
	}
	text := func(s string) string { return `"` + q.Replace(s) + `"` }
	return fmt.Sprintf(`{"action":%s,"actor":%s,"at":%s,"data":%s,"kind":%s,"object":%s,"public":%t,"seq":%d}`,
		text(l.action), text(l.actor), text(at), text(l.data), text(l.kind), text(l.object), l.public, l.seq)
}

func quoter() *strings.Replacer {
	pairs := []string{`"`, `\"`, `\`, `\\`, "\b", `\b`, "\t", `\t`, "\n", `\n`, "\f", `\f`, "\r", `\r`}
	for c := range rune(' ') {
		pairs = append(pairs, string(c), fmt.Sprintf(`\u%04x`, c))
	}
	return strings.NewReplacer(pairs...)
}
