package app

import (
	"slices"
	"strings"

	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/fault"
)

// Action is one use case as the doors offer it: by name, with an input that
// describes itself in JSON tags and `doc` texts.
type Action struct {
	On      Kind
	Name    access.Action
	Summary string // what it does, for command help and the API description
	Input   func() any
	Begins  bool     // it makes a new object instead of working on one
	In      []string // states of the object in which it is possible; nil: in every one
	Events  []string // steps of the lifecycle that it brings about, where it does
	CanWait bool     // it may have to wait for a second person
	Aside   bool     // it leaves the way to the mark: withdrawal, lapse

	steps   func(p scheme.Process, state string) []step // of the lifecycle, out of the state
	about   func(input any) about
	second  func(w *work, input any) scheme.SecondWord // why it may wait for a second person; "" for never
	foresee foresight
	perform func(*work, any) error
}

// step is one way on that an action can take in the lifecycle.
type step struct {
	event  string
	guards []lifecycle.Guard
}

// about is what the policy asks about beside the object: the scheme and the
// applicant of an object to come, and the seat that a vote or an attendance is for.
type about struct{ scheme, applicant, seat string }

// Word is the action's name without what its object is called: open-session is
// the word open of a session.
func (a Action) Word() string {
	return strings.TrimSuffix(string(a.Name), "-"+ThingOf(a.On).Words.Command)
}

// possible reports whether the action can be done to an object in the state.
func (a Action) possible(state string) bool { return a.In == nil || slices.Contains(a.In, state) }

// Actions lists every use case that changes a record, in the order of the
// procedure. Command line, API and pages are made from this table.
func Actions() []Action {
	return []Action{
		begin(OnCase, access.Open, "Open an application as a draft", openCase, regarding(OpenInput.about)),
		begin(OnSession, access.PlanSession, "Plan a session of the committee", planSession, regarding(PlanSessionInput.about)),
		begin(OnUser, access.AddUser, "Add a user and hand out a token", addUser, regarding(UserInput.about), secondPerson(scheme.SecondAccount, ofStaff)),
		act(OnUser, access.InviteUser, "Hand a user a new sign-in link", inviteUser),
		act(OnUser, access.RotateUser, "Hand a user a new token and link, and end the old ones", rotateUser),
		act(OnUser, access.DisableUser, "Keep a user out", disableUser),
		act(OnUser, access.EnableUser, "Let a user in again", enableUser),
		act(OnRegister, access.ImportRegister, "Add entries to the public register", importRegister, regarding(ImportInput.about), secondPerson(scheme.SecondImport, carriesLiving)),
		act(OnOffice, access.SecondPerson, "Decide whether an act waits for a second person", switchSecond, regarding(SafeguardInput.about)),
		act(OnPending, access.Confirm, "Confirm an act as the second person", confirmPending, in(record.PendingWaiting)),
		act(OnPending, access.Refuse, "Refuse to confirm an act, which ends it", refusePending, in(record.PendingWaiting)),

		act(OnCase, access.Amend, "Change the particulars of a draft", amend, at(lifecycle.Draft)),
		act(OnCase, access.Answer, "Answer criteria with the applicant's own claims", answer, withApplicant),
		act(OnCase, access.Declare, "Make the declarations of the scheme", declare, at(lifecycle.Draft)),
		act(OnCase, access.Attach, "Hand in a file as evidence", attach, withApplicant),
		act(OnCase, access.RecordEvidence, "State dated evidence: audits, reports, register extract", recordEvidence, withApplicant),
		act(OnCase, access.RecordReport, "Hand in a vulnerability report, or a re-scan of one", recordReport, whileScanned),
		act(OnCase, access.RecordOpinion, "Record the responsible person's opinion on findings", recordOpinion, whileScanned),
		act(OnCase, access.RecordResolution, "Record that findings were resolved", recordResolution, whileScanned),
		act(OnCase, access.Submit, "Submit the application", submit, steps(lifecycle.Submit), foreseen((*work).excuse)),
		act(OnCase, access.Withdraw, "Withdraw the application", withdraw, steps(lifecycle.Withdraw), aside),
		act(OnCase, access.Return, "Send an incomplete application back", sendBack, steps(lifecycle.Return)),
		act(OnCase, access.RecordPayment, "Record money received for a charge", recordPayment, foreseen(owing(record.ChargeOwed))),
		act(OnCase, access.WaiveCharge, "Waive a charge, with a reason", waiveCharge, foreseen(owing(record.ChargeOwed)), alwaysSecond(scheme.SecondException)),
		act(OnCase, access.Accept, "Accept the application after its review", accept, steps(lifecycle.Accept)),
		act(OnCase, access.Assign, "Assign a reviewer or an assessor", assign, whileExamined),
		act(OnCase, access.DeclareConflict, "Declare a conflict of interest in the case", declareConflict, regarding(ConflictInput.about)),
		act(OnCase, access.BeginReview, "Begin the review", beginReview, steps(lifecycle.BeginReview)),
		act(OnCase, access.Judge, "Give first verdicts", judge, underReview),
		act(OnCase, access.RaiseFindings, "Send findings to the applicant", raiseFindings, steps(lifecycle.RaiseFindings), settling(lifecycle.FindingsRaised)),
		act(OnCase, access.AnswerFindings, "Answer findings with corrections", answerFindings, steps(lifecycle.AnswerFindings), settling(lifecycle.FindingsAnswered)),
		act(OnCase, access.JudgeCorrection, "Accept a correction, send it back, or leave it unresolved", judgeCorrection, underReview, foreseen((*work).correctionsToJudge)),
		act(OnCase, access.PassDocuments, "Close the document review", passDocuments, steps(lifecycle.PassDocuments), foreseen((*work).proofsStand)),
		act(OnCase, access.LogVisit, "Log time on site", logVisit, at(lifecycle.OnSiteReview, lifecycle.OnSiteCorrection)),
		act(OnCase, access.FinishOnSite, "Close the on-site review", finishOnSite, steps(lifecycle.FinishOnSite)),
		act(OnCase, access.ConfirmOverrun, "Confirm a proposed charge for overrun", confirmOverrun, foreseen(owing(record.ChargeProposed))),
		act(OnCase, access.FileReport, "File the review report and freeze the dossier", fileReport, steps(lifecycle.FileReport), settling(lifecycle.ReportWritten)),
		act(OnCase, access.Schedule, "Put the case on the agenda of a session", schedule, steps(lifecycle.Schedule), foreseen((*work).sessionToCome)),
		act(OnCase, access.JudgeFinal, "Give the committee's final verdicts", judgeFinal, at(lifecycle.Scheduled)),
		act(OnCase, access.Vote, "Record the vote of a seat", vote, at(lifecycle.Scheduled), regarding(VoteInput.about), foreseen((*work).seatToVote), secondPerson(scheme.SecondProxyVote, forAnother)),
		act(OnCase, access.Defer, "Put the case off to a later session", deferCase, steps(lifecycle.Defer)),
		act(OnCase, access.Decide, "Record the committee's decision", decide, steps(lifecycle.DecideGrant, lifecycle.DecideRefuse), foreseen((*work).decisionToCome), alwaysSecond(scheme.SecondDecide)),
		act(OnCase, access.ConcludeAgreement, "Conclude the agreement and grant the mark", concludeAgreement, steps(lifecycle.Conclude)),
		act(OnCase, access.RecordNotice, "Record the day the notice was received", recordNotice, at(lifecycle.Granted, lifecycle.Agreement, lifecycle.Refused), foreseen((*work).noticeToCome)),
		act(OnCase, access.RaiseYearlyFees, "Raise the yearly fees that fall due soon", raiseYearlyFees, at(lifecycle.Granted), foreseen((*work).yearlyFeesRun)),
		act(OnCase, access.Lapse, "Close a case whose deadline has passed", lapse, steps(lifecycle.Lapse), aside),

		act(OnSession, access.OpenSession, "Open the session", openSession, stepsOf(lifecycle.Sessions(), lifecycle.OpenSession), foreseen((*work).dayOfSession)),
		act(OnSession, access.Attend, "Record who is present", attend, in(record.SessionOpen), regarding(AttendInput.about)),
		act(OnSession, access.CloseSession, "Close the session with its minutes", closeSession, stepsOf(lifecycle.Sessions(), lifecycle.CloseSession), foreseen((*work).agendaSettled)),

		act(OnMark, access.SuspendMark, "Suspend the mark", suspendMark, stepsOf(lifecycle.Marks(), lifecycle.Suspend), aside, alwaysSecond(scheme.SecondMeasure)),
		act(OnMark, access.RestoreMark, "Restore a suspended mark", restoreMark, stepsOf(lifecycle.Marks(), lifecycle.Restore), alwaysSecond(scheme.SecondMeasure)),
		act(OnMark, access.WithdrawMark, "Withdraw the mark", withdrawMark, stepsOf(lifecycle.Marks(), lifecycle.WithdrawMark), aside, alwaysSecond(scheme.SecondMeasure)),
		act(OnMark, access.RecordChange, "Enter a change that the holder has reported", recordChange, in(record.MarkActive, record.MarkSuspended), alwaysSecond(scheme.SecondMeasure)),
		act(OnMark, access.EndMark, "End the mark at its holder's wish", endMark, stepsOf(lifecycle.Marks(), lifecycle.End), aside),
	}
}

// FindAction returns the action of the name.
func FindAction(name access.Action) (Action, bool) {
	for _, a := range Actions() {
		if a.Name == name {
			return a, true
		}
	}
	return Action{}, false
}

// an option fills in what a row says beyond its name.
type option func(*Action)

func act[I any](on Kind, name access.Action, summary string, perform func(*work, I) error, options ...option) Action {
	a := Action{On: on, Name: name, Summary: summary,
		Input:  func() any { return new(I) },
		about:  func(any) about { return about{} },
		second: func(*work, any) scheme.SecondWord { return "" },
		perform: func(w *work, input any) error {
			in, ok := input.(*I)
			if !ok {
				return fault.New(fault.Invalid, "app.wrong-input", string(name))
			}
			return perform(w, *in)
		}}
	for _, o := range options {
		o(&a)
	}
	return a
}

// begin is an action that makes a new object.
func begin[I any](on Kind, name access.Action, summary string, perform func(*work, I) error, options ...option) Action {
	a := act(on, name, summary, perform, options...)
	a.Begins = true
	return a
}

// regarding reads off the input what the policy asks about.
func regarding[I any](of func(I) about) option {
	return func(a *Action) {
		a.about = func(input any) about {
			if in, ok := input.(*I); ok {
				return of(*in)
			}
			return about{}
		}
	}
}

// in says in which states of its object an action is possible, where it takes no
// step.
func in[S ~string](states ...S) option {
	return func(a *Action) {
		for _, s := range states {
			if !slices.Contains(a.In, string(s)) {
				a.In = append(a.In, string(s))
			}
		}
	}
}

// at is in for a case.
func at(states ...lifecycle.State) option { return in(states...) }

// steps says which events of a case an action brings about.
func steps(events ...lifecycle.Event) option { return stepsOf(lifecycle.Cases(), events...) }

// stepsOf says which events of a lifecycle an action brings about: it is possible
// where one of them leads on.
func stepsOf[S, E ~string](t lifecycle.Table[S, E], events ...E) option {
	return func(a *Action) {
		for _, e := range events {
			in(t.Froms(e)...)(a)
			a.Events = append(a.Events, string(e))
		}
		a.steps = func(p scheme.Process, state string) (open []step) {
			for _, r := range t.Open(p, S(state)) {
				if slices.Contains(events, r.Event) {
					open = append(open, step{string(r.Event), r.Guards})
				}
			}
			return open
		}
	}
}

// aside marks an action that leaves the way to the mark.
func aside(a *Action) { a.Aside = true }

// withApplicant is while the case is the applicant's to write.
func withApplicant(a *Action) {
	at(lifecycle.Draft, lifecycle.DocumentCorrection, lifecycle.OnSiteCorrection)(a)
}

// whileExamined is from the submission until the report on the review is filed.
func whileExamined(a *Action) {
	at(lifecycle.Submitted, lifecycle.Accepted, lifecycle.DocumentReview, lifecycle.DocumentCorrection,
		lifecycle.OnSiteReview, lifecycle.OnSiteCorrection, lifecycle.Reporting)(a)
}

// underReview is while verdicts are given.
func underReview(a *Action) { at(lifecycle.DocumentReview, lifecycle.OnSiteReview)(a) }

// whileScanned is while the applicant can still act on the diagnosis, where the
// edition asks for one.
func whileScanned(a *Action) {
	at(lifecycle.Draft, lifecycle.Submitted, lifecycle.Accepted, lifecycle.DocumentReview, lifecycle.DocumentCorrection)(a)
	a.foresee = (*work).diagnosisAsked
}
