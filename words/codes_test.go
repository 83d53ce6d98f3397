package words

import (
	"slices"
	"testing"

	"akashi/app"
	"akashi/app/register"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/scheme"
)

// TestEveryWordOfTheOfficeIsThere asks for the words of each code that a door
// looks up: states, events, guards, roles, standings and so on.
func TestEveryWordOfTheOfficeIsThere(t *testing.T) {
	t.Parallel()
	for key := range officeKeys() {
		if !In(Japanese).Has(key) {
			t.Errorf("no words for %s", key)
		}
	}
}

// prefixed puts the beginning of a key before each name.
func prefixed[N ~string](prefix string, names ...N) []string {
	keys := make([]string, len(names))
	for i, n := range names {
		keys[i] = prefix + string(n)
	}
	return keys
}

// officeKeys are the keys of the codes that the floors below list themselves.
func officeKeys() map[string]bool {
	keys := map[string]bool{}
	for _, key := range slices.Concat(vocabulary(), steps()) {
		keys[key] = true
	}
	return keys
}

// steps are the words of what may follow what.
func steps() (keys []string) {
	for _, s := range lifecycle.Standings() {
		for _, p := range []string{"standing.", "verdict.", "verdict.on.", "verdict.for.", "guide."} {
			keys = append(keys, p+string(s))
		}
		keys = append(keys, "verdict."+string(s)+".sub")
	}
	for _, r := range lifecycle.Cases().Rows() {
		keys = append(keys, "event.case."+string(r.Event))
		keys = slices.Concat(keys, prefixed("guard.", r.Guards...), prefixed("need.", r.Guards...))
	}
	for _, r := range lifecycle.Marks().Rows() {
		keys = slices.Concat(keys, prefixed("event.mark.", r.Event), prefixed("history.", r.Line), prefixed("status.", r.From, r.To))
	}
	for _, r := range lifecycle.Sessions().Rows() {
		keys = append(keys, "event.session."+string(r.Event))
	}
	for _, a := range app.Actions() {
		keys = append(keys, "help.action."+string(a.Name))
	}
	return append(keys, prefixed("state.", lifecycle.States()...)...)
}

// vocabulary are the words of what the records and the rule book name.
func vocabulary() []string {
	return slices.Concat(
		prefixed("history.", record.MarkEventListed, record.MarkEventGranted),
		prefixed("status.", record.MarkListed),
		prefixed("role.", access.Roles()...),
		prefixed("term.", scheme.TermKeys()...),
		prefixed("step.", scheme.Steps()...),
		prefixed("size.", scheme.SizeClasses()...),
		prefixed("pass.", scheme.Conditions()...),
		prefixed("confidence.", scheme.Confidences()...),
		prefixed("kind.", scheme.Mandatory, scheme.Points, scheme.Should, scheme.Suggested),
		prefixed("duty.", scheme.DutyResolve, scheme.DutyOpinion, scheme.DutyNone),
		prefixed("outcome.", record.Granted, record.Refused, "pass", "fail", "incomplete"),
		prefixed("answer.", record.Met, record.Unmet, record.NA, record.CannotJudge),
		prefixed("charge.", record.ChargeProposed, record.ChargeOwed, record.ChargePaid, record.ChargeWaived),
		prefixed("finding.", record.FindingOpen, record.FindingAnswered, record.FindingAccepted, record.FindingUnresolved),
		prefixed("voided.", record.VotesReopened, record.VoteCorrected, record.VoteRecused),
		prefixed("choice.", record.VoteGrant, record.VoteRefuse, record.VoteAbstain),
		prefixed("visit.", record.VisitFirst, record.VisitRevisit),
		prefixed("error.", "invalid", "not-found", "forbidden", "conflict", "refused", "too-many-requests", "unavailable", "own"),
		prefixed("error.", "invalid.title", "not-found.title", "forbidden.title", "conflict.title", "refused.title", "too-many-requests.title", "unavailable.title", "own.title"))
}

// A row of an import that is rejected says why in words, whichever of its fields it is.
func TestEveryRejectedRowHasItsReason(t *testing.T) {
	t.Parallel()
	for _, reason := range register.Unreadable() {
		for _, lang := range []Language{Japanese, English} {
			if !In(lang).Has("row." + reason) {
				t.Errorf("%s: nothing says row.%s", lang, reason)
			}
		}
	}
}
