package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"

	"akashi/app/desk"
	"akashi/rules/access"
	"akashi/rules/scoring"
	"akashi/scheme"
	"akashi/values/fault"
)

// DraftInput asks what an edition would change: one on the shelf, or a draft of one in a file.
type DraftInput struct {
	Scheme string
	From   string // an edition
	To     string // another one, where there is no file
	File   []byte
}

// DraftView is what an edition changes in another, and what it would have made of the past
// (新旧対照と影響試算). Of a file that is no edition it has the problems, and nothing else.
type DraftView struct {
	From, To      *scheme.Edition
	Problems      fault.Problems
	Changes       []scheme.Change
	Before, After scheme.Statistics
	Past          []PastView // by type of case, of those that were decided
}

// PastView is what the edition would have made of the decided cases of one type.
type PastView struct {
	Of         scheme.CaseType
	Cases      int
	Met, Unmet Outcomes // as every item that nobody answered is assumed
	Turned     []TurnedCase
	More       int // that are not among them
}

// Outcomes counts cases by what they came to, and would come to.
type Outcomes map[[2]scoring.Outcome]int

// Same is how many would come out as they did.
func (o Outcomes) Same() (n int) {
	for of, count := range o {
		if of[0] == of[1] {
			n += count
		}
	}
	return n
}

// TurnedCase is a decided case that would come out otherwise, and why.
type TurnedCase struct {
	No string // receipt number; "" of one that is not the actor's to know of
	scoring.Difference
	scoring.Turn
	Assumed scoring.Assumption // under which it does: met, or only unmet
}

// mostTurned bounds how many of the cases are told one by one.
const mostTurned = 100

// EditionFile gives the scheme file of an edition, to whoever may weigh editions.
func (a *App) EditionFile(actor access.Actor, key, id string) (FileView, error) {
	if err := access.May(actor, access.Simulate, access.Object{Kind: access.KindOffice, Scheme: key}).Err(); err != nil {
		return FileView{}, err
	}
	e, err := a.Shelf.Edition(key, id)
	if err != nil {
		return FileView{}, err
	}
	content := a.Books.File(e)
	if content == nil {
		return FileView{}, fault.New(fault.NotFound, "scheme.edition-unknown", id)
	}
	sum := sha256.Sum256(content)
	return FileView{key + "-" + id + ".yaml", "application/yaml", hex.EncodeToString(sum[:]), content}, nil
}

// Draft weighs an edition (制度の版の検査・新旧対照・影響試算). Nothing is recorded.
func (a *App) Draft(ctx context.Context, actor access.Actor, in DraftInput) (view DraftView, err error) {
	if err = access.May(actor, access.Simulate, access.Object{Kind: access.KindOffice, Scheme: in.Scheme}).Err(); err != nil {
		return view, err
	}
	if view.From, err = a.Shelf.Edition(in.Scheme, in.From); err != nil {
		return view, err
	}
	if in.File == nil {
		view.To, err = a.Shelf.Edition(in.Scheme, in.To)
	} else {
		view.To, err = a.Books.Edition(in.File)
	}
	if problems, bad := errors.AsType[fault.Problems](err); bad && in.File != nil {
		view.Problems = problems
		return view, nil
	}
	if err == nil && view.To.Scheme != in.Scheme {
		err = fault.Wrong("simulate.another-scheme", "/file", "given", view.To.Scheme)
	}
	if err != nil {
		return view, err
	}
	view.Changes, view.Before, view.After = scheme.Compare(view.From, view.To), scheme.Stats(view.From), scheme.Stats(view.To)
	err = a.Look(ctx, actor, func(w *desk.Work) error {
		for _, t := range scheme.CaseTypes() {
			past, err := pastCases(w, view.From, view.To, t)
			if err != nil {
				return err
			}
			if len(past.rows) == 0 {
				continue
			}
			of, err := weigh(w, past)
			if err != nil {
				return err
			}
			view.Past = append(view.Past, of)
		}
		return nil
	})
	return view, err
}

// weigh counts what the cases come to under either assumption, and tells those that turn: the
// ones that turn in any case first.
func weigh(w *desk.Work, p past) (PastView, error) {
	view := PastView{Of: p.of, Cases: len(p.rows)}
	var turned []int
	under := map[int]scoring.Assumption{}
	differences := map[scoring.Assumption][]scoring.Difference{}
	for _, assumed := range []scoring.Assumption{scoring.AssumeMet, scoring.AssumeUnmet} {
		all, err := p.under(assumed)
		if err != nil {
			return view, err
		}
		counts := Outcomes{}
		for i, d := range all {
			counts[[2]scoring.Outcome{d.VerdictBefore, d.VerdictAfter}]++
			if _, told := under[i]; d.VerdictBefore != d.VerdictAfter && !told {
				turned, under[i] = append(turned, i), assumed
			}
		}
		differences[assumed] = all
		if assumed == scoring.AssumeMet {
			view.Met = counts
		} else {
			view.Unmet = counts
		}
	}
	shown := turned[:min(len(turned), mostTurned)]
	view.More = len(turned) - len(shown)
	turns := map[scoring.Assumption][]scoring.Turn{}
	for assumed := range differences {
		var vectors []scoring.Vector
		for _, i := range shown {
			if under[i] == assumed {
				vectors = append(vectors, p.vectors[i])
			}
		}
		why, err := scoring.Turned(vectors, p.before, p.after, p.of, assumed)
		if err != nil {
			return view, err
		}
		turns[assumed] = why
	}
	for _, i := range shown {
		assumed := under[i]
		c, no := desk.Read(w, w.Tx.Case, p.rows[i].CaseID), ""
		if access.Allows(w.Actor, access.ViewCase, w.ObjectOf(c)) {
			no = c.No
		}
		view.Turned = append(view.Turned, TurnedCase{no, differences[assumed][i], turns[assumed][0], assumed})
		turns[assumed] = turns[assumed][1:]
	}
	return view, nil
}
