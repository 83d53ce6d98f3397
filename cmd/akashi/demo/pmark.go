package demo

import (
	"akashi/app/application"
	"akashi/app/committee"
	"akashi/app/desk"
	"akashi/app/judging"
	"akashi/app/mark"
	"akashi/app/review"
	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
)

// The aspects of the review items: the rule as written, and its operation.
const (
	written   = "document"
	operation = "operation"
)

// pmarkOnSite stops while the assessor is on site.
func (c *story) pmarkOnSite() {
	c.reviewing()
	c.then(14, c.does(c.reviewer(), access.Judge, judging.AnswersInput{Answers: c.full(scheme.New, written)}))
	c.then(2, c.does(c.reviewer(), access.PassDocuments, desk.NoInput{}))
	c.then(14, c.does(c.reviewer(), access.LogVisit, review.VisitInput{Minutes: 6 * 60, Persons: 2, Note: c.words.Note}))
	if c.Again > 0 {
		c.then(7, c.does(c.reviewer(), access.LogVisit, review.VisitInput{Kind: record.VisitRevisit, Minutes: c.Again, Persons: 1, Note: c.words.Again}))
	}
}

// pmarkCorrections stops while findings of the visit are to be answered.
func (c *story) pmarkCorrections() {
	c.pmarkOnSite()
	c.then(0, c.does(c.reviewer(), access.Judge, judging.AnswersInput{Answers: c.full(scheme.New, operation)}))
	c.then(0, c.does(c.reviewer(), access.RaiseFindings, review.FindingsInput{Findings: c.Findings}))
}

// pmarkLapsed ends because nobody concluded the agreement in time.
func (c *story) pmarkLapsed() {
	c.pmarkDecided()
	c.then(100, c.does(secretariat, access.Lapse, desk.ReasonInput{Reason: c.words.Lapsed}))
}

// pmarkDecided takes the case to the decision to grant it.
func (c *story) pmarkDecided() {
	c.pmarkOnSite()
	c.then(0, c.does(c.reviewer(), access.Judge, judging.AnswersInput{Answers: c.full(scheme.New, operation)}))
	c.then(0, c.does(c.reviewer(), access.ConfirmEligibility, review.EligibilityCheckInput{Found: c.words.Eligible}))
	c.then(1, c.does(c.reviewer(), access.FinishOnSite, desk.NoInput{}))
	c.then(5, c.does(c.reviewer(), access.FileReport, review.ReportInput{Recommendation: "grant", Summary: c.words.Summary}))
	c.then(4, c.pays) // before the committee sits on it
	s := c.sessions.of(c.teller, c.Scheme, weekday(c.day.AddDays(20)))
	c.scheduled(5, s)
	c.decidedAt(s, record.VoteGrant, committee.DecideInput{Reasons: c.words.Granted})
}

// pmarkAgreement stops while the agreement is awaited.
func (c *story) pmarkAgreement() { c.pmarkDecided() }

func (c *story) pmarkGranted() {
	c.pmarkDecided()
	c.then(14, c.pays)
	c.then(3, func() error {
		out, err := c.act(secretariat, access.ConcludeAgreement, c.no, mark.AgreementInput{})
		c.number = out.Number
		return err
	})
}

// pmarkRenewal follows a grant by the draft of its renewal, inside the window.
func (c *story) pmarkRenewal() {
	c.pmarkGranted()
	c.at(c.today.AddDays(-10), usual, func() error {
		out, err := c.act(secretariat, access.Open, "", application.OpenInput{Scheme: c.Scheme, Type: record.Renewal,
			ApplicantID: c.applicant, Renews: c.number})
		c.no = out.No
		return err
	})
	c.at(c.today.AddDays(-9), usual, c.does(secretariat, access.Answer, judging.AnswersInput{Answers: c.full(scheme.Renewal, "")}))
}
