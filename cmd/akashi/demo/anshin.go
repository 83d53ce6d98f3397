package demo

import (
	"encoding/json"
	"maps"
	"slices"

	"akashi/app/committee"
	"akashi/app/desk"
	"akashi/app/judging"
	"akashi/app/mark"
	"akashi/app/review"
	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
)

// anshinSubmitted stops while the office has not looked at the application.
func (c *story) anshinSubmitted() {
	c.drafted()
	c.submitted()
}

// anshinAccepted stops before a reviewer begins.
func (c *story) anshinAccepted() { c.accepted() }

// anshinReporting stops when everything is judged and no report is written.
func (c *story) anshinReporting() {
	c.reviewing()
	c.then(20, c.does(c.reviewer(), access.Judge, judging.AnswersInput{Answers: c.full(scheme.New, "")}))
	c.then(3, c.does(c.reviewer(), access.PassDocuments, desk.NoInput{}))
}

// anshinWithdrawn ends by the applicant's wish.
func (c *story) anshinWithdrawn() {
	c.anshinSubmitted()
	c.then(3, c.does(secretariat, access.Withdraw, desk.ReasonInput{Reason: c.words.Withdrawn}))
}

// anshinReview stops while the first stage is under way.
func (c *story) anshinReview() {
	c.reviewing()
	c.then(5, c.does(c.reviewer(), access.Judge, judging.AnswersInput{Answers: c.some(c.Judged)}))
}

// anshinCorrections stops while the applicant has findings to answer.
func (c *story) anshinCorrections() {
	c.reviewing()
	c.then(10, c.does(c.reviewer(), access.Judge, judging.AnswersInput{Answers: c.full(scheme.New, "")}))
	c.then(5, c.does(c.reviewer(), access.Judge, judging.AnswersInput{Answers: c.unmet()}))
	c.then(0, c.does(c.reviewer(), access.RaiseFindings, review.FindingsInput{Findings: c.Findings, Due: c.day.AddDays(answerWithin)}))
}

// answerWithin is how many days this office gives for corrections: anshin leaves
// it to the office.
const answerWithin = 40

// unmet judges what the findings are about unmet.
func (c *story) unmet() json.RawMessage {
	answers := map[string]record.Verdict{}
	for _, f := range c.Findings {
		answers[f.Criterion] = record.Unmet
	}
	body, _ := json.Marshal(answers) // strings always can be
	return body
}

// anshinReady takes the case through the first stage.
func (c *story) anshinReady(recommends record.Recommendation) {
	c.reviewing()
	c.then(20, c.does(c.reviewer(), access.Judge, judging.AnswersInput{Answers: c.full(scheme.New, "")}))
	c.then(3, c.does(c.reviewer(), access.PassDocuments, desk.NoInput{}))
	c.then(2, c.does(c.reviewer(), access.FileReport, review.ReportInput{Recommendation: recommends, Summary: c.words.Summary}))
}

// anshinFailed ends at the first stage.
func (c *story) anshinFailed() {
	c.anshinReady(record.RecommendRefuse)
	c.then(5, c.does(secretariat, access.FailFirstStage, desk.ReasonInput{Reason: c.words.Failed}))
}

// anshinScheduled stops while the case waits for the next session.
func (c *story) anshinScheduled() {
	s := c.sessions.of(c.teller, c.Scheme, c.sessionDay(c.Scheme, c.Session))
	c.anshinReady(record.RecommendGrant)
	c.scheduled(2, s)
	c.then(3, func() error { return c.clear(c.Scheme, c.no, c.Undeclared) })
	for _, seat := range slices.Sorted(maps.Keys(c.Replies)) {
		c.then(0, func() error {
			_, err := c.act(memberID(c.Scheme, seat), access.ReplySession, s.id, committee.ReplyInput{Answer: record.ReplyAnswer(c.Replies[seat])})
			return err
		})
	}
}

// anshinDecided brings the case before its session, from an opening 90 days
// before it.
func (c *story) anshinDecided(recommends record.Recommendation, choice record.Choice, in committee.DecideInput) {
	s := c.sessions.of(c.teller, c.Scheme, c.sessionDay(c.Scheme, c.Session))
	c.day = s.day.AddDays(-90)
	c.anshinReady(recommends)
	c.scheduled(5, s)
	c.decidedAt(s, choice, in)
}

func (c *story) anshinGranted() {
	until := c.sessionDay(c.Scheme, c.Session).AddMonths(24).AddDays(-1)
	c.anshinDecided(record.RecommendGrant, record.VoteGrant, committee.DecideInput{Reasons: c.words.Granted, ValidTo: until})
	received := c.day.AddDays(3)
	c.then(3, c.does(secretariat, access.RecordNotice, mark.NoticeInput{Received: received}))
	c.then(3, c.pays)
	for _, m := range c.Measures {
		c.measure(m)
	}
}

func (c *story) anshinRefused() {
	c.anshinDecided(record.RecommendGrant, record.VoteRefuse, committee.DecideInput{Reasons: c.words.Refused})
}
