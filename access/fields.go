package access

import "akashi/record"

// FieldsGuarded lists every guarded field in the order in which tables print them.
func FieldsGuarded() []Field {
	return []Field{Identity, Contact, Evidence, Findings, FirstNotes, FinalNotes, Rubric, OwnVote, VoteCount,
		Votes, Conflicts, Money}
}

// FieldTable returns who is shown which guarded field, and from when.
func FieldTable() []Showing {
	applicant, office := record.RoleApplicant, record.RoleSecretariat
	reviewer, assessor, member := record.RoleReviewer, record.RoleAssessor, record.RoleMember
	return []Showing{
		{Identity, applicant, Always}, {Identity, office, Always}, {Identity, reviewer, Always},
		{Identity, assessor, Always}, {Identity, member, Always},
		{Contact, applicant, Always}, {Contact, office, Always}, {Contact, reviewer, Always}, {Contact, assessor, Always},
		{Evidence, applicant, Always}, {Evidence, office, Always}, {Evidence, reviewer, Always},
		{Evidence, assessor, Always}, {Evidence, member, Always},
		{Findings, applicant, Always}, {Findings, office, Always}, {Findings, reviewer, Always},
		{Findings, assessor, Always}, {Findings, member, Always},
		{FirstNotes, applicant, Decided}, {FirstNotes, office, Always}, {FirstNotes, reviewer, Always},
		{FirstNotes, assessor, Always}, {FirstNotes, member, Always},
		{FinalNotes, applicant, Decided}, {FinalNotes, office, Always}, {FinalNotes, reviewer, Decided},
		{FinalNotes, assessor, Decided}, {FinalNotes, member, Always}, {FinalNotes, record.RoleObserver, Decided},
		{Rubric, reviewer, Always}, {Rubric, assessor, Always}, {Rubric, member, Always},
		{OwnVote, member, Always},
		{VoteCount, office, Always}, {VoteCount, member, Always}, {VoteCount, record.RoleObserver, Unsealed},
		{Votes, office, Unsealed}, {Votes, member, Unsealed},
		{Conflicts, office, Always}, {Conflicts, member, Always},
		{Money, applicant, Always}, {Money, office, Always},
	}
}
