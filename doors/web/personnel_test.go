package web_test

import (
	"context"

	"akashi/app"
	"akashi/app/rulebook"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/civil"
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

// OfficeDays are a day closed and one worked.
func (o *office) OfficeDays(context.Context, access.Actor, string) (app.DaysList, error) {
	today := civil.In(noon)
	return app.DaysList{Days: []record.OfficeDays{{Scheme: "anshin", From: today.AddDays(20), To: today.AddDays(21), Reason: "見本: 事務局の移転", By: "officer", At: noon},
		{Scheme: "anshin", From: today.AddDays(40), To: today.AddDays(40), Open: true, Reason: "見本: 振替の営業", By: "officer", At: noon}}, Moved: []rulebook.MovedDay{{Number: "J0901", Was: today.AddDays(20), Now: today.AddDays(22)}}}, nil
}

// OfficePhrases are one for all criteria and one for a single one.
func (o *office) OfficePhrases(context.Context, access.Actor, string) (record.OfficePhrases, error) {
	return record.OfficePhrases{Scheme: "anshin", Phrases: []record.Phrase{{Text: "見本: 承認の日の記載がない。"}, {Item: "1-1-1", Text: "見本: 約款にない。"}}}, nil
}
