package fees_test

import (
	"slices"
	"testing"

	"akashi/beside/testkit/shipped"
	"akashi/record"
	"akashi/rules/fees"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/yen"
)

func TestWhatAnEventMakesDue(t *testing.T) {
	t.Parallel()
	e := shipped.Edition(t, "pmark", "2006")
	q, err := fees.For(e, fees.Request{Case: scheme.New, Size: scheme.Small, Date: civil.MustOf(2022, 9, 5),
		Revisit: &fees.Revisit{Minutes: 60, Persons: 2}})
	if err != nil {
		t.Fatal(err)
	}
	due := q.FallingDue(e, scheme.DueAtSubmission, nil, nil)
	if len(due) != 1 {
		t.Fatalf("due at submission: %+v", due)
	}
	if again := q.FallingDue(e, scheme.DueAtSubmission, []record.Charge{{Code: due[0].Code}}, nil); len(again) != 0 {
		t.Errorf("raised twice: %+v", again)
	}
	if extra := q.Extra(e); len(extra) != 1 || extra[0].Code != q.Lines[len(q.Lines)-1].Code {
		t.Errorf("beside the fixed fees: %+v", extra)
	}
	q.Lines = append(q.Lines, record.QuotedFee{Code: "annual"})
	e.Fees.Lines = append(e.Fees.Lines, scheme.FeeLine{Code: "annual", Yearly: true, Due: scheme.DueRule{Event: scheme.DueAtSubmission}})
	if again := q.FallingDue(e, scheme.DueAtSubmission, nil, []record.Charge{{Code: "annual"}, {Code: due[0].Code}}); len(again) != 1 || again[0].Code != due[0].Code {
		t.Errorf("beside a yearly fee that runs on: %+v", again)
	}
}

func TestAGateIsShutUntilItsFeeIsIn(t *testing.T) {
	t.Parallel()
	e := &scheme.Edition{
		Fees:    &scheme.Fees{Lines: []scheme.FeeLine{{Code: "review", Cases: []scheme.CaseType{scheme.New}}}},
		Process: scheme.Process{Gates: []scheme.PaymentGate{{Gate: scheme.GateSubmission, Fee: "review"}}},
	}
	raised := func(s record.ChargeStatus) []record.Charge {
		return []record.Charge{{Code: "review", Amount: 80_000, Status: s}}
	}
	for _, c := range []struct {
		name     string
		caseType scheme.CaseType
		gate     scheme.Gate
		charges  []record.Charge
		amount   string
		unpaid   bool
	}{
		{"not raised yet", scheme.New, scheme.GateSubmission, nil, "0", true},
		{"no fee table yet", scheme.New, scheme.GateSubmission, []record.Charge{{Code: "review", Status: record.ChargeUnpriced}}, "0", true},
		{"owed", scheme.New, scheme.GateSubmission, raised(record.ChargeOwed), yen.Amount(80_000).String(), true},
		{"paid", scheme.New, scheme.GateSubmission, raised(record.ChargePaid), "0", false},
		{"waived", scheme.New, scheme.GateSubmission, raised(record.ChargeWaived), "0", false},
		{"of the other type", scheme.Renewal, scheme.GateSubmission, nil, "0", false},
		{"another gate", scheme.New, scheme.GateGrant, nil, "0", false},
	} {
		if _, charge, unpaid := fees.Unpaid(e, c.caseType, c.gate, c.charges); charge.Amount.String() != c.amount || unpaid != c.unpaid {
			t.Errorf("%s: %q, %v", c.name, charge.Amount, unpaid)
		}
	}
}

func TestWhatIsOpenOnACharge(t *testing.T) {
	t.Parallel()
	paid := []record.Payment{{ChargeID: "a", Amount: 30_000}, {ChargeID: "b", Amount: 1}, {ChargeID: "a", Amount: 10_000}}
	if got := fees.Open(record.Charge{ID: "a", Amount: 80_000}, paid); got != 40_000 {
		t.Errorf("open %s", got)
	}
}

func TestAPaymentTakenBackIsOpenAgain(t *testing.T) {
	t.Parallel()
	first, second := civil.MustOf(2014, 8, 4), civil.MustOf(2014, 8, 6)
	half := record.Payment{ID: "half", ChargeID: "a", Amount: 40_000, Received: second}
	rest := record.Payment{ID: "rest", ChargeID: "a", Amount: 40_000, Received: first}
	back := record.Payment{ID: "back", ChargeID: "a", Amount: -40_000, Received: second.AddDays(9), Reverses: "half"}
	again := record.Payment{ID: "again", ChargeID: "a", Amount: 40_000, Received: second.AddDays(10)}
	for _, c := range []struct {
		name         string
		before, want record.ChargeStatus
		payments     []record.Payment
		open         yen.Amount
		paid         civil.Date
		standing     int
	}{
		{"half of it", record.ChargeOwed, record.ChargeOwed, []record.Payment{half}, 40_000, civil.Date{}, 1},
		{"the rest, from an earlier day", record.ChargeOwed, record.ChargePaid, []record.Payment{half, rest}, 0, second, 2},
		{"half taken back", record.ChargePaid, record.ChargeOwed, []record.Payment{half, rest, back}, 40_000, civil.Date{}, 1},
		{"paid anew", record.ChargeOwed, record.ChargePaid, []record.Payment{half, rest, back, again}, 0, again.Received, 2},
		{"taken back of a waived one", record.ChargeWaived, record.ChargeWaived, []record.Payment{half, back}, 80_000, civil.Date{}, 0},
	} {
		charge := record.Charge{ID: "a", Amount: 80_000, Status: c.before, Paid: second}
		got, open := fees.Settled(charge, c.payments), fees.Open(charge, c.payments)
		if got.Status != c.want || got.Paid != c.paid || open != c.open || len(fees.StandingPayments(c.payments)) != c.standing {
			t.Errorf("%s: %s on %s, %s open, %d standing", c.name, got.Status, got.Paid, open, len(fees.StandingPayments(c.payments)))
		}
	}
}

func TestAChargeFollowsWhatItWasWorkedOutFrom(t *testing.T) {
	t.Parallel()
	due, right := civil.MustOf(2014, 12, 13), civil.MustOf(2014, 12, 19)
	paid := []record.Payment{{ChargeID: "a", Amount: 20_000}}
	part := []record.Payment{{ChargeID: "a", Amount: 5_000}}
	back := append(slices.Clone(paid), record.Payment{ChargeID: "a", Amount: -20_000})
	for _, c := range []struct {
		name     string
		status   record.ChargeStatus
		payments []record.Payment
		amount   yen.Amount // of the right table; 0 where none covers the day
		want     record.ChargeStatus
		open     yen.Amount
	}{
		{"owed, another day", record.ChargeOwed, nil, 20_000, record.ChargeOwed, 20_000},
		{"owed, another table", record.ChargeOwed, nil, 20_400, record.ChargeOwed, 20_400},
		{"owed, no table", record.ChargeOwed, nil, 0, record.ChargeUnpriced, 0},
		{"paid, another day", record.ChargePaid, paid, 20_000, record.ChargePaid, 0},
		{"paid, a dearer table", record.ChargePaid, paid, 20_400, record.ChargeOwed, 400},
		{"paid, a cheaper table", record.ChargePaid, paid, 19_000, record.ChargePaid, -1_000},
		{"paid, no table", record.ChargePaid, paid, 0, record.ChargePaid, 0},
		{"a part paid, a dearer table", record.ChargeOwed, part, 20_400, record.ChargeOwed, 15_400},
		{"a part paid, less than that is right", record.ChargeOwed, part, 4_000, record.ChargePaid, -1_000},
		{"paid and taken back, another table", record.ChargeOwed, back, 20_400, record.ChargeOwed, 20_400},
		{"waived", record.ChargeWaived, nil, 20_400, record.ChargeWaived, 20_400},
	} {
		was := record.Charge{ID: "a", Amount: 20_000, Due: due, Status: c.status}
		line := record.QuotedFee{Amount: c.amount, Due: right}
		if c.amount == 0 {
			line.Unpriced = right
		}
		got := fees.Follow(was, line, c.payments)
		if got.Status != c.want || fees.Open(got, c.payments) != c.open || got.Due != right || got.Basis.Due != right || fees.Waits(got) != (c.amount == 0) {
			t.Errorf("%s: %s open, %+v", c.name, fees.Open(got, c.payments), got)
		}
	}
}

func TestChargesComeToAnotherSum(t *testing.T) {
	t.Parallel()
	charge := func(id string, status record.ChargeStatus, amount yen.Amount) record.Charge {
		return record.Charge{ID: id, Status: status, Amount: amount}
	}
	const hour = 41_143
	for _, c := range []struct {
		name          string
		sum           yen.Amount
		charges       []record.Charge
		paid          yen.Amount // for a
		want          string
		further, over yen.Amount
	}{
		{"nothing was charged", hour, nil, 0, "", hour, 0},
		{"as it was", hour, []record.Charge{charge("a", record.ChargeProposed, hour)}, 0, "", 0, 0},
		{"an hour more, proposed", 2 * hour, []record.Charge{charge("a", record.ChargeProposed, hour)}, 0, "a proposed 82,286", 0, 0},
		{"an hour less", hour, []record.Charge{charge("a", record.ChargeOwed, 2*hour)}, 0, "a owed 41,143", 0, 0},
		{"none at all", 0, []record.Charge{charge("a", record.ChargeOwed, hour)}, 0, "a waived 0", 0, 0},
		{"an hour more than was paid", 2 * hour, []record.Charge{charge("a", record.ChargePaid, hour)}, hour, "", hour, 0},
		{"an hour less than was paid", hour, []record.Charge{charge("a", record.ChargePaid, 2*hour)}, 2 * hour, "", 0, hour},
		{"less, down to the part that was paid", hour, []record.Charge{charge("a", record.ChargeOwed, 2*hour)}, hour, "a paid 41,143", 0, 0},
		{"and beneath it", 0, []record.Charge{charge("a", record.ChargeOwed, 2*hour)}, hour, "a paid 41,143", 0, hour},
		{"less than what was waived", hour, []record.Charge{charge("a", record.ChargeWaived, 2*hour)}, 0, "", 0, 0},
		{"an hour more than was waived", 3 * hour, []record.Charge{charge("a", record.ChargeWaived, 2*hour)}, 0, "", hour, 0},
		{"of two the last", hour, []record.Charge{charge("a", record.ChargePaid, hour), charge("b", record.ChargeOwed, hour)}, hour, "b waived 0", 0, 0},
	} {
		d := fees.Differ(c.sum, c.charges, []record.Payment{{ChargeID: "a", Amount: c.paid}})
		got := ""
		for _, x := range d.Changed {
			got += x.ID + " " + string(x.Status) + " " + x.Amount.String()
		}
		if got != c.want || d.Further != c.further || d.Over != c.over {
			t.Errorf("%s: %q, %s further, %s over", c.name, got, d.Further, d.Over)
		}
	}
}

func TestAChargeIsLateFromTheDayAfterItsLast(t *testing.T) {
	t.Parallel()
	due, today := civil.MustOf(2026, 10, 8), civil.MustOf(2026, 11, 26)
	for _, c := range []struct {
		name   string
		charge record.Charge
		today  civil.Date
		want   int
	}{
		{"its last day", record.Charge{Status: record.ChargeOwed, Due: due}, due, 0},
		{"the day after", record.Charge{Status: record.ChargeOwed, Due: due}, civil.MustOf(2026, 10, 9), 1},
		{"seven weeks after", record.Charge{Status: record.ChargeOwed, Due: due}, today, 49},
		{"paid", record.Charge{Status: record.ChargePaid, Due: due}, today, 0},
		{"waived", record.Charge{Status: record.ChargeWaived, Due: due}, today, 0},
		{"only proposed", record.Charge{Status: record.ChargeProposed, Due: due}, today, 0},
		{"by the submission, which has not come", record.Charge{Status: record.ChargeOwed}, today, 0},
	} {
		if got := fees.DaysLate(c.charge, c.today); got != c.want {
			t.Errorf("%s: late for %d days, want %d", c.name, got, c.want)
		}
	}
}

func TestVisitsStandUntilTheyAreCorrected(t *testing.T) {
	t.Parallel()
	visits := []record.Visit{{ID: "a", Kind: record.VisitFirst, Minutes: 4800}, {ID: "b", Kind: record.VisitFirst, Minutes: 480, Corrects: "a"},
		{ID: "c", Kind: record.VisitFirst, Minutes: 480}, {ID: "d", Kind: record.VisitFirst, Corrects: "c"}, {ID: "e", Kind: record.VisitRevisit, Minutes: 60}}
	got := ""
	for _, v := range fees.StandingVisits(visits) {
		got += v.ID
	}
	if got != "be" || fees.MinutesOnSite(visits) != 480 {
		t.Errorf("%s stand, %d minutes", got, fees.MinutesOnSite(visits))
	}
}

func TestRepeatedVisitsAreNotTimeOnSite(t *testing.T) {
	t.Parallel()
	visits := []record.Visit{{Kind: record.VisitFirst, Minutes: 120}, {Kind: record.VisitRevisit, Minutes: 60}, {Kind: record.VisitFirst, Minutes: 30}}
	if got := fees.MinutesOnSite(visits); got != 150 {
		t.Errorf("%d minutes", got)
	}
}

// A day that no table covers has the lines of the last table before it, without amounts;
// a charge raised then is priced by the table that covers its day at last.
func TestAChargeWaitsForATableOfFees(t *testing.T) {
	t.Parallel()
	e := shipped.Edition(t, "pmark", "2006")
	day := civil.MustOf(2026, 10, 5)
	ask := fees.Request{Case: scheme.New, Size: scheme.Small, Date: day, Open: true, OnSiteMinutes: minutes(361), Revisit: &fees.Revisit{Minutes: 90, Persons: 2}}
	open, err := fees.For(e, ask)
	if err != nil || amounts(open) != "application 0; review 0; mark 0; overrun 0; revisit 0" || open.Lines[0].Unpriced != day || open.Lines[4].Persons != 2 {
		t.Fatalf("got %+v, %v", open, err)
	}
	charge := func(code string) record.Charge {
		l, _ := open.Line(code)
		return record.Charge{Code: code, Basis: l, Status: fees.AsQuoted(l), Due: day}
	}
	if still, is := fees.Priced(charge("review"), open, nil); is || still.Status != record.ChargeUnpriced {
		t.Errorf("without a table: %+v", still)
	}
	table := e.Fees.Tables[len(e.Fees.Tables)-1]
	table.From, table.To = civil.MustOf(2026, 10, 1), civil.Date{}
	priced, err := fees.For(e.WithTables([]scheme.FeeTable{table}), ask)
	if err != nil {
		t.Fatal(err)
	}
	for code, want := range map[string]record.Charge{
		"review":  {Amount: 209_524, Status: record.ChargeOwed},
		"overrun": {Amount: 83_808, Status: record.ChargeProposed},
		"revisit": {Amount: 115_238, Status: record.ChargeOwed},
	} {
		got, is := fees.Priced(charge(code), priced, nil)
		if !is || got.Amount != want.Amount || got.Status != want.Status || got.Due != day || !got.Basis.Unpriced.IsZero() {
			t.Errorf("%s: got %+v, %v", code, got, is)
		}
	}
	paid := record.Charge{Code: "review", Status: record.ChargePaid, Amount: 1}
	if got, is := fees.Priced(paid, priced, nil); is || got.Amount != 1 {
		t.Errorf("a charge that has a price: %+v", got)
	}
	paid.ID, paid.Basis = "paid", open.Lines[1]
	if got, is := fees.Priced(paid, priced, []record.Payment{{ChargeID: "paid", Amount: 1}}); !is || got.Amount != 209_524 || got.Status != record.ChargeOwed {
		t.Errorf("one that was paid at the price of a day that was wrong: %+v", got)
	}
}
