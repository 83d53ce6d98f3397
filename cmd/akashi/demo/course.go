package demo

import (
	"encoding/json"

	"akashi/app/application"
	"akashi/app/committee"
	"akashi/app/desk"
	"akashi/app/evidence"
	"akashi/app/judging"
	"akashi/app/mark"
	"akashi/app/review"
	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/civil"
)

// story is a sample case under way.
type story struct {
	*teller
	sample
	no        string // once it is opened
	number    string // once it is granted
	applicant string
	day       civil.Date // on which the story stands
}

// tell notes down the steps of the course that a sample takes.
func (t *teller) tell(s sample) {
	s.Applicant.Sample = true
	c := &story{teller: t, sample: s, day: t.today.AddDays(-s.DaysAgo)}
	t.stories = append(t.stories, c)
	if follow := courses()[s.Scheme+"/"+s.Course]; follow != nil {
		follow(c)
	}
	t.deeds(s.Deeds, func() string { return c.no })
}

// courses are the courses that samples may name.
func courses() map[string]func(*story) {
	return map[string]func(*story){
		"anshin/draft":       (*story).drafted,
		"anshin/submitted":   (*story).anshinSubmitted,
		"anshin/accepted":    (*story).anshinAccepted,
		"anshin/reporting":   (*story).anshinReporting,
		"anshin/ready":       func(c *story) { c.anshinReady(record.RecommendGrant) },
		"anshin/withdrawn":   (*story).anshinWithdrawn,
		"anshin/review":      (*story).anshinReview,
		"anshin/corrections": (*story).anshinCorrections,
		"anshin/scheduled":   (*story).anshinScheduled,
		"anshin/granted":     (*story).anshinGranted,
		"anshin/refused":     (*story).anshinRefused,
		"anshin/failed":      (*story).anshinFailed,
		"pmark/onsite":       (*story).pmarkOnSite,
		"pmark/corrections":  (*story).pmarkCorrections,
		"pmark/lapsed":       (*story).pmarkLapsed,
		"pmark/agreement":    (*story).pmarkAgreement,
		"pmark/granted":      (*story).pmarkGranted,
		"pmark/renewal":      (*story).pmarkRenewal,
	}
}

// then notes a step down some days after the one before.
func (c *story) then(days int, do func() error) {
	c.day = c.day.AddDays(days)
	c.at(c.day, usual, do)
}

// does is a step in which a user performs an action on the case.
func (c *story) does(user string, name access.Action, input any) func() error {
	return func() error {
		_, err := c.act(user, name, c.no, input)
		return err
	}
}

func (c *story) pays() error { return c.pay(c.no) }

func (c *story) reviewer() string {
	if c.Scheme == "pmark" {
		return "genchi"
	}
	return "shinsa-" + c.IntakeBody
}

// drafted opens the application and begins to answer it.
func (c *story) drafted() {
	c.then(0, func() error {
		out, err := c.act(secretariat, access.Open, "", application.OpenInput{Scheme: c.Scheme, Type: record.New,
			Applicant: &c.Applicant, Service: c.Service, ServiceKana: c.ServiceKana, Website: c.Applicant.Website, IntakeBody: c.IntakeBody})
		c.no, c.applicant = out.No, out.ApplicantID
		return err
	})
	c.then(1, c.does(secretariat, access.Answer, judging.AnswersInput{Answers: c.full(scheme.New, "")}))
	if len(c.Report) > 0 {
		c.then(0, c.does(secretariat, access.RecordReport, evidence.ScanInput{Name: "mihon.json", Content: c.Report, ScanDate: c.day}))
		c.then(0, c.does(secretariat, access.RecordOpinion, evidence.PaperInput{PluginIDs: c.OpinionOn, Text: c.words.Opinion, By: c.words.By}))
	}
}

// submitted submits the application; the fees of the gates are paid.
func (c *story) submitted() {
	c.then(1, c.handsIn)
	if c.Scheme == "anshin" { // paid before the submission
		c.then(0, c.pays)
	}
	c.then(1, c.does(secretariat, access.Submit, application.SubmitInput{}))
}

// accepted accepts the application.
func (c *story) accepted() {
	c.drafted()
	c.submitted()
	if c.Scheme == "pmark" { // paid before the review
		c.then(3, c.pays)
	}
	c.then(2, c.does(secretariat, access.Accept, application.AcceptInput{}))
}

// reviewing accepts the application and begins the review.
func (c *story) reviewing() {
	c.accepted()
	c.then(0, c.does(secretariat, access.Assign, review.AssignInput{User: c.reviewer()}))
	c.then(3, c.does(c.reviewer(), access.BeginReview, desk.NoInput{}))
}

// full answers every criterion with full marks but for the sample's own answers.
// An aspect restricts the answers to it.
func (c *story) full(t scheme.CaseType, aspect string) json.RawMessage {
	answers := map[string]any{}
	for _, item := range c.edition(c.Scheme).Criteria {
		standing := item.For(t)
		var answer any = record.Met
		switch own, ok := c.Answers[item.ID]; {
		case ok:
			answer = own
		case standing.Grading == scheme.Graded:
			answer = standing.Points
		}
		if aspect != "" {
			answer = map[string]any{aspect: answer}
		}
		answers[item.ID] = answer
	}
	body, _ := json.Marshal(answers) // strings and numbers always can be
	return body
}

// some are the first verdicts on the first items only.
func (c *story) some(n int) json.RawMessage {
	var all map[string]json.RawMessage
	_ = json.Unmarshal(c.full(scheme.New, ""), &all) // it was marshalled just now
	for i, item := range c.edition(c.Scheme).Criteria {
		if i >= n {
			delete(all, item.ID)
		}
	}
	body, _ := json.Marshal(all)
	return body
}

// scheduled puts the case on the agenda of a session.
func (c *story) scheduled(days int, s *session) {
	c.then(days, func() error {
		_, err := c.act(secretariat, access.Schedule, c.no, committee.ScheduleInput{Session: s.id})
		return err
	})
	if c.Conflict != "" {
		c.then(0, c.does(memberID(c.Scheme, c.Conflict), access.DeclareConflict, committee.ConflictInput{Note: c.words.Conflict}))
	}
}

// decidedAt lets the committee decide at the session.
func (c *story) decidedAt(s *session, choice record.Choice, in committee.DecideInput) {
	s.hold(c.teller)
	c.day = s.day
	if len(c.Finals) > 0 {
		c.at(c.day, sitting, c.does(secretariat, access.JudgeFinal, judging.AnswersInput{Answers: c.Finals, Notes: c.Found}))
	}
	c.at(c.day, sitting, func() (err error) {
		c.number, err = c.decide(c.Scheme, c.no, in, choice)
		return err
	})
}

// measure does something to the mark that was granted.
func (c *story) measure(m measure) {
	in := mark.MeasureInput{Reason: m.Reason}
	if m.UntilIn != 0 {
		in.Until = c.today.AddDays(m.UntilIn)
	}
	c.at(c.today.AddDays(-m.DaysAgo), usual, func() error {
		_, err := c.teller.act(secretariat, access.Action(m.Act), c.number, in)
		return err
	})
}
