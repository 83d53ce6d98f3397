package people

import (
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/scheme"
	"akashi/values/fault"
)

// OnRecord are the applicants that the stated one may be: of its corporate number, or of its
// name where not both have a number. Two numbers that differ are two applicants. One of the
// same number comes first.
func OnRecord(w *desk.Work, stated record.Particulars) []record.Applicant {
	known := w.Alike(stated)
	slices.SortStableFunc(known, func(a, b record.Applicant) int { return numbered(b, stated) - numbered(a, stated) })
	return known
}

func numbered(a record.Applicant, stated record.Particulars) int {
	if HasNumber(a, stated) {
		return 1
	}
	return 0
}

// HasNumber reports whether an applicant has the corporate number that was stated.
func HasNumber(a record.Applicant, stated record.Particulars) bool {
	return stated.CorporateNumber != "" && a.CorporateNumber == stated.CorporateNumber
}

// ActFor makes an officer who has begun alone the one of an applicant, in the role of the
// account or the further one that names none yet.
func ActFor(w *desk.Work, a record.Applicant) error {
	if w.Actor.Role != record.RoleApplicant {
		return nil
	}
	w.Actor.ApplicantID = a.ID
	u, err := w.Tx.User(w.Actor.ID)
	if u.Role == record.RoleApplicant && u.ApplicantID == "" {
		u.ApplicantID = a.ID
		w.Save(&u)
		return err
	}
	for _, r := range desk.Read(w, w.UserRoles, u.ID) {
		if r.Role == record.RoleApplicant && r.ApplicantID == "" && r.Ended.IsZero() {
			r.ApplicantID = a.ID
			w.Save(&r)
		}
	}
	return err
}

// JoinInput is the wish of somebody whose account names no applicant to act for one.
type JoinInput struct {
	Scheme          string `json:"scheme" doc:"key of the scheme"`
	Organisation    string `json:"organisation" maxLength:"200" doc:"registered name"`
	CorporateNumber string `json:"corporate_number,omitempty" maxLength:"40" doc:"13 digits"`
	Region          string `json:"region,omitempty" maxLength:"100" doc:"region of its base of activity"`
	Person          string `json:"person" maxLength:"100" doc:"who asks"`
	Email           string `json:"email,omitempty" maxLength:"200" doc:"address of who asks"`
}

// About says what the policy asks about.
func (in JoinInput) About() desk.About { return desk.About{Scheme: in.Scheme} }

// asksAlready reports whether a wish of the actor waits for the office's answer.
func asksAlready(w *desk.Work) bool {
	all, err := w.AllPending()
	w.Fail(err)
	return slices.ContainsFunc(all, func(p record.Pending) bool {
		return p.First == w.Actor.ID && p.Word == string(scheme.SecondJoin) && p.State == record.PendingWaiting
	})
}

// Joined is the applicant on record whom a wish would join, as the office sees it before it
// confirms, and who acts for it already.
type Joined struct {
	Applicant       string   `json:"applicant"`
	CorporateNumber string   `json:"corporate_number,omitempty"`
	Contacts        []string `json:"contacts,omitempty"`
}

// JoinedBy finds it; there is none where the applicant would be entered anew.
func JoinedBy(w *desk.Work, in JoinInput) *Joined {
	var unasked fault.Problems
	known := OnRecord(w, statedOf(w, in.Scheme, in.Organisation, in.CorporateNumber, in.Region, &unasked))
	if len(known) == 0 {
		return nil
	}
	j := &Joined{Applicant: known[0].Name, CorporateNumber: known[0].CorporateNumber}
	for _, c := range Colleagues(w, known[0].ID) {
		j.Contacts = append(j.Contacts, c.Name)
	}
	return j
}

// Join makes whoever has begun alone an officer of the applicant that they name, once the
// office has confirmed it (申請者への参加):
//  1. the applicant of the same corporate number, or else of the same name, that is on record;
//  2. where there is none, it is entered: whoever asks does not learn which;
//  3. those who act for it already are told.
func Join(w *desk.Work, in JoinInput) error {
	var p fault.Problems
	stated := statedOf(w, in.Scheme, in.Organisation, in.CorporateNumber, in.Region, &p)
	p.Want(in.Person != "", "user.name", "/person")
	if w.Facts["second_person"] == nil && asksAlready(w) {
		return fault.New(fault.Conflict, "join.waits", "")
	}
	if err := p.Err(); err != nil {
		return err
	}
	a := record.Applicant{ID: w.NewID(), Particulars: stated, Version: 1}
	if known := OnRecord(w, stated); len(known) > 0 {
		a = known[0]
		w.Letter(a.ID, "colleague-joined", map[string]string{"name": in.Person})
	} else {
		w.Add(&a)
	}
	if err := ActFor(w, a); err != nil {
		return err
	}
	u := desk.Read(w, w.Tx.User, w.Actor.ID)
	w.Add(&record.Contact{ID: w.NewID(), ApplicantID: a.ID, UserID: u.ID, Kind: record.StaffContact, By: w.Actor.ID, At: w.Now, Version: 1})
	w.LetterTo(u, "joined", map[string]string{"organisation": in.Organisation})
	w.Facts["applicant_id"] = a.ID
	w.Result = Credentials{User: u}
	return nil
}
