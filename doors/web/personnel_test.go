package web_test

import (
	"context"
	"time"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/rulebook"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/deadline"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/yen"
)

// Personnel is one of each.
func (o *office) Personnel(context.Context, access.Actor, string) (app.PersonnelList, error) {
	return app.PersonnelList{Today: civil.In(noon), People: []app.PersonLine{{ID: "mihon-rev", Name: "見本 審査", Scheme: "anshin", Roles: []record.Role{record.RoleReviewer},
		Competences: []app.CompetenceLine{{Competence: record.Competence{Competence: "first_stage", From: civil.In(noon), Evidence: "見本: 任命の通知"}, Now: true}},
		Ties:        []app.TieLine{{Tie: record.Tie{ID: "tie", Kind: record.TieEmployed, Organisation: "見本株式会社", From: civil.In(noon), Note: "見本: 在籍"}, Bars: true}}}}}, nil
}

// Renewals are one in time and one that is late.
func (o *office) Renewals(context.Context, access.Actor, app.RenewalQuery) (app.RenewalList, error) {
	today := civil.In(noon)
	return app.RenewalList{Today: today, Marks: []app.RenewalLine{
		{Number: "J0901", Scheme: "anshin", Holder: "見本株式会社", Service: "見本ネット", ValidTo: today.AddDays(100), Closes: today.AddDays(-50), Late: true},
		{Number: "10860360(07)", Scheme: "pmark", Holder: "見本株式会社", ValidTo: today.AddDays(200), Opens: today.AddDays(-20), Closes: today.AddDays(80), Carried: true}}}, nil
}

// Clocks are one of each kind of object, one of them late, one an estimate.
func (o *office) Clocks(context.Context, access.Actor, app.ClockQuery) (app.ClockList, error) {
	today := civil.In(noon)
	day := func(n int, kind lifecycle.DayKind, why lifecycle.Why) lifecycle.NextDay {
		return lifecycle.NextDay{Day: today.AddDays(n), Kind: kind, Why: why, Clause: "B2-02", From: today.AddDays(n - 30)}
	}
	counted := &deadline.Count{Event: today.AddDays(-32), First: today.AddDays(-31), Period: civil.Days(30), Rolls: true, Last: today.AddDays(-2), Due: today.AddDays(-2)}
	return app.ClockList{Today: today, Cut: true, Clocks: []app.ClockLine{
		{On: desk.OnCase, Of: "PM-2026-0001", Scheme: "pmark", Name: "見本株式会社", Day: day(-2, lifecycle.HardDay, lifecycle.WhyFindings), Turn: record.RoleApplicant, Late: true, Count: counted},
		{On: desk.OnCase, Of: "SA-2026-0001", Scheme: "anshin", Day: day(3, lifecycle.EstimateDay, lifecycle.WhyUsual), Turn: record.RoleSecretariat},
		{On: desk.OnMark, Of: "10860360(07)", Scheme: "pmark", Name: "見本株式会社", Day: day(40, lifecycle.HardDay, lifecycle.WhyOpens), Turn: record.RoleApplicant, Count: &deadline.Count{Event: today, First: today.AddDays(1), Period: civil.Months(8), Back: true, Last: today.AddDays(40), Due: today.AddDays(40)}},
		{On: desk.OnSession, Of: "s-moved", Scheme: "anshin", Day: day(60, lifecycle.HardDay, lifecycle.WhySitting), Turn: record.RoleMember}}}, nil
}

// Jobs are one due, one failed and one done.
func (o *office) Jobs(context.Context, access.Actor, app.JobQuery) (app.JobList, error) {
	today := civil.In(noon)
	return app.JobList{Jobs: []record.Job{
		{ID: "fee:SA-2026-0001", Kind: record.JobReminder, On: "case", Of: "SA-2026-0001", Scheme: "anshin", What: "fee", Day: today, State: record.JobDue},
		{ID: "lapse:PM-2026-0001", Kind: record.JobLapse, On: "case", Of: "PM-2026-0001", Scheme: "pmark", Day: today.AddDays(-1), State: record.JobFailed, Attempts: 2, At: noon, Next: noon.Add(time.Hour), Code: "case.not-at-this-step"},
		{ID: "opens:10860360(07)", Kind: record.JobReminder, On: "mark", Of: "10860360(07)", Scheme: "pmark", What: "opens", Day: today, State: record.JobDone, Attempts: 1, At: noon}}}, nil
}

// OfficeDays are a day closed and one worked.
func (o *office) OfficeDays(context.Context, access.Actor, string) (app.DaysList, error) {
	today := civil.In(noon)
	return app.DaysList{Days: []record.OfficeDays{{Scheme: "anshin", From: today.AddDays(20), To: today.AddDays(21), Reason: "見本: 事務局の移転", By: "officer", At: noon},
		{Scheme: "anshin", From: today.AddDays(40), To: today.AddDays(40), Open: true, Reason: "見本: 振替の営業", By: "officer", At: noon}}, Moved: []rulebook.MovedDay{{Number: "J0901", Was: today.AddDays(20), Now: today.AddDays(22)}}}, nil
}

// CircularRule lets the committee decide without meeting.
func (o *office) CircularRule(context.Context, access.Actor, string) (record.CircularRule, error) {
	return record.CircularRule{ID: "rule", Scheme: "anshin", Round: 1, Answers: "all", Reason: "見本: 運用管理規程の定め", By: "officer", At: noon}, nil
}

// OfficePhrases are one for all criteria and one for a single one.
func (o *office) OfficePhrases(context.Context, access.Actor, string) (record.OfficePhrases, error) {
	return record.OfficePhrases{Scheme: "anshin", Phrases: []record.Phrase{{Text: "見本: 承認の日の記載がない。"}, {Item: "1-1-1", Text: "見本: 約款にない。"}}}, nil
}

// Billing is a charge that is late and paid in part, one without a last day, and one that was paid, taken back and paid.
func (o *office) Billing(context.Context, access.Actor, app.BillingQuery) (app.BillingView, error) {
	today := civil.In(noon)
	fee := func(id, code, label string) record.Charge {
		return record.Charge{ID: id, Code: code, Amount: 80_000, Raised: today.AddDays(-60), Status: record.ChargeOwed, Basis: record.QuotedFee{Label: label, LabelEN: code, DueText: "提出時まで", DueTextEN: "By submission"}}
	}
	late, open, paid := fee("c1", "yearly", "マーク年間使用料金"), fee("c2", "review", "審査料金"), fee("c3", "review", "審査料金")
	late.Due, paid.Due, paid.Paid, paid.Status = today.AddDays(-9), today.AddDays(-30), today.AddDays(-31), record.ChargePaid
	one := func(id string, sum int64, reverses string) record.Payment {
		return record.Payment{ID: id, Amount: yen.Amount(sum), Received: today.AddDays(-31), Note: "見本", Reverses: reverses}
	}
	return app.BillingView{Today: today, Late: app.BillingSum{N: 1, Sum: 60_000}, Unpaid: app.BillingSum{N: 2, Sum: 140_000}, Dayless: 1, Received: app.BillingSum{N: 1, Sum: 80_000}, Lines: []app.BillLine{
		{ChargeView: app.ChargeView{Charge: late, Open: 60_000, Late: 9}, No: "SA-2026-0001", Scheme: "anshin", Applicant: "見本株式会社", Service: "見本ネット", Received: 20_000, Payments: []app.BillPaid{{Payment: one("p1", 20_000, ""), Stands: true}}},
		{ChargeView: app.ChargeView{Charge: open, Open: 80_000}, No: "SA-2026-0002", Scheme: "anshin", Applicant: "見本株式会社"},
		{ChargeView: app.ChargeView{Charge: paid}, No: "SA-2026-0003", Scheme: "anshin", Applicant: "見本株式会社", Received: 80_000, Payments: []app.BillPaid{{Payment: one("p2", 80_000, "")}, {Payment: one("p3", -80_000, "p2")}, {Payment: one("p4", 80_000, ""), Stands: true}}}},
		Shown: app.BillTotal{Charged: 240_000, Paid: 100_000, Open: 140_000}}, nil
}

// Unusual is a fee that was waived with a second person, and a session of which the reason is withheld.
func (o *office) Unusual(context.Context, access.Actor, app.UnusualQuery) (app.UnusualList, error) {
	return app.UnusualList{Next: 7, Lines: []app.UnusualLine{
		{Seq: 9, At: noon, Act: access.WaiveCharge, Kind: desk.OnCase, Object: "SA-2026-0001", Scheme: "anshin", By: "見本 一子", Second: "見本 二郎", Reason: "見本: 二重に請求した"},
		{Seq: 7, At: noon, Act: access.MoveSession, Kind: desk.OnSession, Object: "anshin-2026-11-27-1", Scheme: "anshin", By: "見本 一子", Held: true}}}, nil
}

// Bulk is one that can be done and one that cannot.
func (o *office) Bulk(_ context.Context, _ access.Actor, in app.BulkInput, _ bool) (lines []app.BulkLine, err error) {
	for i, no := range in.Cases {
		line := app.BulkLine{No: no, Applicant: "見本株式会社"}
		if i%2 == 1 {
			line.Err = fault.New(fault.Refused, "case.not-at-this-step", no)
		}
		lines = append(lines, line)
	}
	return lines, nil
}

// UndoBulk takes all back.
func (o *office) UndoBulk(ctx context.Context, a access.Actor, in app.BulkInput) ([]app.BulkLine, error) {
	return o.Bulk(ctx, a, in, false)
}

// BulkCases are all those asked for.
func (o *office) BulkCases(ctx context.Context, a access.Actor, nos []string) ([]app.BulkLine, error) {
	lines, err := o.Bulk(ctx, a, app.BulkInput{Cases: nos}, true)
	for i := range lines {
		lines[i].Err = nil
	}
	return lines, err
}
