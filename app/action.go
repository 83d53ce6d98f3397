package app

import (
	"sync"

	"akashi/app/application"
	"akashi/app/committee"
	"akashi/app/desk"
	"akashi/app/dispatch"
	"akashi/app/evidence"
	"akashi/app/judging"
	"akashi/app/mark"
	"akashi/app/matter"
	"akashi/app/money"
	"akashi/app/moving"
	"akashi/app/people"
	"akashi/app/register"
	"akashi/app/retention"
	"akashi/app/review"
	"akashi/app/rulebook"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/scheme"
)

// Actions lists every use case that changes a record, in the order of the
// procedure. Command line, API and pages are made from this table, which nobody changes.
var Actions = sync.OnceValue(func() []desk.Action {
	return []desk.Action{
		desk.Act(desk.OnCase, access.Open, "Open an application as a draft", application.Open, desk.Begins),
		desk.Act(desk.OnSession, access.PlanSession, "Plan a session of the committee", committee.Plan, desk.Begins),
		desk.Act(desk.OnUser, access.AddUser, "Add a user and hand out a token", people.Add, desk.Begins, desk.SecondPerson(scheme.SecondAccount, people.OfStaff)),
		desk.Act(desk.OnUser, access.InviteUser, "Hand a user a new sign-in link", people.Invite, desk.Where(people.LetIn), desk.SecondPerson(scheme.SecondAccount, people.OfAnother)),
		desk.Act(desk.OnUser, access.RotateUser, "Hand a user a new token and link, and end the old ones", people.Rotate, desk.Where(people.LetIn), desk.SecondPerson(scheme.SecondAccount, people.OfAnother)),
		desk.Act(desk.OnUser, access.GrantRole, "Give a user a further role", people.GrantRole, desk.Where(people.LetIn), desk.SecondPerson(scheme.SecondAccount, people.OfStaffRole)),
		desk.Act(desk.OnUser, access.RevokeRole, "Take a further role of a user away", people.RevokeRole, desk.Where(people.RolesToRevoke)),
		desk.Act(desk.OnUser, access.DisableUser, "Keep a user out", people.Disable, desk.Where(people.LetIn)),
		desk.Act(desk.OnUser, access.EnableUser, "Let a user in again", people.Enable, desk.Where(people.KeptOut)),
		desk.Act(desk.OnRegister, access.ImportRegister, "Add entries to the public register", register.Import, desk.SecondPerson(scheme.SecondImport, register.CarriesLiving)),
		desk.Act(desk.OnOffice, access.MoveIn, "Take over what runs on paper from one workbook", moving.MoveIn, desk.Answers(moving.MoveReport{}), desk.AlwaysSecond(scheme.SecondImport)),
		desk.Act(desk.OnOffice, access.SecondPerson, "Decide whether an act waits for a second person", desk.SwitchSecond),
		desk.Act(desk.OnOffice, access.AddFeeTable, "Enter a table of fees beside those of the scheme file", money.AddTable, desk.Answers(money.TableView{}), desk.AlwaysSecond(scheme.SecondRules)),
		desk.Act(desk.OnOffice, access.AllowCircular, "Decide whether the committee may decide without meeting", committee.AllowCircular, desk.Answers(record.CircularRule{}), desk.AlwaysSecond(scheme.SecondCircular)),
		desk.Act(desk.OnOffice, access.SetDays, "Set days on which the office is closed, or works", rulebook.SetDays, desk.Answers(rulebook.DaysSet{})),
		desk.Act(desk.OnOffice, access.RecordAbsence, "Write down that somebody of the office, or who examines, is away, and who covers", people.RecordAbsence, desk.Answers(record.Absence{})),
		desk.Act(desk.OnOffice, access.SetIssuer, "Say in whose name invoices and receipts are issued", money.SetIssuer, desk.Answers(money.IssuerView{}), desk.SecondPerson(scheme.SecondRules, money.ChangesIssuer)),
		desk.Act(desk.OnOffice, access.AddBody, "Add an intake body that joins between two editions", rulebook.AddBody, desk.Answers(record.BodyChange{}), desk.AlwaysSecond(scheme.SecondRules)),
		desk.Act(desk.OnOffice, access.CloseBody, "Say until when an intake body takes applications", rulebook.CloseBody, desk.Answers(rulebook.BodyClosed{}), desk.AlwaysSecond(scheme.SecondRules)),
		desk.Act(desk.OnOffice, access.EndAbsence, "Say that somebody of the office is there again", people.EndAbsence, desk.Answers(record.Absence{})),
		desk.Act(desk.OnOffice, access.SetRetention, "Decide how long documents of a class are kept", retention.Set, desk.Answers(record.Retention{}), desk.AlwaysSecond(scheme.SecondErasure)),
		desk.Act(desk.OnOffice, access.TrustBody, "Enter the key by which notes of another body are verified", mark.TrustBody, desk.Answers(record.BodyKey{}), desk.AlwaysSecond(scheme.SecondRules)),
		desk.Act(desk.OnOffice, access.ReceiveHandover, "Receive a decision that another body has handed over", mark.ReceiveHandover, desk.Answers(mark.NoteView{})),
		desk.Act(desk.OnOffice, access.ReturnHandover, "Agree, confirm the fee and sign the return of a handover", mark.ReturnHandover, desk.Answers(mark.NoteView{})),
		desk.Act(desk.OnOffice, access.SetPhrases, "Write down the phrases that are offered to everybody who examines", people.SetOfficePhrases, desk.Answers(record.OfficePhrases{})),
		desk.Act(desk.OnOffice, access.PublishRule, "Publish a version of a regulation of the scheme", rulebook.Publish, desk.Answers(record.PublishedRule{}), desk.AlwaysSecond(scheme.SecondRules)),
		desk.Act(desk.OnMail, access.UndoMail, "Take a letter back before it goes", desk.Undo, desk.In(record.LetterHeld)),
		desk.Act(desk.OnMail, access.RetryMail, "Send a letter again that was given up or taken back", desk.Retry, desk.In(record.Unreached()...)),
		desk.Act(desk.OnMail, access.BounceMail, "Record that a letter came back", desk.Bounce, desk.In(record.LetterSent)),
		desk.Act(desk.OnMail, access.HandOut, "Hand out the link of a sign-up that no letter reaches", people.HandOutSignUp, desk.Where(people.SignUpWaits), desk.Answers(people.Credentials{})),
		desk.Act(desk.OnOffice, access.JoinApplicant, "Ask to act for an applicant", people.Join, desk.Answers(people.Credentials{}), desk.AlwaysSecond(scheme.SecondJoin)),
		desk.Act(desk.OnPending, access.Confirm, "Confirm an act as the second person", desk.ConfirmPending, desk.In(record.PendingWaiting)),
		desk.Act(desk.OnPending, access.Refuse, "Refuse to confirm an act, which ends it", desk.RefusePending, desk.In(record.PendingWaiting)),

		desk.Act(desk.OnCase, access.Amend, "Change the particulars of a draft", application.Amend, desk.In(lifecycle.Draft)),
		desk.Act(desk.OnCase, access.ChangeEdition, "Take a draft over to the edition that it will be filed under", application.ChangeEdition, desk.In(lifecycle.Draft), desk.Where(application.EditionToCome)),
		desk.Act(desk.OnCase, access.Answer, "Answer criteria with the applicant's own claims", judging.Answer, withApplicant),
		desk.Act(desk.OnCase, access.Allot, "Divide the criteria among the contacts of the applicant", application.Allot, withApplicant, desk.Apart),
		desk.Act(desk.OnCase, access.Declare, "Make the declarations of the scheme", application.Declare, desk.In(lifecycle.Draft), desk.Where(application.DeclarationsToMake)),
		desk.Act(desk.OnCase, access.Attach, "Hand in a file as evidence", evidence.Attach, withApplicant),
		desk.Act(desk.OnCase, access.Reuse, "Use a file that was handed in before once more", evidence.Reuse, withApplicant, desk.Where(evidence.FilesToReuse)),
		desk.Act(desk.OnCase, access.RecordPage, "Record a page of the web that is shown for criteria", evidence.RecordPage, withApplicant),
		desk.Act(desk.OnCase, access.State, "State criteria as the holder of a post, or record it from paper", evidence.StateFor, withApplicant, desk.Where(evidence.StatementsAsked)),
		desk.Act(desk.OnCase, access.Except, "Let criteria or documents off, with a reason", evidence.Except, beforeDecision, desk.AlwaysSecond(scheme.SecondException)),
		desk.Act(desk.OnCase, access.RecordEvidence, "State dated evidence: audits, reports, register extract", evidence.State, withApplicant),
		desk.Act(desk.OnCase, access.RecordReport, "Hand in a vulnerability report, or a re-scan of one", evidence.RecordReport, whileScanned),
		desk.Act(desk.OnCase, access.RecordOpinion, "Record the responsible person's opinion on findings", evidence.RecordOpinion, whileScanned),
		desk.Act(desk.OnCase, access.RecordResolution, "Record that findings were resolved", evidence.RecordResolution, whileScanned),
		desk.Act(desk.OnCase, access.Submit, "Submit the application", application.Submit, desk.Steps(lifecycle.Submit), desk.Foreseen(application.Excuse)),
		desk.Act(desk.OnCase, access.Withdraw, "Withdraw the application", application.Withdraw, desk.Steps(lifecycle.Withdraw), desk.Aside),
		desk.Act(desk.OnCase, access.RecordPayment, "Record money received for a charge", money.RecordPayment, desk.Where(money.Owing(record.ChargeOwed))),
		desk.Act(desk.OnCase, access.RefundPayment, "Return money that came in beyond what was owed", money.RefundPayment, desk.Where(money.PaidTooMuch)),
		desk.Act(desk.OnCase, access.ReversePayment, "Take back a payment that was recorded wrongly", money.ReversePayment, desk.Where(money.PaymentsToReverse)),
		desk.Act(desk.OnCase, access.WaiveCharge, "Waive a charge, with a reason", money.Waive, desk.Where(money.Owing(record.ChargeOwed)), desk.AlwaysSecond(scheme.SecondException)),
		desk.Act(desk.OnCase, access.CheckIntake, "Record what was found of steps of the intake", application.CheckIntake, desk.In(lifecycle.Submitted), desk.Apart),
		desk.Act(desk.OnCase, access.Accept, "Accept the application after its review", application.Accept, desk.Steps(lifecycle.Accept)),
		desk.Act(desk.OnCase, access.Return, "Send an incomplete application back", application.Return, desk.Steps(lifecycle.Return)),
		desk.Act(desk.OnCase, access.Assign, "Assign a reviewer or an assessor", review.Assign, whileExamined),
		desk.Act(desk.OnCase, access.Unassign, "Take a reviewer or an assessor off the case", review.Unassign, whileExamined, desk.Where(review.SomebodyAssigned)),
		desk.Act(desk.OnCase, access.PutInCharge, "Say who of the office sees the case through", review.PutInCharge, desk.In(lifecycle.Open()...), desk.Apart),
		desk.Act(desk.OnCase, access.ChangeBody, "Give the first stage to another intake body", review.ChangeBody, whileExamined, desk.In(lifecycle.Ready), desk.Where(review.BodiesToChoose)),
		desk.Act(desk.OnCase, access.DeclareConflict, "Declare a conflict of interest in the case", committee.DeclareConflict, desk.SecondPerson(scheme.SecondConflict, committee.ConflictOfAnother), desk.Unseen),
		desk.Act(desk.OnCase, access.DeclareNoConflict, "Say that a seat has no conflict of interest in the case", committee.DeclareNoConflict, desk.In(lifecycle.Scheduled), desk.Where(committee.ClearanceToGive), desk.Apart),
		desk.Act(desk.OnCase, access.RetractConflict, "Retract a conflict of interest that was declared wrongly", committee.RetractConflict, desk.Where(committee.ConflictsToRetract), desk.SecondPerson(scheme.SecondConflict, committee.RetractedAfterVotes), desk.Unseen),
		desk.Act(desk.OnCase, access.BeginReview, "Begin the review", review.Begin, desk.Steps(lifecycle.BeginReview)),
		desk.Act(desk.OnCase, access.Judge, "Give first verdicts", judging.Judge, underReview, desk.Where(judging.MayJudge)),
		desk.Act(desk.OnCase, access.FinishJudging, "Say that all is judged, where each of two judges alone", judging.Finish, desk.In(lifecycle.DocumentReview), desk.Foreseen(judging.FinishToCome)),
		desk.Act(desk.OnCase, access.WriteMessage, "Write to the other side of a case", review.Write, beforeDecision, desk.Apart),
		desk.Act(desk.OnCase, access.RaiseFindings, "Send findings to the applicant", review.RaiseFindings, desk.Steps(lifecycle.RaiseFindings), desk.Foreseen(review.FindingsToCome)),
		desk.Act(desk.OnCase, access.AnswerFindings, "Answer findings with corrections", review.AnswerFindings, desk.Steps(lifecycle.AnswerFindings), desk.Settling(lifecycle.FindingsAnswered)),
		desk.Act(desk.OnCase, access.JudgeCorrection, "Accept a correction, send it back, or leave it unresolved", review.JudgeCorrection, underReview, desk.Where(review.CorrectionsToJudge)),
		desk.Act(desk.OnCase, access.PassDocuments, "Close the document review", review.PassDocuments, desk.Steps(lifecycle.PassDocuments), desk.Unless(judging.ProofsStand)),
		desk.Act(desk.OnCase, access.LogVisit, "Log time on site", review.LogVisit, onSite),
		desk.Act(desk.OnCase, access.CorrectVisit, "Put right time that was logged on site", review.CorrectVisit, sinceOnSite, desk.Where(review.VisitsToCorrect)),
		desk.Act(desk.OnCase, access.ConfirmEligibility, "Record what was found of eligibility on site", review.ConfirmEligibility, untilDecided, desk.Where(review.EligibilityToConfirm)),
		desk.Act(desk.OnCase, access.Observe, "Record what was seen on site, with a photo", review.Observe, onSite, desk.Apart),
		desk.Act(desk.OnCase, access.AcknowledgeClosing, "Record who acknowledged what was read out at the closing meeting", review.AcknowledgeClosing, onSite, desk.Apart),
		desk.Act(desk.OnCase, access.CheckOut, "Take a case along on a device, to work without a connection", review.CheckOut, onSite, desk.Apart),
		desk.Act(desk.OnCase, access.EndCheckOut, "End that a case is on a device", review.EndCheckOut, desk.Where(review.CheckOutsToEnd), desk.Apart),
		desk.Act(desk.OnCase, access.FinishOnSite, "Close the on-site review", review.FinishOnSite, desk.Steps(lifecycle.FinishOnSite)),
		desk.Act(desk.OnCase, access.ConfirmOverrun, "Confirm a proposed charge for overrun", money.ConfirmOverrun, desk.Where(money.Owing(record.ChargeProposed))),
		desk.Act(desk.OnCase, access.ChargeTravel, "Charge travel and lodging of a visit", money.ChargeTravel, sinceOnSite, desk.Where(money.TravelToCharge)),
		desk.Act(desk.OnCase, access.FileReport, "File the review report and freeze the dossier", review.FileReport, desk.Steps(lifecycle.FileReport), desk.Settling(lifecycle.ReportWritten)),
		desk.Act(desk.OnCase, access.ResumeReview, "Go on with the review after its report", review.Resume, desk.Steps(lifecycle.ResumeReview), desk.Aside),
		desk.Act(desk.OnCase, access.FailFirstStage, "End an application that failed the first stage", application.FailFirstStage, desk.Steps(lifecycle.FailFirstStage), desk.Aside),
		desk.Act(desk.OnCase, access.Schedule, "Put the case on the agenda of a session", committee.Schedule, desk.Steps(lifecycle.Schedule), desk.Foreseen(committee.SessionToCome)),
		desk.Act(desk.OnCase, access.JudgeFinal, "Give the committee's final verdicts", committee.JudgeFinal, desk.In(lifecycle.Scheduled), desk.Unless(committee.BeforeVotes), desk.Unseen),
		desk.Act(desk.OnCase, access.Vote, "Record the vote of a seat", committee.Vote, desk.In(lifecycle.Scheduled), desk.Foreseen(committee.SeatToVote), desk.SecondPerson(scheme.SecondProxyVote, committee.ForAnother), desk.Unseen),
		desk.Act(desk.OnCase, access.CorrectVote, "Put right a vote that was recorded wrongly", committee.CorrectVote, desk.In(lifecycle.Scheduled), desk.Where(committee.VotesToCorrect), desk.SecondPerson(scheme.SecondProxyVote, committee.CorrectedForAnother), desk.Unseen),
		desk.Act(desk.OnCase, access.ReopenVerdicts, "Void the votes and open the final verdicts again", committee.ReopenVerdicts, desk.In(lifecycle.Scheduled), desk.Where(committee.VotesToVoid), desk.AlwaysSecond(scheme.SecondException), desk.Unseen),
		desk.Act(desk.OnCase, access.Dissent, "Record a dissent from the decision", committee.Dissent, desk.Where(committee.DissentToRecord), desk.Apart),
		desk.Act(desk.OnCase, access.ConfirmVote, "Say whether a vote that another entered is right", committee.ConfirmVote, desk.Where(committee.ProxyToConfirm), desk.Apart),
		desk.Act(desk.OnCase, access.AnswerContest, "Answer a member that contests its vote", committee.AnswerContest, desk.Where(committee.ContestToAnswer), desk.Apart),
		desk.Act(desk.OnCase, access.Defer, "Put the case off to a later session", committee.Defer, desk.Steps(lifecycle.Defer)),
		desk.Act(desk.OnCase, access.AskMeeting, "Ask for a meeting on a case that goes round", committee.AskMeeting, desk.In(lifecycle.Scheduled), desk.Where(committee.GoesRound)),
		desk.Act(desk.OnCase, access.Decide, "Record the committee's decision", committee.Decide, desk.Steps(lifecycle.DecideGrant, lifecycle.DecideRefuse), desk.Foreseen(committee.DecisionToCome), desk.AlwaysSecond(scheme.SecondDecide)),
		desk.Act(desk.OnCase, access.HandOver, "Hand the decision over to the body that grants, in a signed note", mark.HandOver, desk.In(lifecycle.Agreement), desk.Where(mark.HandoverToMake)),
		desk.Act(desk.OnCase, access.ConcludeAgreement, "Conclude the agreement and grant the mark", mark.ConcludeAgreement, desk.Steps(lifecycle.Conclude), desk.Foreseen(mark.AgreementToCome)),
		desk.Act(desk.OnCase, access.RequestReexamination, "Ask that a refused case be examined anew", application.RequestReexamination, desk.In(lifecycle.Refused), desk.Where(application.ReexaminationToAsk)),
		desk.Act(desk.OnCase, access.AnswerReexamination, "Answer the request to examine a case anew", application.AnswerReexamination, desk.In(lifecycle.Refused), desk.Where(application.ReexaminationToAnswer)),
		desk.Act(desk.OnCase, access.RecordNotice, "Record the day the notice was received", mark.RecordNotice, desk.In(lifecycle.Granted, lifecycle.Agreement, lifecycle.Refused), desk.Where(mark.NoticeToCome)),
		desk.Act(desk.OnCase, access.CorrectNotice, "Put right the day the notice was received", mark.CorrectNotice, desk.In(lifecycle.Granted, lifecycle.Agreement, lifecycle.Refused), desk.Where(mark.NoticeToCorrect)),
		desk.Act(desk.OnCase, access.IssueLetter, "Issue an official document on a case", dispatch.Issue, desk.Where(dispatch.SomethingToTell), desk.Apart),
		desk.Act(desk.OnCase, access.RaiseYearlyFees, "Raise the yearly fees that fall due soon", money.RaiseYearly, desk.In(lifecycle.Granted), desk.Where(money.YearlyFeesRun)),
		desk.Act(desk.OnCase, access.Remind, "Remind an applicant of a day", application.Remind, desk.Where(application.ReminderToSend), desk.Apart),
		desk.Act(desk.OnCase, access.Hold, "Keep the documents of a case from being erased", retention.Hold, desk.Where(retention.HoldToMake), desk.Apart),
		desk.Act(desk.OnCase, access.ReleaseHold, "End that the documents of a case are held", retention.ReleaseHold, desk.Where(retention.HoldToRelease), desk.Apart),
		desk.Act(desk.OnCase, access.Erase, "Erase documents of a case that are no longer to be kept", retention.Erase, desk.In(lifecycle.Ended()...), desk.Where(retention.ErasureToMake), desk.AlwaysSecond(scheme.SecondErasure)),
		desk.Act(desk.OnCase, access.Lapse, "Close a case whose deadline has passed", application.Lapse, desk.Steps(lifecycle.Lapse), desk.Aside),

		desk.Act(desk.OnSeat, access.Appoint, "Appoint a member to a seat of the committee", committee.Appoint),
		desk.Act(desk.OnSeat, access.EndTerm, "End the term of a member of the committee", committee.EndTerm),
		desk.Act(desk.OnSeat, access.NameDeputy, "Name the seat that stands in for the chair", committee.NameDeputy, desk.Answers(record.Deputy{})),
		desk.Act(desk.OnSeat, access.EndDeputy, "End that a seat stands in for the chair", committee.EndDeputy, desk.Answers(record.Deputy{})),

		desk.Act(desk.OnPersonnel, access.StateTie, "State what binds somebody to an organisation", people.StateTie),
		desk.Act(desk.OnPersonnel, access.CorrectTie, "Say when a tie ended, or strike one that was stated wrongly", people.CorrectTie),
		desk.Act(desk.OnPersonnel, access.RecordCompetence, "Write down what somebody is competent for", people.RecordCompetence, desk.Answers(record.Competence{})),
		desk.Act(desk.OnPersonnel, access.EndCompetence, "Say when a competence ends", people.EndCompetence, desk.Answers(record.Competence{})),

		desk.Act(desk.OnSession, access.CallSession, "Call the session: ask its members whether they come and have a conflict of interest", committee.Call, desk.In(record.SessionPlanned), desk.Where(committee.ToBeCalled), desk.Apart),
		desk.Act(desk.OnSession, access.RemindSession, "Remind the members that have not answered", committee.Remind, desk.In(record.SessionPlanned), desk.Where(committee.ToBeReminded), desk.Apart),
		desk.Act(desk.OnSession, access.OpenSession, "Open the session", committee.Open, desk.StepsOf(lifecycle.Sessions(), lifecycle.OpenSession), desk.Unless(committee.DayHasCome)),
		desk.Act(desk.OnSession, access.ReplySession, "Say whether a seat means to come", committee.Reply, desk.In(record.SessionPlanned), desk.Where(committee.AtATable), desk.Apart),
		desk.Act(desk.OnSession, access.Attend, "Record who is present", committee.Attend, desk.In(record.SessionOpen), desk.Where(committee.AtATable)),
		desk.Act(desk.OnSession, access.Excuse, "Record that a seat is not, or no longer, present", committee.Excuse, desk.In(record.SessionPlanned, record.SessionOpen), desk.Where(committee.AtATable)),
		desk.Act(desk.OnSession, access.CloseSession, "Close the session with its minutes", committee.Close, desk.StepsOf(lifecycle.Sessions(), lifecycle.CloseSession), desk.Unless(committee.AgendaSettled)),
		desk.Act(desk.OnSession, access.ApproveMinutes, "Approve the minutes", committee.ApproveMinutes, desk.In(record.SessionClosed), desk.Foreseen(committee.ApprovalToCome)),
		desk.Act(desk.OnSession, access.CorrectMinutes, "Put the minutes right", committee.CorrectMinutes, desk.In(record.SessionClosed)),
		desk.Act(desk.OnSession, access.MoveSession, "Move the session to another day", committee.Move, desk.In(record.SessionPlanned)),
		desk.Act(desk.OnSession, access.CancelSession, "Call the session off", committee.Cancel, desk.StepsOf(lifecycle.Sessions(), lifecycle.CancelSession), desk.Aside, desk.Unless(committee.NothingDone)),

		desk.Act(desk.OnMark, access.SuspendMark, "Suspend the mark", mark.Suspend, desk.StepsOf(lifecycle.Marks(), lifecycle.Suspend), desk.Aside, desk.AlwaysSecond(scheme.SecondMeasure)),
		desk.Act(desk.OnMark, access.RestoreMark, "Restore a suspended mark", mark.Restore, desk.StepsOf(lifecycle.Marks(), lifecycle.Restore), desk.Unless(mark.StillRuns), desk.AlwaysSecond(scheme.SecondMeasure)),
		desk.Act(desk.OnMark, access.WithdrawMark, "Withdraw the mark", mark.Withdraw, desk.StepsOf(lifecycle.Marks(), lifecycle.WithdrawMark), desk.Aside, desk.AlwaysSecond(scheme.SecondMeasure)),
		desk.Act(desk.OnMark, access.CorrectMeasure, "Put right a measure that was entered wrongly", mark.CorrectMeasure, desk.Where(mark.MeasureToCorrect), desk.AlwaysSecond(scheme.SecondMeasure)),
		desk.Act(desk.OnMark, access.RecordChange, "Enter a change that the holder has reported", mark.RecordChange, desk.In(record.MarkActive, record.MarkSuspended), desk.AlwaysSecond(scheme.SecondMeasure)),
		desk.Act(desk.OnMark, access.CorrectRegister, "Put a typing error in the register right", mark.CorrectRegister, desk.CalledWith(desk.OnRegister), desk.SecondPerson(scheme.SecondMeasure, mark.OfLiving)),
		desk.Act(desk.OnMark, access.RemindHolder, "Remind a holder of a day of its mark", mark.Remind, desk.In(record.MarkActive, record.MarkSuspended), desk.Where(mark.ReminderToSend), desk.Apart),
		desk.Act(desk.OnMark, access.EndMark, "End the mark at its holder's wish", mark.End, desk.StepsOf(lifecycle.Marks(), lifecycle.End), desk.Aside),

		desk.Act(desk.OnBankFile, access.ImportPayment, "Take in what a bank told of the money that came in", money.ImportBankFile, desk.Begins),
		desk.Act(desk.OnBankFile, access.ConfirmPayment, "Record which invoices the movements of a bank's file were for", money.ConfirmBankFile),
		desk.Act(desk.OnMatter, access.ReportMisuse, "Take up that a mark looks to be shown wrongly", matter.ReportMisuse, desk.Begins),
		desk.Act(desk.OnMatter, access.AcceptMatter, "Say that a matter is the office's, and look into it", matter.Accept, desk.StepsOf(lifecycle.Matters(), lifecycle.AcceptMatter)),
		desk.Act(desk.OnMatter, access.NoteMatter, "Write down what was seen of a matter", matter.Note, desk.In(record.MatterReceived, record.MatterLooking)),
		desk.Act(desk.OnMatter, access.CloseMatter, "Close a matter with its outcome", matter.Close, desk.StepsOf(lifecycle.Matters(), lifecycle.CloseMatter)),
		desk.Act(desk.OnMatter, access.DismissMatter, "End a matter that is not the office's", matter.Dismiss, desk.StepsOf(lifecycle.Matters(), lifecycle.DismissMatter), desk.Aside),
	}
})

// FindAction returns the action of the name.
func FindAction(name access.Action) (desk.Action, bool) {
	return desk.Tables{Actions: Actions()}.Action(name)
}

// withApplicant is while the case is the applicant's to write.
func withApplicant(a *desk.Action) {
	desk.In(lifecycle.Draft, lifecycle.DocumentCorrection, lifecycle.OnSiteCorrection)(a)
}

// beforeDecision is until the committee has decided.
func beforeDecision(a *desk.Action) {
	withApplicant(a)
	whileExamined(a)
	desk.In(lifecycle.Ready, lifecycle.Scheduled)(a)
}

// whileExamined is from the submission until the report on the review is filed.
func whileExamined(a *desk.Action) {
	desk.In(lifecycle.Submitted, lifecycle.Accepted, lifecycle.DocumentReview, lifecycle.DocumentCorrection,
		lifecycle.OnSiteReview, lifecycle.OnSiteCorrection, lifecycle.Reporting)(a)
}

// onSite is while the case is reviewed on site.
func onSite(a *desk.Action) { desk.In(lifecycle.OnSiteReview, lifecycle.OnSiteCorrection)(a) }

// sinceOnSite is from the review on site on, for as long as its charges matter.
func sinceOnSite(a *desk.Action) {
	desk.In(lifecycle.OnSiteReview, lifecycle.OnSiteCorrection, lifecycle.Reporting, lifecycle.Ready, lifecycle.Scheduled,
		lifecycle.Agreement, lifecycle.Granted, lifecycle.Refused)(a)
}

// untilDecided is from the review on site until the committee has decided.
func untilDecided(a *desk.Action) {
	desk.In(lifecycle.OnSiteReview, lifecycle.OnSiteCorrection, lifecycle.Reporting, lifecycle.Ready, lifecycle.Scheduled)(a)
}

// underReview is while verdicts are given.
func underReview(a *desk.Action) { desk.In(lifecycle.DocumentReview, lifecycle.OnSiteReview)(a) }

// whileScanned is while the applicant can still act on the diagnosis, where the
// edition asks for one.
func whileScanned(a *desk.Action) {
	desk.In(lifecycle.Draft, lifecycle.Submitted, lifecycle.Accepted, lifecycle.DocumentReview, lifecycle.DocumentCorrection)(a)
	desk.Where(evidence.DiagnosisAsked)(a)
}
