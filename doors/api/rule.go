package api

import (
	"net/http"
	"strings"

	"akashi/doors/ask"
	"akashi/rules/fees"
	"akashi/rules/scoring"
	"akashi/scheme"
	"akashi/values/civil"
)

// The sizes of questions to the rules, which anybody may ask: far above the answers to any
// scheme with their justifications, and the lists that the other rules look into, and small
// enough that what is answered is.
const (
	answersLimit = 64 << 10
	listsLimit   = 16 << 10
)

// taking says that a question comes in a body.
func (r route) taking(body func() any, limit int64) route {
	r.method, r.body, r.limit = http.MethodPost, body, limit
	return r
}

// isQuestion reports whether a route asks the rules, and may be asked by anybody.
func (r route) isQuestion() bool { return r.isPublic() && r.body != nil }

// look puts a question that stands in the query.
func look[P ask.Question[Q], Q, A any](id, summary string, answer func(P, *scheme.Edition) (A, error)) route {
	return looked("/rules/"+id, id, summary, func(d *Door, c *call) (A, error) {
		q, _ := c.query.(P)
		found, err := answerTo(d, q, answer)
		return found, inQuery(err)
	}).asking(made[Q])
}

// inQuery puts what a rule found wrong where it stands in the query.
func inQuery(err error) error {
	return ask.Moved(err, func(where string) string { return "?" + strings.ReplaceAll(where, ".", "_") })
}

// fees quotes by the tables of the edition and by those that the office has entered.
func (d *Door) fees(c *call) (fees.Quote, error) {
	q, _ := c.query.(*ask.FeesQuery)
	quote, err := answerTo(d, q, func(q *ask.FeesQuery, ed *scheme.Edition) (quote fees.Quote, err error) {
		book, err := d.Office.Book(c.r.Context(), ed)
		if err != nil {
			return quote, err
		}
		return q.Answer(book.Edition)
	})
	return quote, inQuery(err)
}

// tell puts a question that stands in the body; part is what the rule looks into.
func tell[P ask.Question[Q], Q, A any](id, part, summary string, answer func(P, *scheme.Edition) (A, error)) route {
	return looked("/rules/"+id, id, summary, func(d *Door, c *call) (A, error) {
		q, _ := c.body.(P)
		found, err := answerTo(d, q, answer)
		return found, ask.Moved(err, func(where string) string {
			if where == "" || strings.HasPrefix(where, "/") {
				return strings.TrimSuffix("/"+part+where, "/")
			}
			return where
		})
	}).taking(made[Q], listsLimit)
}

// answerTo finds the edition of a question and answers it.
func answerTo[P ask.Question[Q], Q, A any](d *Door, q P, answer func(P, *scheme.Edition) (A, error)) (found A, err error) {
	ed, err := q.In().Find(d.Shelf, civil.In(d.Now()))
	if err != nil {
		return found, err
	}
	return answer(q, ed)
}

func (d *Door) score(c *call) (scoring.Result, error) {
	q, _ := c.body.(*ask.ScoreInput)
	return answerTo(d, q, func(q *ask.ScoreInput, ed *scheme.Edition) (result scoring.Result, err error) {
		sheet, err := scheme.Made(d.Shelf, ed, scoring.Compile)
		if err != nil {
			return result, err
		}
		return q.Answer(sheet)
	})
}
