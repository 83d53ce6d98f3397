package web

import (
	"strconv"

	"akashi/app"
	"akashi/record"
	"akashi/scheme"
)

// particular is one line of what is known of an applicant.
type particular struct{ Label, Text, Lang string }

// particulars are those of an applicant that were stated, as the edition calls them.
func (p page) particulars(ed *scheme.Edition, a record.Particulars) (all []particular) {
	add := func(key, text, lang string) {
		if text != "" {
			all = append(all, particular{p.T("particulars." + key), text, lang})
		}
	}
	add("kana", a.NameKana, "ja")
	add("en", a.NameEN, "en")
	add("number", a.CorporateNumber, p.Lang())
	add("address", a.Address, "ja")
	for _, r := range ed.Eligibility.Regions {
		if r.ID == a.Region {
			add("region", p.Text(r.Title), p.Lang())
		}
	}
	if ed.Size != nil {
		for _, i := range ed.Size.Industries {
			if i.ID == a.Industry {
				add("industry", p.Text(i.Title), p.Lang())
			}
		}
	}
	if a.Capital != nil {
		add("capital", p.Yen(*a.Capital), p.Lang())
	}
	if a.Persons > 0 {
		add("persons", strconv.Itoa(a.Persons), p.Lang())
	}
	add("website", a.Website, p.Lang())
	return all
}

// interest says whose conflict of interest one is.
func (p page) interest(c caseView, x record.Conflict) string {
	who := examinerOf(c.CaseView, x.UserID)
	if x.Seat != "" {
		who = p.seat(c.Edition, x.Seat)
	}
	return who
}

// disqualified is what a ground of disqualification is called; "" of none.
func (p page) disqualified(ed *scheme.Edition, id string) string {
	for _, w := range ed.Eligibility.Windows {
		if w.ID == id {
			return p.Text(w.Label)
		}
	}
	for _, d := range ed.Eligibility.Declarations {
		if d.ID == id {
			return p.Text(d.Text)
		}
	}
	return id
}

// carriedBy says who carried the case on a device, and until when.
func (p page) carriedBy(c caseView, x record.CheckOut) string {
	who := examinerOf(c.CaseView, x.UserID)
	if x.Ended.IsZero() {
		return p.T("found.carried", "name", who, "from", p.Moment(x.At), "until", p.Moment(x.Until))
	}
	return p.T("found.carried", "name", who, "from", p.Moment(x.At), "until", p.Moment(x.Ended))
}

// foundOnSite reports whether anything was found on site.
func foundOnSite(c app.CaseView) bool {
	return len(c.Observed)+len(c.Eligibility)+len(c.Closings)+len(c.CheckOuts) > 0
}
