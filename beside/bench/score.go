package bench

import (
	"bytes"
	"encoding/json"
	"time"

	"akashi/rules/scoring"
	"akashi/scheme"
	"akashi/schemes"
)

// The scheme and edition that the rules are measured on.
const (
	schemeKey = "anshin"
	editionID = "2014-07"
)

// edition reads the shipped rule book; each call gives one of its own, which may
// be changed.
func edition() (*scheme.Edition, error) {
	shelf, err := schemes.Shipped()
	if err != nil {
		return nil, err
	}
	return shelf.Edition(schemeKey, editionID)
}

// scoreLimit is for all items of an edition with the reason of each.
const scoreLimit = 10 * time.Microsecond

// scores is how many scores are one round.
const scores = 20_000

func measureScore(b *bench) ([]row, error) {
	e, err := edition()
	if err != nil {
		return nil, err
	}
	sheet, err := scoring.Compile(e)
	if err != nil {
		return nil, err
	}
	past, err := applications(e, sheet)
	if err != nil {
		return nil, err
	}
	for _, p := range past {
		if err := sameScore(sheet, e, p); err != nil {
			return nil, err
		}
	}
	i, k := 0, 0
	p, err := alternate(b.rounds, func() (spent, error) {
		return timed(scores, func() error {
			_, err := scoring.Score(sheet, scheme.New, past[i%len(past)].vector)
			i++
			return err
		})
	}, func() (spent, error) {
		return timed(scores, func() error {
			plainScore(e, past[k%len(past)].answers)
			k++
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	a := against{"full score with its reasons, CPU", "item by item from the rule book", p, cpu}
	r := a.atMost(scoreLimit)
	r.secondary = perSecond(1, median(each(p.thing, wall)))
	return []row{r}, nil
}

// sameScore compares everything that the two scores say.
func sameScore(sheet *scoring.Sheet, e *scheme.Edition, p pastCase) error {
	got, err := scoring.Score(sheet, scheme.New, p.vector)
	if err != nil {
		return err
	}
	left, err := json.Marshal(got)
	if err != nil {
		return err
	}
	right, err := json.Marshal(plainScore(e, p.answers))
	if err != nil {
		return err
	}
	if !bytes.Equal(left, right) {
		return differ("score", string(left), string(right))
	}
	return nil
}
