package store

import (
	"cmp"
	"strings"

	"akashi/record"
	"akashi/rules/lifecycle"
)

func answers() table[record.Answer] {
	return table[record.Answer]{name: "answer", key: "id", columns: func(a *record.Answer) []column {
		return []column{
			{"id", &a.ID}, {"case_id", &a.CaseID}, {"edition", &a.Edition}, {"criterion", &a.Criterion}, {"aspect", &a.Aspect},
			{"claim", &a.Claim}, {"claim_points", &a.ClaimPoints}, {"claim_note", &a.ClaimNote},
			{"first", &a.First}, {"first_points", &a.FirstPoints}, {"first_note", &a.FirstNote}, {"first_by", &a.FirstBy},
			{"final", &a.Final}, {"final_points", &a.FinalPoints}, {"final_note", &a.FinalNote}, {"final_by", &a.FinalBy},
			{"justification", &a.Justification}, {"changed", moment{&a.Changed}}, {"version", &a.Version},
		}
	}, order: func(a, b record.Answer) int {
		return cmp.Or(asPrinted(a.Criterion, b.Criterion), cmp.Compare(a.Aspect, b.Aspect))
	}}
}

func attachments() table[record.Attachment] {
	return table[record.Attachment]{name: "attachment", key: "id", columns: func(a *record.Attachment) []column {
		return []column{
			{"id", &a.ID}, {"case_id", &a.CaseID}, {"criterion", &a.Criterion}, {"document", &a.Document},
			{"name", &a.Name}, {"type", &a.Type}, {"size", &a.Size}, {"sha256", &a.SHA256}, {"flags", asJSON{&a.Flags}}, {"by", &a.By},
			{"at", moment{&a.At}},
		}
	}}
}

// Answers returns the answers of the case under its edition, in the order of the printed
// criteria.
func (r reader) Answers(caseID string) ([]record.Answer, error) {
	return find(r, answers(), "WHERE case_id = ? AND edition = (SELECT c.edition FROM case_file c WHERE c.id = case_id)", caseID)
}

// AnswersUnder returns the answers of the case under any edition that it has had.
func (r reader) AnswersUnder(caseID, edition string) ([]record.Answer, error) {
	return find(r, answers(), "WHERE case_id = ? AND edition = ?", caseID, edition)
}

// unjudged are answers as far as they say where a verdict is open.
func unjudged() table[record.Answer] {
	return table[record.Answer]{name: "answer", columns: func(a *record.Answer) []column {
		return []column{{"case_id", &a.CaseID}, {"criterion", &a.Criterion}, {"aspect", &a.Aspect}}
	}}
}

// Unjudged returns the case and the place of every answer without a first verdict, of the cases
// that are in one of the states, each under its edition.
func (r reader) Unjudged(states []lifecycle.State) ([]record.Answer, error) {
	return find(r, unjudged(), `WHERE "first" = '' AND EXISTS (SELECT 1 FROM case_file c WHERE c.id = answer.case_id AND c.edition = answer.edition AND c.state IN (`+
		places(len(states))+`)) ORDER BY case_id, id`, anyOf(states)...)
}

// Attachments returns what was handed in with the case, in the order of arrival.
func (r reader) Attachments(caseID string) ([]record.Attachment, error) {
	return find(r, attachments(), "WHERE case_id = ? ORDER BY at, name, id", caseID)
}

// asPrinted compares numbers such as 1-1-2 and 1-1-10 part by part, so that the
// second comes later.
func asPrinted(a, b string) int {
	for more := true; more; {
		var one, other string
		var further bool
		one, a, more = strings.Cut(a, "-")
		other, b, further = strings.Cut(b, "-")
		if order := cmp.Or(cmp.Compare(len(one), len(other)), cmp.Compare(one, other)); order != 0 {
			return order
		}
		if more != further { // the one that ends comes first
			if further {
				return -1
			}
			return 1
		}
	}
	return 0
}
