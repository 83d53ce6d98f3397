package storetest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"sync"
	"testing"

	"akashi/app/desk"
	"akashi/record"
	"akashi/tools/store"
	"akashi/values/fault"
)

func isList(value any) bool { return reflect.TypeOf(value).Kind() == reflect.Slice }

// atOnce runs n transactions at the same time and returns how each ended.
func (h house) atOnce(t *testing.T, n int, write func(i int, tx desk.Tx) error) []error {
	ended := make([]error, n)
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			ended[i] = h.Update(t.Context(), func(tx desk.Tx) error { return write(i, tx) })
		})
	}
	all.Wait()
	return ended
}

func decideAtOnce(t *testing.T, h house) {
	o := newOffice(1)
	o.decision.ID = "the first"
	h.add(t, o.applicant, o.session, o.mark, o.theCase)
	ended := h.atOnce(t, 2, func(i int, tx desk.Tx) error {
		if _, err := tx.Decision(o.theCase.ID); err == nil {
			return fault.New(fault.Conflict, "store.decision-exists", "case")
		}
		mine := *o.decision
		mine.ID = fmt.Sprintf("of secretary %d", i)
		c, err := tx.Case(o.theCase.ID)
		if err != nil {
			return err
		}
		c.State = record.CaseState(fmt.Sprintf("decided by %d", i))
		return errors.Join(tx.Add(&mine), tx.Save(&c), tx.Append(newLeaf(i)))
	})
	if (ended[0] == nil) == (ended[1] == nil) || !errors.Is(errors.Join(ended...), fault.Conflict) {
		t.Errorf("got %v, want one success and one conflict", ended)
	}
	h.view(t, func(r desk.Reader) error {
		d, err := r.Decision(o.theCase.ID)
		c, err2 := r.Case(o.theCase.ID)
		size, _, err3 := r.JournalHead()
		if size != 1 || d.ID[len("of secretary "):] != string(c.State[len("decided by "):]) {
			t.Errorf("%d leaves, decision %s of a case %s: want one, by the same secretary", size, d.ID, c.State)
		}
		return errors.Join(err, err2, err3)
	})
}

// counters draws numbers in transactions of which every third fails.
func counters(t *testing.T, h house) {
	const writers = 12
	drawn := make([]int, writers)
	failed := errors.New("changed my mind")
	h.atOnce(t, writers, func(i int, tx desk.Tx) error {
		n, err := tx.Next("SA-2026")
		if err != nil || i%3 == 0 {
			drawn[i] = 0
			return errors.Join(err, failed)
		}
		drawn[i] = n
		return nil
	})
	slices.Sort(drawn)
	want := []int{0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8}
	if !slices.Equal(drawn, want) {
		t.Errorf("drew %v, want %v", drawn, want)
	}
	h.update(t, func(tx desk.Tx) error {
		n, err := tx.Next("SB-2026")
		if n != 1 {
			t.Errorf("another counter begins with %d, want 1", n)
		}
		return err
	})
}

func rollback(t *testing.T, h house) {
	o := newOffice(1)
	failed := errors.New("changed my mind")
	err := h.refuses(t, func(tx desk.Tx) error {
		_, err := tx.Next("SA-2026")
		return errors.Join(tx.Add(o.all()...), tx.Append(newLeaf(1)), err, failed)
	})
	if !errors.Is(err, failed) || fault.KindOf(err) != "" {
		t.Errorf("got %v, want only %v", err, failed)
	}
	checkEmpty(t, h)
}

// failurePassedOver forgets an error of a write, as a careless use case would.
func failurePassedOver(t *testing.T, h house) {
	o := newOffice(1)
	err := h.refuses(t, func(tx desk.Tx) error {
		err := tx.Add(o.applicant, o.session, o.mark, o.theCase, o.decision)
		_ = tx.Add(o.decision)
		return err
	})
	if !errors.Is(err, fault.Conflict) {
		t.Errorf("got %v, want a conflict", err)
	}
	checkEmpty(t, h)
}

func checkEmpty(t *testing.T, h house) {
	t.Helper()
	findNothing(t, h)
	h.update(t, func(tx desk.Tx) error {
		size, _, err := tx.JournalHead()
		n, err2 := tx.Next("SA-2026")
		if size != 0 || n != 1 {
			t.Errorf("%d leaves and number %d, want 0 and 1", size, n)
		}
		return errors.Join(err, err2)
	})
}

// oneState commits a change while a reader is at work.
func oneState(t *testing.T, h house) {
	o, other := newOffice(1), newOffice(2)
	h.add(t, o.applicant)
	h.view(t, func(r desk.Reader) error {
		before, err := r.Applicants()
		h.add(t, other.applicant)
		after, err2 := r.Applicants()
		if len(before) != 1 || len(after) != 1 {
			t.Errorf("read %d and then %d applicants, want 1 both times", len(before), len(after))
		}
		return errors.Join(err, err2)
	})
	h.view(t, func(r desk.Reader) error {
		now, err := r.Applicants()
		if len(now) != 2 {
			t.Errorf("read %d applicants afterwards, want 2", len(now))
		}
		return err
	})
}

// bulk imports as many holders as the largest register has in one go.
func bulk(t *testing.T, h house) {
	const many = 1500
	imported := make([]any, many)
	for i := range many {
		imported[i] = &record.Mark{ID: fmt.Sprintf("%05d", i), Scheme: "pmark", Number: fmt.Sprintf("%08d", many-i),
			Service: []string{"見本", "見本光"}[i%2]}
	}
	twice := append(slices.Clone(imported), &record.Mark{ID: "twice", Scheme: "pmark", Number: "00000700"})
	if err := h.refuses(t, func(tx desk.Tx) error { return tx.Add(twice...) }); !errors.Is(err, fault.Conflict) {
		t.Errorf("got %v, want a conflict", err)
	}
	h.add(t, imported...)
	h.view(t, func(r desk.Reader) error {
		n, err := r.CountMarks(desk.MarkQuery{Scheme: "pmark"})
		if n != many {
			t.Errorf("%d marks, want %d", n, many)
		}
		return err
	})
	h.view(t, func(r desk.Reader) error {
		for _, text := range []string{"見本", "見", "みほ 光", "光", "見本光"} {
			q := desk.MarkQuery{Text: text}
			whole, err := r.Marks(q)
			if err != nil {
				return err
			}
			q.Limit = 20
			page, err := r.Marks(q)
			if err != nil || !slices.Equal(page, whole[:min(20, len(whole))]) {
				t.Errorf("%q: the first page is %q, %v, want the beginning of %q", text, numbers(page), err, numbers(whole))
			}
		}
		return nil
	})
}

// ownState reads, between acts of two programs on one store and of somebody at its tables, what
// each of them has left: nothing that was read of an earlier state is taken for the later one,
// and who reads while others write reads one state throughout.
func ownState(t *testing.T, h house) {
	o := newOffice(1)
	h.add(t, o.applicant, o.session, o.mark, o.theCase)
	other, err := store.Open(t.Context(), h.address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = other.Close() }()
	both := []house{h, {other, h.address}}
	chance := rand.New(rand.NewPCG(1, 2))
	var want []string
	for i := range 120 {
		name := fmt.Sprintf("page %03d", i)
		page := record.Page{ID: name, CaseID: o.theCase.ID, URL: "https://example.jp/", Criteria: []string{name}}
		switch at := both[chance.IntN(2)]; chance.IntN(4) {
		case 0:
			at.add(t, &page)
			want = append(want, name)
		case 1: // and takes it back
			_ = at.Update(t.Context(), func(tx desk.Tx) error { return errors.Join(tx.Add(&page), errors.New("taken back")) })
		case 2:
			if err := Tamper(h.address, "DELETE FROM web_page"); err != nil {
				t.Fatal(err)
			}
			want = nil
		}
		for range 2 {
			for _, at := range both {
				at.view(t, func(r desk.Reader) error {
					pages, err := r.Pages(o.theCase.ID)
					var got []string
					for j := range pages {
						got = append(got, pages[j].Criteria...)
						pages[j].Criteria[0] = "changed by who read it"
					}
					slices.Sort(got)
					if !slices.Equal(got, want) {
						t.Errorf("after %d acts: got %q, want %q", i+1, got, want)
					}
					return err
				})
			}
		}
	}
	together(t, h, o)
}

// together has four readers ask for two records that are always written together.
func together(t *testing.T, h house, o *office) {
	o.theCase.Particulars.Name, o.mark.Holder = "name", "name"
	h.update(t, func(tx desk.Tx) error { return errors.Join(tx.Save(o.theCase), tx.Save(o.mark)) })
	var all sync.WaitGroup
	done := make(chan struct{})
	for range 4 {
		all.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				h.view(t, func(r desk.Reader) error {
					c, err := r.Case(o.theCase.ID)
					m, err2 := r.Mark(o.mark.ID)
					if m.Holder != c.Particulars.Name {
						t.Errorf("the mark is of %q, the case of %q", m.Holder, c.Particulars.Name)
					}
					return errors.Join(err, err2)
				})
			}
		})
	}
	for i := range 60 {
		err := h.Update(t.Context(), func(tx desk.Tx) error {
			c, err := tx.Case(o.theCase.ID)
			m, err2 := tx.Mark(o.mark.ID)
			c.Particulars.Name = fmt.Sprintf("name %d", i)
			m.Holder = c.Particulars.Name
			return errors.Join(err, err2, tx.Save(&c), tx.Save(&m))
		})
		if err != nil {
			t.Error(err)
		}
	}
	close(done)
	all.Wait()
}
