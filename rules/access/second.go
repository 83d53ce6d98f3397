package access

import (
	"slices"

	"akashi/record"
)

// NeedsSecond reports whether a role has to show a second factor before anything else is
// shown: everybody who works for the office or its committee, and who installs it. An
// applicant may have one, and needs one where an act asks for it.
func NeedsSecond(role record.Role) bool { return IsStaff(role) || role == record.RoleAdmin }

// fresh are the acts before which a person in a browser shows the second factor anew: what
// decides, what is stated in one's own name, and what opens the office to somebody.
var fresh = []Action{Decide, Confirm, ConcludeAgreement, SuspendMark, RestoreMark, WithdrawMark,
	Declare, State, RecordOpinion, AddUser, InviteUser, RotateUser, GrantRole}

// NeedsFresh reports whether the act asks for the second factor anew. Programs have none:
// their token is a year's.
func NeedsFresh(act Action) bool { return slices.Contains(fresh, act) }
