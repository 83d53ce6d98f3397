package web

import (
	"strings"

	"akashi/app"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
)

// look is how a standing is shown: by its own words, its own sign and a colour
// that only repeats them.
type look struct {
	Tone string // class of the style sheet
	Icon string // name of the sign
}

// looks gives each standing its look. Only a valid mark is shown as good.
func looks() map[lifecycle.Standing]look {
	return map[lifecycle.Standing]look{
		lifecycle.Valid:           {"ok", "check"},
		lifecycle.NotYetValid:     {"wait", "clock"},
		lifecycle.StandSuspended:  {"warn", "pause"},
		lifecycle.StandWithdrawn:  {"bad", "cross"},
		lifecycle.StandEnded:      {"off", "stop"},
		lifecycle.StandExpired:    {"past", "hourglass"},
		lifecycle.StandHistorical: {"old", "list"},
		lifecycle.StandCorrected:  {"none", "question"},
		lifecycle.StandUnknown:    {"none", "question"},
	}
}

// lookOf gives a standing its look; one that has none looks unknown.
func lookOf(s lifecycle.Standing) look {
	if l, ok := looks()[s]; ok {
		return l
	}
	return looks()[lifecycle.StandUnknown]
}

// verdict is a mark's view with everything a template must not work out itself.
type verdict struct {
	app.MarkView
	look
	Headline string
	Sub      string
	Name     string // service, or the holder of a mark for a whole organisation
	Event    *app.HistoryLine
	Known    bool
	Dated    bool // for another day than today
	CutShort bool // ended before its validity period did
	offers   []desk.Offer
}

// verdict finds the words for what a number is worth.
func (p page) verdict(view app.MarkView) verdict {
	v := verdict{MarkView: view, look: lookOf(view.Standing), Known: view.Mark != nil, Dated: view.Today != nil}
	if v.Dated {
		v.look = anotherDay
	}
	v.Event = behind(view)
	v.CutShort = view.Standing == lifecycle.StandWithdrawn || view.Standing == lifecycle.StandEnded
	v.Headline = p.headline(v)
	v.Sub = p.ground(v)
	if v.Known {
		v.Name = view.Mark.Service
		if v.Name == "" {
			v.Name = view.Mark.Holder
		}
	}
	return v
}

// anotherDay is the look of a verdict for another day than today: none at all, so that
// nobody can show it for the verdict.
var anotherDay = look{"off", "clock"}

// headline is the verdict in one line, which for a day to come says no more than that
// it is one.
func (p page) headline(v verdict) string {
	switch {
	case !v.Dated:
		return p.T("verdict." + string(v.Standing))
	case v.Planned:
		return p.T("verdict.ahead", "day", p.Day(v.AsOf))
	}
	return p.T("verdict.on."+string(v.Standing), "day", p.Day(v.AsOf))
}

// ground is the line under the verdict: since when, until when, or why.
func (p page) ground(v verdict) string {
	key := "verdict." + string(v.Standing) + ".sub"
	if !v.Known {
		return p.T(key, "number", v.Number, "to", v.CorrectedTo)
	}
	m := v.Mark
	switch {
	case v.Planned && m.ValidTo.Before(v.AsOf):
		key = "verdict.ahead.sub.over"
	case v.Planned:
		key = "verdict.ahead.sub"
	case v.Dated && v.UnderReview && v.Valid && m.ValidTo.Before(v.AsOf):
		key = "verdict.on.sub.review"
	case v.Dated && !m.ValidTo.IsZero():
		key = "verdict.on.sub"
	case v.Event != nil && !v.Event.Day.IsZero() && v.Standing == lifecycle.StandSuspended && !m.SuspendedUntil.IsZero():
		key += ".until"
	case v.Valid && v.UnderReview && m.ValidTo.Before(v.AsOf):
		key += ".review"
	}
	since := civil.Date{}
	if v.Event != nil {
		since = v.Event.Day
	}
	return p.T(key, "moment", p.Moment(v.CheckedAt), "from", p.Day(m.ValidFrom), "to", p.Day(m.ValidTo),
		"since", p.Day(since), "until", p.Day(m.SuspendedUntil), "listed", p.listed(m.ListedAsOf))
}

// behind is the line of the history that the standing rests on, if there is one.
func behind(view app.MarkView) *app.HistoryLine {
	kind := lifecycle.LineBehind(view.Standing)
	for i, line := range view.History { // newest first
		if kind != "" && line.Kind == kind && !line.Day.After(view.AsOf) {
			return &view.History[i]
		}
	}
	return nil
}

// site returns where a website's link leads; only the web is linked to.
func site(website string) string {
	if strings.HasPrefix(website, "https://") || strings.HasPrefix(website, "http://") {
		return website
	}
	return "https://" + website
}

// eras prints a period in the Japanese calendar (和暦).
func (p page) eras(from, to civil.Date) string {
	return p.T("mark.span.era", "from", from.Era(), "to", to.Era())
}

// votes prints how many voted which way.
func (p page) votes(c app.VoteCount) string {
	return p.T("decision.votes.n", "for", p.N(c.For), "against", p.N(c.Against), "abstained", p.N(c.Abstained),
		"recused", p.N(c.Recused), "present", p.N(c.Present), "quorum", p.N(c.Quorum))
}

// numberLabel names the number: a listed entry has only a reference of this
// register, because the list did not print the scheme's own numbers.
func (p page) numberLabel(v verdict) string {
	if !v.Mark.ListedAsOf.IsZero() {
		return p.T("mark.reference")
	}
	return p.Label(v.Edition, scheme.TermNumber)
}

// eventDay prints the day of a line of the history.
func (p page) eventDay(h app.HistoryLine) string {
	if h.Kind == record.MarkEventListed {
		return p.listed(h.Day)
	}
	return p.Day(h.Day)
}
