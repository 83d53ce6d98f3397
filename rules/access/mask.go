package access

import (
	"slices"

	"akashi/record"
)

// Field is a part of a case or of a session that is not shown to everybody who may see
// the case or the session.
type Field string

// The guarded fields. What is not named here is shown with the case.
const (
	Identity   Field = "identity"   // name of the applicant, of its service and website, and the dossier that the register names
	Contact    Field = "contact"    // address and people of the applicant
	Evidence   Field = "evidence"   // claims, attachments and what they say
	Denials    Field = "denials"    // what a responsible person says is not so
	Findings   Field = "findings"   // 指摘事項 as sent to the applicant
	FirstNotes Field = "first"      // first verdicts, their notes, the review report
	FinalNotes Field = "final"      // final verdicts with their notes, reasons and conditions of the decision
	Outcome    Field = "outcome"    // what was decided, when, and with how many points
	Rubric     Field = "rubric"     // confidential rubric (基準は非公表)
	OwnVote    Field = "own-vote"   // the vote of the actor's own seat
	VoteCount  Field = "vote-count" // how many have voted
	Tally      Field = "tally"      // how many voted for and against
	Votes      Field = "votes"      // whose vote was what
	VoteWords  Field = "vote-words" // dissents, and what members said of votes that were entered for them
	Conflicts  Field = "conflicts"  // who left the case and why
	Money      Field = "money"      // charges and payments
	Team       Field = "team"       // who examines the case, and who did: also as the author of a finding, a visit or the report
	Graded     Field = "graded"     // points, first verdicts and notes of the items whose rubric is confidential
	Remarks    Field = "remarks"    // free text of the case: why it was late, deferred, sent back; notice and 再審査
	Days       Field = "days"       // on which day something was done or is due; to others the month
	Rare       Field = "rare"       // intake body, points and tally also where fewer than three cases have them in common
	Minutes    Field = "minutes"    // of a session: its minutes and every other free text
)

// Showing says which roles are shown a field: always, once the committee has
// decided, or once the session has closed and its votes are unsealed.
type Showing struct {
	Field                     Field
	Always, Decided, Unsealed []record.Role
}

// FieldTable returns who is shown which guarded field of a kind of object, and from when.
func FieldTable(kind string) []Showing { return slices.Clone(fieldTable[kind]) }

// fieldTable never changes.
var fieldTable = map[string][]Showing{KindCase: showings(), KindSession: ofSession()}

func showings() []Showing {
	applicant, observer := []record.Role{record.RoleApplicant, record.RoleResponsible}, []record.Role{record.RoleObserver}
	office, member := []record.Role{record.RoleSecretariat}, []record.Role{record.RoleMember}
	team := []record.Role{record.RoleReviewer, record.RoleAssessor}
	accounts, clerk := []record.Role{record.RoleAccounts}, []record.Role{record.RoleClerk}
	bench := slices.Concat(office, member)
	inside := slices.Concat(office, team, member)
	return []Showing{
		{Field: Identity, Always: slices.Concat(applicant, inside, accounts, clerk)},
		{Field: Contact, Always: slices.Concat(applicant, office, team)},
		{Field: Evidence, Always: slices.Concat(applicant, inside, clerk)},
		{Field: Denials, Always: slices.Concat(applicant, office)},
		{Field: Findings, Always: slices.Concat(applicant, inside)},
		{Field: FirstNotes, Always: inside, Decided: applicant},
		{Field: FinalNotes, Always: bench, Decided: slices.Concat(applicant, team)},
		{Field: Outcome, Always: bench, Decided: slices.Concat(applicant, team, observer)},
		{Field: Rubric, Always: slices.Concat(team, member)},
		{Field: OwnVote, Always: member},
		{Field: VoteCount, Always: bench, Unsealed: slices.Concat(applicant, team, observer)},
		{Field: Tally, Decided: bench, Unsealed: slices.Concat(applicant, team, observer)},
		{Field: Votes, Unsealed: bench},
		{Field: VoteWords, Decided: bench},
		{Field: Conflicts, Always: bench},
		{Field: Money, Always: slices.Concat(applicant, office, accounts)},
		{Field: Team, Always: slices.Concat(inside, clerk)},
		{Field: Graded, Always: inside},
		{Field: Days, Always: slices.Concat(applicant, inside, accounts, clerk)},
		{Field: Rare, Always: slices.Concat(applicant, inside, accounts, clerk)},
		{Field: Remarks, Always: slices.Concat(applicant, inside, accounts, clerk)},
	}
}

// ofSession is asked of a session with everybody who has a conflict in a case that was on
// its agenda: they are not told what was said of it.
func ofSession() []Showing {
	return []Showing{{Field: Minutes, Always: []record.Role{record.RoleSecretariat, record.RoleMember}}}
}

// Mask holds the fields that are shown; those not in it are hidden.
type Mask map[Field]bool

// Fields returns what the actor is shown of a case or a session. Of one that it may not
// view it is shown nothing.
func Fields(a Actor, o Object) Mask {
	mask := Mask{}
	if hides(a, o) {
		return mask
	}
	for _, s := range fieldTable[o.Kind] {
		if s.shows(a.role(), o) {
			mask[s.Field] = true
		}
	}
	return mask
}

// Sees reports whether the actor is always shown the field of the cases that it may view.
func (a Actor) Sees(f Field) bool {
	return slices.ContainsFunc(fieldTable[KindCase], func(s Showing) bool { return s.Field == f && slices.Contains(s.Always, a.role()) })
}

func (s Showing) shows(role record.Role, o Object) bool {
	return slices.Contains(s.Always, role) ||
		o.Decided && slices.Contains(s.Decided, role) ||
		o.Session == record.SessionClosed && slices.Contains(s.Unsealed, role)
}
