package access

import (
	"slices"

	"akashi/record"
)

// Rule is one row of the policy: who may perform an action, and what must hold
// for everybody who does.
type Rule struct {
	Action Action
	Who    []Grant
	Needs  []Need
}

// Grant lets a role perform an action on the objects that stand in the relation.
type Grant struct {
	Role     record.Role
	Relation Relation
}

// For returns how the role must stand to the object, and whether the rule lets
// the role act at all.
func (r Rule) For(role record.Role) (Relation, bool) {
	for _, g := range r.Who {
		if g.Role == role {
			return g.Relation, true
		}
	}
	return "", false
}

// Need is a condition of an action beyond the actor's relation to the object.
type Need string

// The needs.
const (
	SittingOpen   Need = "session-open"   // the session is open
	NotEvaluator  Need = "not-evaluator"  // the actor did not examine the case (17065 7.6.2)
	SeatNamed     Need = "seat"           // own seat of a member; the secretariat names whose
	SeatUnbiassed Need = "seat-unbiassed" // the seat has no conflict, whoever casts its vote
	NotFirst      Need = "not-first"      // somebody else than the one who asked for the act
	OfOffice      Need = "of-office"      // of the office, or the committee's chair
	ForItself     Need = "for-itself"     // an applicant's officer opens for that applicant, or begins alone
	Alone         Need = "alone"          // acts for no applicant yet
	Oneself       Need = "oneself"        // of the actor; the secretariat names anybody
	Apart         Need = "apart"          // a clerk of an intake body does not examine the case, and never did
	SameBody      Need = "same-body"      // an examiner of an intake body examines only what was filed there
)

// Roles lists the roles in the order in which tables print them.
func Roles() []record.Role {
	return []record.Role{record.RoleApplicant, record.RoleSecretariat, record.RoleReviewer, record.RoleAssessor,
		record.RoleMember, record.RoleObserver, record.RoleResponsible, record.RoleAccounts, record.RoleClerk, record.RoleAdmin, record.RoleCalendar, record.RolePublic}
}

// IsStaff reports whether a role works for the office or its committee.
func IsStaff(role record.Role) bool {
	return slices.Contains([]record.Role{record.RoleSecretariat, record.RoleReviewer, record.RoleAssessor,
		record.RoleMember, record.RoleObserver, record.RoleAccounts, record.RoleClerk}, role)
}

// Table returns the whole policy, in the order of the procedure.
func Table() []Rule { return slices.Clone(table) }

// table never changes. The secretariat enters what an applicant handed in on
// paper, and records in the minutes what the committee did; the journal names
// who entered it.
var table = policy()

func policy() []Rule {
	office := Grant{record.RoleSecretariat, Within}
	applicant := []Grant{{record.RoleApplicant, Own}, office}
	team := []Grant{{record.RoleReviewer, Assigned}, {record.RoleAssessor, Assigned}}
	member, tabled, heard := Grant{record.RoleMember, Cleared}, Grant{record.RoleMember, Tabled}, Grant{record.RoleMember, Heard}
	responsible := Grant{record.RoleResponsible, Own}
	accounts := Grant{record.RoleAccounts, Within}
	clerk := Grant{record.RoleClerk, AtBody}
	intake := []Grant{office, clerk}
	examiners := []Grant{{record.RoleReviewer, Within}, {record.RoleAssessor, Within}, {record.RoleMember, Within}}
	bench := []Need{SittingOpen, NotEvaluator}
	return []Rule{
		{Action: Open, Who: []Grant{{record.RoleApplicant, Within}, office}, Needs: []Need{ForItself}},
		{Action: Amend, Who: applicant},
		{Action: ChangeEdition, Who: applicant},
		{Action: Answer, Who: applicant},
		{Action: Allot, Who: []Grant{{record.RoleApplicant, Own}}},
		{Action: Declare, Who: append([]Grant{responsible}, applicant...)},
		{Action: Attach, Who: applicant},
		{Action: Reuse, Who: applicant},
		{Action: RecordPage, Who: applicant},
		{Action: State, Who: append([]Grant{responsible}, applicant...)},
		{Action: RecordEvidence, Who: applicant},
		{Action: RecordReport, Who: applicant},
		{Action: RecordOpinion, Who: append([]Grant{responsible}, applicant...)},
		{Action: RecordResolution, Who: applicant},
		{Action: Submit, Who: applicant},
		{Action: Withdraw, Who: applicant},
		{Action: Return, Who: intake, Needs: []Need{Apart}},
		{Action: Except, Who: []Grant{office}},
		{Action: CheckIntake, Who: intake, Needs: []Need{Apart}},
		{Action: Accept, Who: intake, Needs: []Need{Apart}},
		{Action: Assign, Who: intake, Needs: []Need{Apart}},
		{Action: Unassign, Who: intake, Needs: []Need{Apart}},
		{Action: PutInCharge, Who: []Grant{office}},
		{Action: ChangeBody, Who: []Grant{office}},
		{Action: BeginReview, Who: append([]Grant{office}, team...)},
		{Action: Judge, Who: team, Needs: []Need{SameBody}},
		{Action: FinishJudging, Who: []Grant{{record.RoleReviewer, Assigned}}, Needs: []Need{SameBody}},
		{Action: WriteMessage, Who: slices.Concat(team, applicant), Needs: []Need{SameBody}},
		{Action: RaiseFindings, Who: team, Needs: []Need{SameBody}},
		{Action: AnswerFindings, Who: applicant},
		{Action: JudgeCorrection, Who: team, Needs: []Need{SameBody}},
		{Action: PassDocuments, Who: team, Needs: []Need{SameBody}},
		{Action: LogVisit, Who: team, Needs: []Need{SameBody}},
		{Action: CorrectVisit, Who: append([]Grant{office}, team...), Needs: []Need{SameBody}},
		{Action: ConfirmEligibility, Who: team, Needs: []Need{SameBody}},
		{Action: Observe, Who: team, Needs: []Need{SameBody}},
		{Action: AcknowledgeClosing, Who: team, Needs: []Need{SameBody}},
		{Action: CheckOut, Who: team, Needs: []Need{SameBody}},
		{Action: EndCheckOut, Who: append([]Grant{office}, team...), Needs: []Need{SameBody}},
		{Action: FinishOnSite, Who: team, Needs: []Need{SameBody}},
		{Action: FileReport, Who: team, Needs: []Need{SameBody}},
		{Action: ResumeReview, Who: append([]Grant{office}, team...)},
		{Action: FailFirstStage, Who: []Grant{office}},

		{Action: PlanSession, Who: []Grant{office}},
		{Action: Appoint, Who: []Grant{office}},
		{Action: EndTerm, Who: []Grant{office}},
		{Action: NameDeputy, Who: []Grant{office, {record.RoleMember, Within}}, Needs: []Need{OfOffice}},
		{Action: EndDeputy, Who: []Grant{office, {record.RoleMember, Within}}, Needs: []Need{OfOffice}},
		{Action: StateTie, Who: append([]Grant{office}, examiners...), Needs: []Need{Oneself}},
		{Action: CorrectTie, Who: []Grant{office}},
		{Action: RecordCompetence, Who: []Grant{office}},
		{Action: EndCompetence, Who: []Grant{office}},
		{Action: ViewPersonnel, Who: append([]Grant{office}, examiners...)},
		{Action: Schedule, Who: []Grant{office}},
		{Action: Defer, Who: []Grant{office}},
		{Action: AskMeeting, Who: []Grant{member}, Needs: bench},
		{Action: OpenSession, Who: []Grant{office}},
		{Action: CallSession, Who: []Grant{office}},
		{Action: RemindSession, Who: []Grant{office}},
		{Action: ReplySession, Who: []Grant{office, {record.RoleMember, Within}}, Needs: []Need{SeatNamed}},
		{Action: Attend, Who: []Grant{office, {record.RoleMember, Within}}, Needs: []Need{SeatNamed}},
		{Action: Excuse, Who: []Grant{office, {record.RoleMember, Within}}, Needs: []Need{SeatNamed}},
		{Action: DeclareConflict, Who: []Grant{office, {record.RoleReviewer, OfBody}, {record.RoleAssessor, Assigned}, tabled}, Needs: []Need{Oneself}},
		{Action: DeclareNoConflict, Who: []Grant{office, tabled}, Needs: []Need{SeatNamed, SeatUnbiassed}},
		{Action: RetractConflict, Who: []Grant{office}},
		{Action: Vote, Who: []Grant{office, member}, Needs: append(bench, SeatNamed, SeatUnbiassed)},
		{Action: CorrectVote, Who: []Grant{office, member}, Needs: append(bench, SeatNamed, SeatUnbiassed)},
		{Action: JudgeFinal, Who: []Grant{office, member}, Needs: append(bench, OfOffice)},
		{Action: ReopenVerdicts, Who: []Grant{office}, Needs: bench},
		{Action: Decide, Who: []Grant{office}, Needs: bench},
		{Action: CloseSession, Who: []Grant{office}},
		{Action: ApproveMinutes, Who: []Grant{{record.RoleMember, Within}}},
		{Action: CorrectMinutes, Who: []Grant{office}},
		{Action: Dissent, Who: []Grant{member}},
		{Action: ConfirmVote, Who: []Grant{member}},
		{Action: AnswerContest, Who: []Grant{office}},
		{Action: CancelSession, Who: []Grant{office}},
		{Action: MoveSession, Who: []Grant{office}},
		{Action: HandOver, Who: []Grant{office}},
		{Action: ConcludeAgreement, Who: []Grant{office}},
		{Action: RequestReexamination, Who: applicant},
		{Action: AnswerReexamination, Who: []Grant{office}},
		{Action: RecordNotice, Who: []Grant{office}},
		{Action: CorrectNotice, Who: []Grant{office}},
		{Action: Lapse, Who: []Grant{office, {record.RoleCalendar, Within}}},
		{Action: RaiseYearlyFees, Who: []Grant{office, {record.RoleCalendar, Within}}},
		{Action: Remind, Who: []Grant{office, {record.RoleCalendar, Within}}},
		{Action: RemindHolder, Who: []Grant{office, {record.RoleCalendar, Within}}},
		{Action: SuspendMark, Who: []Grant{office}},
		{Action: RestoreMark, Who: []Grant{office}},
		{Action: WithdrawMark, Who: []Grant{office}},
		{Action: EndMark, Who: applicant},
		{Action: CorrectMeasure, Who: []Grant{office}},
		{Action: RecordChange, Who: []Grant{office}},
		{Action: CorrectRegister, Who: []Grant{office}},

		{Action: ConfirmOverrun, Who: []Grant{office}},
		{Action: ChargeTravel, Who: []Grant{office}},
		{Action: WaiveCharge, Who: []Grant{office}},
		{Action: RecordPayment, Who: []Grant{office, accounts}},
		{Action: ReversePayment, Who: []Grant{office, accounts}},
		{Action: RefundPayment, Who: []Grant{office, accounts}},
		{Action: ImportPayment, Who: []Grant{office, accounts}},
		{Action: ConfirmPayment, Who: []Grant{office, accounts}},
		{Action: ViewBankFile, Who: []Grant{office, accounts}},
		{Action: ListCases, Who: everybodyAtWork()},
		{Action: ViewCase, Who: []Grant{{record.RoleApplicant, Own}, responsible, office, accounts, clerk, {record.RoleReviewer, OfBody},
			{record.RoleAssessor, Assigned}, member, {record.RoleObserver, Unnamed}}},
		{Action: ViewJournal, Who: []Grant{office}},
		{Action: ViewSession, Who: []Grant{office, {record.RoleMember, Within}, {record.RoleObserver, Within}}},
		{Action: ViewRegister, Who: everybody()},
		{Action: ViewRenewals, Who: []Grant{office}},
		{Action: BulkActs, Who: []Grant{{record.RoleSecretariat, Anyone}}},
		{Action: ViewBilling, Who: []Grant{{record.RoleSecretariat, Anyone}, {record.RoleAccounts, Anyone}}},
		{Action: SetIssuer, Who: []Grant{office}},
		{Action: ViewIssuers, Who: []Grant{office, accounts}},
		{Action: ViewInvoices, Who: []Grant{{record.RoleApplicant, Own}, office, accounts}},
		{Action: IssueLetter, Who: []Grant{office}},
		{Action: ViewLetters, Who: []Grant{{record.RoleApplicant, Own}, responsible, office}},
		{Action: ViewFigures, Who: []Grant{office, {record.RoleObserver, Within}}},
		{Action: ImportRegister, Who: []Grant{office, {record.RoleAdmin, Within}}},
		{Action: MoveIn, Who: []Grant{office}},
		{Action: Simulate, Who: []Grant{office}},
		{Action: VerifyLog, Who: []Grant{{record.RoleSecretariat, Anyone}, {record.RoleObserver, Anyone}, {record.RoleAdmin, Anyone}}},
		{Action: AddFeeTable, Who: []Grant{office}},
		{Action: SetDays, Who: []Grant{office}},
		{Action: AddBody, Who: []Grant{office}},
		{Action: CloseBody, Who: []Grant{office}},
		{Action: ViewBodies, Who: []Grant{office}},
		{Action: RecordAbsence, Who: []Grant{office}},
		{Action: EndAbsence, Who: []Grant{office}},
		{Action: ViewAbsences, Who: []Grant{office}},
		{Action: SetRetention, Who: []Grant{office}},
		{Action: ViewRetention, Who: []Grant{office}},
		{Action: Hold, Who: []Grant{office}},
		{Action: ReleaseHold, Who: []Grant{office}},
		{Action: Erase, Who: []Grant{office}},
		{Action: TrustBody, Who: []Grant{office}},
		{Action: ReceiveHandover, Who: []Grant{office}},
		{Action: ReturnHandover, Who: []Grant{office}},
		{Action: ViewHandover, Who: []Grant{office}},
		{Action: AllowCircular, Who: []Grant{office}},
		{Action: ViewDays, Who: []Grant{office, accounts, {record.RoleReviewer, Within}, {record.RoleAssessor, Within}, {record.RoleMember, Within}}},
		{Action: SetPhrases, Who: []Grant{office}},
		{Action: ViewPhrases, Who: []Grant{office, {record.RoleReviewer, Within}, {record.RoleAssessor, Within}}},
		{Action: PublishRule, Who: []Grant{office}},
		{Action: SecondPerson, Who: []Grant{office}},
		{Action: ViewPending, Who: []Grant{office, heard}},
		{Action: Confirm, Who: []Grant{office, heard}, Needs: []Need{NotFirst, OfOffice}},
		{Action: Refuse, Who: []Grant{office, heard}, Needs: []Need{OfOffice}},
		{Action: ReportMisuse, Who: []Grant{office}},
		{Action: AcceptMatter, Who: []Grant{office}},
		{Action: DismissMatter, Who: []Grant{office}},
		{Action: NoteMatter, Who: []Grant{office}},
		{Action: CloseMatter, Who: []Grant{office}},
		{Action: ViewMatter, Who: []Grant{office}},
		{Action: ViewMail, Who: []Grant{office}},
		{Action: ViewJobs, Who: []Grant{office}},
		{Action: UndoMail, Who: []Grant{office}},
		{Action: RetryMail, Who: []Grant{office}},
		{Action: BounceMail, Who: []Grant{office}},
		{Action: HandOut, Who: []Grant{office}},
		{Action: JoinApplicant, Who: []Grant{{record.RoleApplicant, Within}}, Needs: []Need{Alone}},
		{Action: AddUser, Who: []Grant{{record.RoleAdmin, Within}}},
		{Action: InviteUser, Who: []Grant{{record.RoleAdmin, Within}}},
		{Action: RotateUser, Who: []Grant{{record.RoleAdmin, Within}}},
		{Action: GrantRole, Who: []Grant{{record.RoleAdmin, Within}}},
		{Action: RevokeRole, Who: []Grant{{record.RoleAdmin, Within}}},
		{Action: DisableUser, Who: []Grant{{record.RoleAdmin, Within}}},
		{Action: EnableUser, Who: []Grant{{record.RoleAdmin, Within}}},
		{Action: ListUsers, Who: []Grant{{record.RoleAdmin, Anyone}}},
		{Action: ViewInstallation, Who: []Grant{{record.RoleAdmin, Anyone}}},
		{Action: OwnColleagues, Who: []Grant{{record.RoleApplicant, Own}}},
		{Action: OwnAccount, Who: append(everybodyAtWork(), Grant{record.RoleAdmin, Anyone})},
	}
}

// Who lists the roles that may perform the action, on some object.
func Who(act Action) (roles []record.Role) {
	r, _ := rule(act)
	for _, g := range r.Who {
		roles = append(roles, g.Role)
	}
	return roles
}

func everybodyAtWork() []Grant {
	var who []Grant
	for _, role := range []record.Role{record.RoleApplicant, record.RoleSecretariat, record.RoleReviewer,
		record.RoleAssessor, record.RoleMember, record.RoleObserver, record.RoleResponsible, record.RoleAccounts, record.RoleClerk} {
		who = append(who, Grant{role, Anyone})
	}
	return who
}

func everybody() []Grant {
	var who []Grant
	for _, role := range Roles() {
		who = append(who, Grant{role, Anyone})
	}
	return who
}

func rule(act Action) (Rule, bool) {
	for i := range table {
		if table[i].Action == act {
			return table[i], true
		}
	}
	return Rule{}, false
}

// Swap puts other rows in the place of the policy, and returns what puts it back. It is
// there to prove that each row is missed when it is not there; the product never calls it.
func Swap(rows []Rule) (back func()) {
	before := table
	table = rows
	return func() { table = before }
}
