package access

import "akashi/record"

// Field is a part of a case that is not shown to everybody who may see the case.
type Field string

// The guarded fields. What is not named here is shown with the case.
const (
	Identity   Field = "identity"   // name of the applicant, of the service, receipt number
	Contact    Field = "contact"    // address and people of the applicant
	Evidence   Field = "evidence"   // claims, attachments and what they say
	Findings   Field = "findings"   // 指摘事項 as sent to the applicant
	FirstNotes Field = "first"      // first verdicts, their notes, the review report
	FinalNotes Field = "final"      // final verdicts and the decision
	Rubric     Field = "rubric"     // confidential rubric (基準は非公表)
	OwnVote    Field = "own-vote"   // the vote of the actor's own seat
	VoteCount  Field = "vote-count" // how many have voted
	Votes      Field = "votes"      // whose vote was what
	Conflicts  Field = "conflicts"  // who left the case and why
	Money      Field = "money"      // charges and payments
)

// When says from when on a field is shown.
type When string

// The moments. A sealed field opens when the session has closed.
const (
	Always   When = "always"
	Decided  When = "decided"
	Unsealed When = "unsealed"
)

// Showing lets a role see a field from a moment on.
type Showing struct {
	Field Field
	Role  string
	When  When
}

// Mask holds the fields that are shown; those not in it are hidden.
type Mask map[Field]bool

// Fields returns what the actor is shown of a case. Of a case that it may not
// view it is shown nothing.
func Fields(a Actor, o Object) Mask {
	mask := Mask{}
	if !May(a, ViewCase, o).Allowed {
		return mask
	}
	for _, s := range FieldTable() {
		if s.Role == a.role() && s.When.holds(o) {
			mask[s.Field] = true
		}
	}
	return mask
}

func (w When) holds(o Object) bool {
	switch w {
	case Always:
		return true
	case Decided:
		return o.Decided
	case Unsealed:
		return o.Session == record.SessionClosed
	}
	return false
}
