package store

import (
	"context"
	"encoding/hex"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"akashi/app/desk"
	"akashi/record"
	"akashi/values/fault"
)

// LogCheck is what came of verifying the journal. Root is the root worked out from
// the leaves. Bad is the place of the first leaf that is not as it was hashed, and
// -1 when all of them are; Found is what is wrong.
type LogCheck struct {
	OK    bool           `json:"ok"`
	Size  int64          `json:"size"`
	Root  string         `json:"root"`
	Bad   int64          `json:"bad"`
	Found fault.Problems `json:"-"`
}

// VerifyLog works the journal's tree out again from its leaves, and compares every
// stored hash, the number of leaves and the root.
func (s *Store) VerifyLog(ctx context.Context) (check LogCheck, err error) {
	err = s.View(ctx, func(r desk.Reader) (err error) {
		check, err = verify(r.(reader))
		return err
	})
	return check, err
}

func verify(r reader) (LogCheck, error) {
	v := verifier{reader: r}
	for more := true; more && v.found == nil; {
		var err error
		if more, err = v.page(); err != nil {
			return LogCheck{}, err
		}
	}
	check := LogCheck{Size: v.size, Root: v.root(), Bad: -1, Found: v.found}
	if v.found != nil {
		check.Bad = v.size
		return check, nil
	}
	size, root, err := r.JournalHead()
	switch {
	case err != nil:
		check.Found.Add("journal-head", "head")
	case size != v.size:
		check.Found.Add("journal-size", "head", "head", size, "leaves", v.size)
	case root != check.Root:
		check.Found.Add("journal-root", "head")
	}
	check.OK = check.Found == nil
	return check, nil
}

// verifier walks through the leaves from the first.
type verifier struct {
	reader
	size  int64
	full  []subtree // the full subtrees so far, the largest first
	found fault.Problems
}

type subtree struct {
	level int
	hash  tlog.Hash
}

const leavesPerPage = 1000

// page checks the next leaves and reports whether there may be more.
func (v *verifier) page() (bool, error) {
	leaves, err := v.Leaves(desk.LeafQuery{From: v.size, Limit: leavesPerPage})
	if err != nil {
		return false, err
	}
	from, to := tlog.StoredHashCount(v.size), tlog.StoredHashCount(v.size+leavesPerPage)
	nodes, err := find(v.reader, tree(), "WHERE place >= ? AND place < ?", from, to)
	if err != nil {
		return false, err
	}
	kept := map[int64]string{}
	for _, n := range nodes {
		kept[n.place] = n.hash
	}
	for _, l := range leaves {
		if v.leaf(l, kept); v.found != nil {
			return false, nil
		}
		v.size++
	}
	return len(leaves) == leavesPerPage, nil
}

// leaf notes what is wrong with the next leaf and the hashes kept with it.
func (v *verifier) leaf(l record.Leaf, kept map[int64]string) {
	if l.Seq != v.size {
		v.found.Add("journal-gap", fmt.Sprintf("leaf %d", v.size), "leaf", v.size)
		return
	}
	node := subtree{hash: tlog.RecordHash(Canonical(l))}
	if hex.EncodeToString(node.hash[:]) != l.Hash {
		v.found.Add("leaf-changed", fmt.Sprintf("leaf %d", l.Seq), "leaf", l.Seq)
		return
	}
	for place := tlog.StoredHashIndex(0, l.Seq); ; place++ {
		if kept[place] != hex.EncodeToString(node.hash[:]) {
			v.found.Add("journal-root", fmt.Sprintf("hash %d", place), "hash", place)
			return
		}
		last := len(v.full) - 1
		if last < 0 || v.full[last].level != node.level {
			v.full = append(v.full, node)
			return
		}
		node = subtree{node.level + 1, tlog.NodeHash(v.full[last].hash, node.hash)}
		v.full = v.full[:last]
	}
}

// root joins the full subtrees from the right.
func (v *verifier) root() string {
	last := len(v.full) - 1
	if last < 0 {
		empty, _ := tlog.TreeHash(0, nil)
		return hex.EncodeToString(empty[:])
	}
	hash := v.full[last].hash
	for i := last - 1; i >= 0; i-- {
		hash = tlog.NodeHash(v.full[i].hash, hash)
	}
	return hex.EncodeToString(hash[:])
}
