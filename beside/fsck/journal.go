package fsck

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/tlog"
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
// 6962, and compares the stored leaves' hashes, the stored tree and its size.
func (x *examination) journal() error {
	var hashes [][]byte
	whole := true
	err := x.each(`SELECT seq, at, actor, action, kind, object, public, data, hash FROM journal ORDER BY seq`,
		func(scan func(...any) error) error {
			var l leaf
			if err := scan(&l.seq, &l.at, &l.actor, &l.action, &l.kind, &l.object, &l.public, &l.data, &l.hash); err != nil {
				return err
			}
			place := int64(len(hashes))
			if l.seq != place && whole {
				whole = false
				x.breach("journal-gap", fmt.Sprintf("leaf %d", place), "leaf", place, "next", l.seq)
			}
			sum := sha256.Sum256(append([]byte{0}, l.canonical()...))
			if hex.EncodeToString(sum[:]) != l.hash {
				x.breach("leaf-changed", fmt.Sprintf("leaf %d", l.seq), "leaf", l.seq)
			}
			// The tree is compared with the hashes as written: a changed leaf is one breach.
			written, err := hex.DecodeString(l.hash)
			hashes = append(hashes, written)
			return err
		})
	if err != nil {
		return err
	}
	x.report.Checked["leaves"] = len(hashes)
	if !whole {
		return nil
	}
	return x.tree(hashes)
}

// tree compares the head and the tree that the store kept with the leaves.
func (x *examination) tree(hashes [][]byte) error {
	var size int64
	if err := x.tx.QueryRowContext(x.ctx, "SELECT size FROM journal_head").Scan(&size); err != nil {
		return err
	}
	if size != int64(len(hashes)) {
		x.breach("journal-size", "head", "head", size, "leaves", len(hashes))
		return nil
	}
	kept := map[int64]string{}
	err := x.each("SELECT place, hash FROM journal_hash", func(scan func(...any) error) error {
		var place int64
		var hash string
		err := scan(&place, &hash)
		kept[place] = hash
		return err
	})
	if err != nil {
		return err
	}
	for place := range tlog.StoredHashCount(size) {
		level, n := tlog.SplitStoredHashIndex(place)
		want := hex.EncodeToString(rootOf(hashes[n<<level : (n+1)<<level]))
		if kept[place] != want {
			x.breach("journal-root", fmt.Sprintf("hash %d", place), "hash", place)
			return nil
		}
	}
	return nil
}

// rootOf is MTH of RFC 6962, section 2.1, of a full subtree's leaf hashes.
func rootOf(hashes [][]byte) []byte {
	if len(hashes) == 1 {
		return hashes[0]
	}
	half := len(hashes) / 2
	sum := sha256.Sum256(append(append([]byte{1}, rootOf(hashes[:half])...), rootOf(hashes[half:])...))
	return sum[:]
}

// canonical writes the leaf as RFC 8785 writes an object of these eight keys.
func (l leaf) canonical() string {
	at := fmt.Sprint(l.at)
	if t, ok := l.at.(time.Time); ok {
		at = t.UTC().Format("2006-01-02T15:04:05.000000Z")
	}
	q := quoter()
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
