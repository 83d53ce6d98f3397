package access

import (
	"slices"

	"akashi/record"
	"akashi/scheme"
)

// NeedsSecond reports whether a role has to show a second factor before anything else is
// shown. Of the people of the office and its committee that is as the schemes say that they
// work for, by the one that asks for most; whoever installs the office always has to. An
// applicant may have one, and needs one where an act asks for it.
func NeedsSecond(role record.Role, schemes []scheme.Personnel) bool {
	return role == record.RoleAdmin || IsStaff(role) && slices.ContainsFunc(schemes, func(p scheme.Personnel) bool {
		return p.AsksSecond(scheme.StaffRole(role))
	})
}

// fresh are the acts before which a person in a browser shows the second factor anew: what
// decides, what is stated in one's own name, and what opens the office to somebody.
var fresh = []Action{Decide, Confirm, HandOver, ConcludeAgreement, ReturnHandover, SuspendMark, RestoreMark, WithdrawMark,
	Declare, State, RecordOpinion, AddUser, InviteUser, RotateUser, GrantRole}

// NeedsFresh reports whether the act asks for the second factor anew. Programs have none:
// their token is a year's.
func NeedsFresh(act Action) bool { return slices.Contains(fresh, act) }
