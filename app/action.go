package app

import (
	"akashi/access"
	"akashi/fault"
)

// Kind says what an action is done to.
type Kind string

// The kinds of objects. An office action needs none: it begins something.
const (
	OnOffice  Kind = "office"
	OnCase    Kind = "case"
	OnSession Kind = "session"
	OnMark    Kind = "mark"
)

// Action is one use case as the doors offer it: by name, with an input that
// describes itself in JSON tags and `doc` texts.
type Action struct {
	On      Kind
	Name    access.Action
	Summary string // what it does, for command help and the API description
	Input   func() any
	perform func(*work, any) error
}

// Actions lists every use case that changes a record, in the order of the
// procedure. Command line, API and pages are made from this table.
func Actions() []Action {
	return []Action{
		act(OnOffice, access.Open, "Open an application as a draft", openCase),
		act(OnOffice, access.PlanSession, "Plan a session of the committee", planSession),
		act(OnOffice, access.AddUser, "Add a user and hand out a token", addUser),
		act(OnOffice, access.ImportRegister, "Add entries to the public register", importRegister),

		act(OnCase, access.Amend, "Change the particulars of a draft", amend),
		act(OnCase, access.Answer, "Answer criteria with the applicant's own claims", answer),
		act(OnCase, access.Declare, "Make the declarations of the scheme", declare),
		act(OnCase, access.Attach, "Hand in a file as evidence", attach),
		act(OnCase, access.RecordEvidence, "State dated evidence: audits, reports, register extract", recordEvidence),
		act(OnCase, access.RecordReport, "Hand in a vulnerability report, or a re-scan of one", recordReport),
		act(OnCase, access.RecordOpinion, "Record the responsible person's opinion on findings", recordOpinion),
		act(OnCase, access.RecordResolution, "Record that findings were resolved", recordResolution),
		act(OnCase, access.Submit, "Submit the application", submit),
		act(OnCase, access.Withdraw, "Withdraw the application", withdraw),
		act(OnCase, access.Return, "Send an incomplete application back", sendBack),
		act(OnCase, access.RecordPayment, "Record money received for a charge", recordPayment),
		act(OnCase, access.WaiveCharge, "Waive a charge, with a reason", waiveCharge),
		act(OnCase, access.Accept, "Accept the application after its review", accept),
		act(OnCase, access.Assign, "Assign a reviewer or an assessor", assign),
		act(OnCase, access.DeclareConflict, "Declare a conflict of interest in the case", declareConflict),
		act(OnCase, access.BeginReview, "Begin the review", beginReview),
		act(OnCase, access.Judge, "Give first verdicts", judge),
		act(OnCase, access.RaiseFindings, "Send findings to the applicant", raiseFindings),
		act(OnCase, access.AnswerFindings, "Answer findings with corrections", answerFindings),
		act(OnCase, access.JudgeCorrection, "Accept a correction, send it back, or leave it unresolved", judgeCorrection),
		act(OnCase, access.PassDocuments, "Close the document review", passDocuments),
		act(OnCase, access.LogVisit, "Log time on site", logVisit),
		act(OnCase, access.FinishOnSite, "Close the on-site review", finishOnSite),
		act(OnCase, access.ConfirmOverrun, "Confirm a proposed charge for overrun", confirmOverrun),
		act(OnCase, access.FileReport, "File the review report and freeze the dossier", fileReport),
		act(OnCase, access.Schedule, "Put the case on the agenda of a session", schedule),
		act(OnCase, access.JudgeFinal, "Give the committee's final verdicts", judgeFinal),
		act(OnCase, access.Vote, "Record the vote of a seat", vote),
		act(OnCase, access.Defer, "Put the case off to a later session", deferCase),
		act(OnCase, access.Decide, "Record the committee's decision", decide),
		act(OnCase, access.ConcludeAgreement, "Conclude the agreement and grant the mark", concludeAgreement),
		act(OnCase, access.RecordNotice, "Record the day the notice was received", recordNotice),
		act(OnCase, access.RaiseYearlyFees, "Raise the yearly fees that fall due soon", raiseYearlyFees),
		act(OnCase, access.Lapse, "Close a case whose deadline has passed", lapse),

		act(OnSession, access.OpenSession, "Open the session", openSession),
		act(OnSession, access.Attend, "Record who is present", attend),
		act(OnSession, access.CloseSession, "Close the session with its minutes", closeSession),

		act(OnMark, access.SuspendMark, "Suspend the mark", suspendMark),
		act(OnMark, access.RestoreMark, "Restore a suspended mark", restoreMark),
		act(OnMark, access.WithdrawMark, "Withdraw the mark", withdrawMark),
		act(OnMark, access.EndMark, "End the mark at its holder's wish", endMark),
	}
}

// FindAction returns the action of the name on the kind.
func FindAction(on Kind, name string) (Action, bool) {
	for _, a := range Actions() {
		if a.On == on && string(a.Name) == name {
			return a, true
		}
	}
	return Action{}, false
}

func act[I any](on Kind, name access.Action, summary string, perform func(*work, I) error) Action {
	return Action{on, name, summary,
		func() any { return new(I) },
		func(w *work, input any) error {
			in, ok := input.(*I)
			if !ok {
				return fault.New(fault.Invalid, "app.wrong-input", string(name))
			}
			return perform(w, *in)
		}}
}
