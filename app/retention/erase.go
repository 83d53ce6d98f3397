package retention

import (
	"context"
	"errors"
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/rules/retention"
	"akashi/values/fault"
)

// Hold keeps the documents of a case from being erased (廃棄の停止): for a dispute, an inquiry, or
// whatever reason is given. What waits for its second person is not erased either.
func Hold(w *desk.Work, in desk.ReasonInput) error {
	if err := in.Check(); err != nil {
		return err
	}
	if HoldToRelease(w) {
		return fault.New(fault.Conflict, "hold.lasts", w.Case.No)
	}
	holds := desk.Read(w, w.Holds, w.Case.ID)
	w.Add(&record.Hold{ID: w.NewID(), CaseID: w.Case.ID, Round: len(holds) + 1, Reason: in.Reason, By: w.Actor.ID, At: w.Now, Version: 1})
	return nil
}

// ReleaseHold ends that the documents of a case are held (廃棄の停止の解除), and says why.
func ReleaseHold(w *desk.Work, in desk.ReasonInput) error {
	if err := in.Check(); err != nil {
		return err
	}
	h, held := HoldOn(w)
	if !held {
		return fault.New(fault.Conflict, "hold.none", w.Case.No)
	}
	h.Released, h.ReleasedBy, h.Why = w.Now, w.Actor.ID, in.Reason
	w.Save(&h)
	return nil
}

// HoldToRelease reports whether the documents of the case are held.
func HoldToRelease(w *desk.Work) bool { _, held := HoldOn(w); return held }

// HoldToMake reports whether they are not.
func HoldToMake(w *desk.Work) bool { return !HoldToRelease(w) }

// AllClasses names every class that is due.
const AllClasses = "all"

// EraseInput erases documents of a case.
type EraseInput struct {
	Class  string `json:"class" enum:"papers,evidence,diagnosis,photos,all" doc:"which documents; all: every class that is due"`
	Reason string `json:"reason" maxLength:"500" doc:"why they go"`
}

// Erase erases the documents of a case that are no longer to be kept (廃棄):
//  1. the class is due: the case and its mark have ended, the period has passed, nothing holds it;
//  2. write down of each document that it was erased, by whom and why. Its name, size and hash stay,
//     and with them every receipt and dossier that names it;
//  3. what a reader understood of a report goes with it; the verdict that was rested on stays;
//  4. the bytes go once this is on record (Sweep), where no other document rests on them.
func Erase(w *desk.Work, in EraseInput) error {
	p := fault.ProblemsIn(desk.ReasonInput{Reason: in.Reason}.Check())
	classes := record.DocumentClasses()
	fault.OneOf(&p, "retention.class", "/class", in.Class, append(named(classes), AllClasses))
	if err := p.Err(); err != nil {
		return err
	}
	if in.Class != AllClasses {
		classes = []record.DocumentClass{record.DocumentClass(in.Class)}
	}
	facts, hashes := FactsOf(w), []string{}
	var stands *fault.Refusal
	for _, d := range Documents(w) {
		if d.Erased != nil || !slices.Contains(classes, d.Class) {
			continue
		}
		v, months := Standing(w, facts, d.Class)
		if v.Standing != retention.Due {
			stands = &fault.Refusal{Reason: Reasons()[v.Standing], Detail: fault.With("class", d.Class, "last", v.Last)}
			continue
		}
		w.Add(&record.Erasure{FileID: d.ID, CaseID: w.Case.ID, Class: d.Class, SHA256: d.SHA256, Months: months, KeptTo: v.Last,
			Reason: in.Reason, By: w.Actor.ID, At: w.Now})
		if d.Class == record.ClassDiagnosis {
			w.Fail(w.Tx.Strip(d.ID))
		}
		hashes = append(hashes, d.SHA256)
	}
	if len(hashes) == 0 && stands != nil {
		return stands
	}
	if len(hashes) == 0 {
		return fault.Wrong("retention.nothing", "/class")
	}
	w.Facts["erased"] = hashes
	w.After(func(ctx context.Context) { _ = Sweep(ctx, w.Desk, hashes) }) // what the disk refuses to remove fsck tells of
	w.Told = fault.With("n", len(hashes))
	return nil
}

// Reasons say why documents are not to be erased.
func Reasons() map[retention.Standing]string {
	return map[retention.Standing]string{retention.UnderWay: "retention.under-way", retention.MarkStands: "retention.mark-stands", retention.Asked: "retention.asked",
		retention.Held: "retention.held", retention.ForEver: "retention.for-ever", retention.Running: "retention.running"}
}

func named(classes []record.DocumentClass) (all []string) {
	for _, c := range classes {
		all = append(all, string(c))
	}
	return all
}

// ErasureToMake reports whether a document of the case may be erased today.
func ErasureToMake(w *desk.Work) bool {
	if lifecycle.IsOpen(w.Case.State) {
		return false
	}
	facts := FactsOf(w)
	return slices.ContainsFunc(Documents(w), func(d Document) bool {
		if d.Erased != nil {
			return false
		}
		v, _ := Standing(w, facts, d.Class)
		return v.Standing == retention.Due
	})
}

// Sweep removes the bytes of what was erased and on which nothing rests: of some content, or of all.
// It follows each erasure, and comes again from time to time, because a program may end between the
// two. It runs in a transaction that writes, so that nobody hands the same bytes in meanwhile.
func Sweep(ctx context.Context, d *desk.Desk, hashes []string) error {
	return d.Change(ctx, access.Actor{}, func(w *desk.Work) error {
		alone, err := w.ErasedAlone()
		for _, e := range alone {
			if hashes == nil || slices.Contains(hashes, e.SHA256) {
				err = errors.Join(err, d.Files.Erase(ctx, e.SHA256))
			}
		}
		return err
	})
}
