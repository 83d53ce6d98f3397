package storetest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
)

func newLeaf(n int) *record.Leaf {
	leaf := filled[record.Leaf](n)
	leaf.At = leaf.At.Add(789) // nanoseconds that nobody keeps
	leaf.Data = "{\"name\":\"<見本>\\\\ \u2028 \x01\t\"}"
	return leaf
}

// journalRoot appends leaf by leaf and works the root out from all of them by the
// definition of RFC 6962.
func journalRoot(t *testing.T, h house) {
	var hashes [][]byte
	check := func() {
		h.view(t, func(r desk.Reader) error {
			size, root, err := r.JournalHead()
			if want := hex.EncodeToString(rootOf(hashes)); size != int64(len(hashes)) || root != want {
				t.Errorf("got %d leaves and root %s, want %d and %s", size, root, len(hashes), want)
			}
			return err
		})
	}
	check()
	for i := range 21 {
		leaf := newLeaf(i)
		h.update(t, func(tx desk.Tx) error { return tx.Append(leaf) })
		hashes = append(hashes, hashOf(t, *leaf))
		if want := hex.EncodeToString(hashes[i]); leaf.Seq != int64(i) || leaf.Hash != want {
			t.Errorf("got leaf %d with hash %s, want %d and %s", leaf.Seq, leaf.Hash, i, want)
		}
		check()
	}
	verified, err := h.VerifyLog(t.Context())
	if err != nil || !verified.OK || verified.Root != hex.EncodeToString(rootOf(hashes)) || verified.Size != 21 || verified.Bad != -1 {
		t.Errorf("verified: got %+v, %v", verified, err)
	}
}

// hashOf hashes a leaf by another way to the canonical form: keys are put in order
// by a map.
func hashOf(t *testing.T, l record.Leaf) []byte {
	t.Helper()
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(map[string]any{
		"seq": l.Seq, "at": l.At.UTC().Format("2006-01-02T15:04:05.000000Z"), "actor": l.Actor, "action": l.Action,
		"kind": l.Kind, "object": l.Object, "public": l.Public, "data": l.Data,
	}); err != nil {
		t.Fatal(err)
	}
	// encoding/json alone escapes this separator of lines; RFC 8785 does not.
	text := bytes.ReplaceAll(bytes.TrimSuffix(out.Bytes(), []byte("\n")), []byte(`\u2028`), []byte("\u2028"))
	sum := sha256.Sum256(append([]byte{0}, text...))
	return sum[:]
}

// rootOf is MTH of RFC 6962, section 2.1.
func rootOf(hashes [][]byte) []byte {
	switch n := len(hashes); n {
	case 0:
		sum := sha256.Sum256(nil)
		return sum[:]
	case 1:
		return hashes[0]
	default:
		k := 1
		for k*2 < n {
			k *= 2
		}
		sum := sha256.Sum256(slices.Concat([]byte{1}, rootOf(hashes[:k]), rootOf(hashes[k:])))
		return sum[:]
	}
}

// changedLeaf does behind the store's back what its journal is there to show.
func changedLeaf(t *testing.T, h house) {
	for i := range 7 {
		h.update(t, func(tx desk.Tx) error { return tx.Append(newLeaf(i)) })
	}
	for _, test := range []struct {
		statement, undo string
		bad             int64
	}{
		{"UPDATE journal_head SET size = 6", "UPDATE journal_head SET size = 7", -1},
		{"DELETE FROM journal WHERE seq = 6", "", -1},
		{"UPDATE journal SET actor = 'nobody' WHERE seq = 3", "", 3},
		{"UPDATE journal_hash SET hash = (SELECT hash FROM journal_hash WHERE place = 0) WHERE place = 2", "", 1},
		{"DELETE FROM journal WHERE seq = 0", "", 0},
	} {
		if err := Tamper(h.address, test.statement); err != nil {
			t.Fatal(err)
		}
		got, err := h.VerifyLog(t.Context())
		if err != nil || got.OK || got.Found == nil || got.Bad != test.bad {
			t.Errorf("%s: got %+v, %v, want bad leaf %d", test.statement, got, err, test.bad)
		}
		if test.undo != "" {
			if err := Execute(h.address, test.undo); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func leaves(t *testing.T, h house) {
	var all []record.Leaf
	for i := range 6 {
		leaf := newLeaf(i)
		leaf.Object = []string{"J0072", "SA-2026-0001"}[i%2]
		h.update(t, func(tx desk.Tx) error { return tx.Append(leaf) })
		all = append(all, *leaf)
	}
	h.view(t, func(r desk.Reader) error {
		every, err := r.Leaves(desk.LeafQuery{})
		some, err2 := r.Leaves(desk.LeafQuery{Object: "J0072", From: 1, Limit: 1})
		if !slices.Equal(every, all) || !slices.Equal(some, all[2:3]) {
			t.Errorf("got %+v\nand %+v,\nwant %+v\nand its third", every, some, all)
		}
		last, err3 := r.Leaves(desk.LeafQuery{Object: "J0072", Newest: true, Before: 4, Actions: []access.Action{access.Action(all[0].Action), access.Action(all[2].Action), access.Action(all[4].Action)}})
		none, err4 := r.Leaves(desk.LeafQuery{Actions: []access.Action{"another"}})
		if want := []record.Leaf{all[2], all[0]}; !slices.Equal(last, want) || len(none) > 0 {
			t.Errorf("the last first, before the fifth: got %+v\nand %+v,\nwant %+v", last, none, want)
		}
		return errors.Join(err, err2, err3, err4)
	})
}
