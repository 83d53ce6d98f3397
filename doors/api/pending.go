package api

import (
	"akashi/app"
	"akashi/doors/ask"
	"akashi/record"
)

func (d *Door) pending(c *call) (app.PendingList, error) {
	return d.Office.PendingActs(c.r.Context(), c.actor)
}

// personnel lists who examines and decides; to whoever is not of the office, themselves.
func (d *Door) personnel(c *call) (app.PersonnelList, error) {
	q, _ := c.query.(*ask.SchemeQuery)
	return d.Office.Personnel(c.r.Context(), c.actor, q.Scheme)
}

// renewals lists the marks for whose renewal it is time.
func (d *Door) renewals(c *call) (app.RenewalList, error) {
	q, _ := c.query.(*ask.RenewalQuery)
	return d.Office.Renewals(c.r.Context(), c.actor, q.For())
}

// clocks lists the clocks that run for what the token may know of.
func (d *Door) clocks(c *call) (app.ClockList, error) {
	q, _ := c.query.(*ask.ClockQuery)
	return d.Office.Clocks(c.r.Context(), c.actor, q.For())
}

// jobs are what the calendar has to do, failed to do and did.
func (d *Door) jobs(c *call) (app.JobList, error) {
	q, _ := c.query.(*ask.JobQuery)
	return d.Office.Jobs(c.r.Context(), c.actor, q.For())
}

// days are those that the office has set for a scheme.
func (d *Door) days(c *call) (app.DaysList, error) {
	q, _ := c.query.(*ask.OfficeQuery)
	return d.Office.OfficeDays(c.r.Context(), c.actor, q.Scheme)
}

// bodies are the intake bodies of a scheme, with what lies with each.
func (d *Door) bodies(c *call) (app.BodyList, error) {
	q, _ := c.query.(*ask.OfficeQuery)
	return d.Office.Bodies(c.r.Context(), c.actor, q.Scheme)
}

// absences are who of the office of a scheme is away.
func (d *Door) absences(c *call) (app.AbsenceList, error) {
	q, _ := c.query.(*ask.OfficeQuery)
	return d.Office.Absences(c.r.Context(), c.actor, q.Scheme)
}

// retention is what is due to be erased in a scheme.
func (d *Door) retention(c *call) (app.RetentionList, error) {
	q, _ := c.query.(*ask.OfficeQuery)
	return d.Office.Retention(c.r.Context(), c.actor, q.Scheme)
}

// erasures are the documents that were erased in a scheme.
func (d *Door) erasures(c *call) (app.ErasureList, error) {
	q, _ := c.query.(*ask.OfficeQuery)
	return d.Office.Erasures(c.r.Context(), c.actor, q.Scheme)
}

// eraseAgain erases what a restore has brought back, or says what that is.
func (d *Door) eraseAgain(c *call) (app.AgainReport, error) {
	key, err := idempotencyKey(c.r.Header)
	if err != nil {
		return app.AgainReport{}, err
	}
	in, _ := c.body.(*ask.EraseAgainInput)
	lines, err := in.Lines()
	if err != nil {
		return app.AgainReport{}, err
	}
	return d.Office.EraseAgain(c.r.Context(), c.actor, app.EraseAgainInput{Scheme: in.Scheme, Lines: lines, Known: in.Known, Dry: in.DryRun, Key: key, Reason: ask.AgainFor(c.book().Say)})
}

// phrases are those of the office for a scheme.
func (d *Door) phrases(c *call) (record.OfficePhrases, error) {
	q, _ := c.query.(*ask.OfficeQuery)
	return d.Office.OfficePhrases(c.r.Context(), c.actor, q.Scheme)
}
