package access

import (
	"slices"
	"testing"

	"akashi/record"
	"akashi/scheme"
)

// TestNeedsSecond asks of a role what its schemes say, by the one that asks for most.
func TestNeedsSecond(t *testing.T) {
	t.Parallel()
	asks := func(roles ...scheme.StaffRole) scheme.Personnel {
		return scheme.Personnel{SecondFactor: scheme.Setting[[]scheme.StaffRole]{Value: append([]scheme.StaffRole{}, roles...), Source: "X-1"}}
	}
	silent := scheme.Personnel{}
	for _, c := range []struct {
		name    string
		role    record.Role
		schemes []scheme.Personnel
		want    bool
	}{
		{"named", record.RoleReviewer, []scheme.Personnel{asks("reviewer")}, true},
		{"not named", record.RoleReviewer, []scheme.Personnel{asks("secretariat")}, false},
		{"nobody is named", record.RoleReviewer, []scheme.Personnel{asks()}, false},
		{"the edition is silent", record.RoleClerk, []scheme.Personnel{silent}, true},
		{"of two schemes one asks", record.RoleReviewer, []scheme.Personnel{asks(), asks("reviewer")}, true},
		{"of two schemes one is silent", record.RoleReviewer, []scheme.Personnel{asks(), silent}, true},
		{"the administrator, whom no scheme can let off", record.RoleAdmin, []scheme.Personnel{asks()}, true},
		{"the administrator of an office without a scheme", record.RoleAdmin, nil, true},
		{"an applicant", record.RoleApplicant, []scheme.Personnel{silent}, false},
		{"a responsible person", record.RoleResponsible, []scheme.Personnel{silent}, false},
	} {
		if got := NeedsSecond(c.role, c.schemes); got != c.want {
			t.Errorf("%s: %s needs a second factor: %v, want %v", c.name, c.role, got, c.want)
		}
	}
}

// TestStaffRolesAreThoseOfThePolicy: what a scheme file can name are the roles of the staff.
func TestStaffRolesAreThoseOfThePolicy(t *testing.T) {
	t.Parallel()
	for _, role := range Roles() {
		if named := slices.Contains(scheme.StaffRoles(), scheme.StaffRole(role)); named != IsStaff(role) {
			t.Errorf("%s: a scheme file can name it: %v; of the staff: %v", role, named, IsStaff(role))
		}
	}
}
