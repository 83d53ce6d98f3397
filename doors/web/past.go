package web

import (
	"strconv"

	"akashi/app"
	"akashi/record"
)

// particular is one line of what is known of an applicant.
type particular struct{ Label, Text, Lang string }

// particulars are those of an applicant that were stated, as the edition calls them.
func (p page) particulars(a record.Particulars) (all []particular) {
	add := func(key, text, lang string) {
		if text != "" {
			all = append(all, particular{p.T("particulars." + key), text, lang})
		}
	}
	add("kana", a.NameKana, "ja")
	add("en", a.NameEN, "en")
	add("number", a.CorporateNumber, p.Lang())
	add("address", a.Address, "ja")
	titled := func(name, id string) {
		if id != "" {
			add(name, p.Titled(name, id), p.Lang())
		}
	}
	titled("region", a.Region)
	titled("industry", a.Industry)
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
func (p page) interest(c *caseView, x record.Conflict) string {
	who := examinerOf(c.CaseView, x.UserID)
	if x.Seat != "" {
		who = p.seat(c.Edition, x.Seat)
	}
	return who
}

// disqualified is what a ground of disqualification is called; "" of none.
func (p page) disqualified(id string) string {
	if window := p.Titled("window", id); window != id {
		return window
	}
	return p.Titled("declaration", id)
}

// carriedBy says who carried the case on a device, and until when.
func (p page) carriedBy(c *caseView, x record.CheckOut) string {
	who := examinerOf(c.CaseView, x.UserID)
	until := x.Ended
	if until.IsZero() {
		until = x.Until
	}
	return p.T("found.carried", "name", who, "from", p.Moment(x.At), "until", p.Moment(until))
}

// foundOnSite reports whether anything was found on site.
func foundOnSite(c app.CaseView) bool {
	return len(c.Observed)+len(c.Eligibility)+len(c.Closings)+len(c.CheckOuts) > 0
}
