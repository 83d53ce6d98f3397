package app

import (
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/scheme"
)

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
