package scheme

import (
	"slices"

	"akashi/values/civil"
)

// Personnel says who may examine and decide (審査に当たる人の要件), beside the policy that is
// the same for every scheme.
type Personnel struct {
	// TiesBar is how long somebody stays out of the cases of an organisation after the last day
	// of employment there or of consultancy for it.
	TiesBar     Setting[civil.Period] `yaml:"ties_bar"`
	Competences []Competence          `yaml:"competences"`
	Unrecorded  Setting[Unrecorded]   `yaml:"unrecorded"`
	// SecondFactor names the roles that show a second factor at every sign-in (二要素認証). An
	// empty list asks nobody; an edition that says nothing asks everybody.
	SecondFactor Setting[[]StaffRole] `yaml:"second_factor"`
	Source       string               `yaml:"source"`
}

// Competence is one that the scheme knows (審査員の区分), and for which steps it is enough.
type Competence struct {
	ID      string `yaml:"id"`
	Text    Text   `yaml:"text"`
	Steps   []Step `yaml:"steps"`
	Trainee bool   `yaml:"trainee"` // learns under guidance, and is no member of a team
	Source  string `yaml:"source"`
}

// StaffRole is a role of those who work for the office or its committee (役割).
type StaffRole string

// StaffRoles lists the vocabulary, which the policy knows under the same words.
func StaffRoles() []StaffRole {
	return []StaffRole{"secretariat", "reviewer", "assessor", "member", "observer", "accounts", "clerk"}
}

// AsksSecond reports whether the role shows a second factor at every sign-in.
func (p Personnel) AsksSecond(role StaffRole) bool {
	asked := p.SecondFactor.Value
	return asked == nil || slices.Contains(asked, role)
}

// Unrecorded says what becomes of somebody of whom no competence was ever written down.
type Unrecorded string

// Such a person can be assigned and the page says so, or cannot be.
const (
	UnrecordedWarns   Unrecorded = "warn"
	UnrecordedRefuses Unrecorded = "refuse"
)

// Competence finds one by its ID.
func (p Personnel) Competence(id string) (Competence, bool) {
	for _, c := range p.Competences {
		if c.ID == id {
			return c, true
		}
	}
	return Competence{}, false
}

// Staff is what the edition says of who may examine and decide; nothing, where it is silent: then a
// tie bars for as long as it lasts, and no competence is asked.
func (e *Edition) Staff() Personnel {
	if e.Personnel == nil {
		return Personnel{}
	}
	return *e.Personnel
}
