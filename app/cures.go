package app

import "akashi/rules/access"

// CuredBy names, for each thing that can stand against an act, the acts that may
// cure it. What is not named waits for a day, or for facts to change.
func CuredBy() map[string][]access.Action {
	return map[string][]access.Action{
		"guard.under_its_edition":     {access.ChangeEdition},
		"guard.body_takes":            {access.Amend},
		"guard.claims_complete":       {access.Answer},
		"guard.evidence_complete":     {access.Attach, access.Reuse, access.RecordPage, access.State, access.RecordEvidence, access.RecordReport, access.Except},
		"guard.documents_complete":    {access.Attach, access.Reuse, access.RecordEvidence, access.RecordReport, access.Except},
		"judge.evidence-missing":      {access.Attach, access.RecordPage, access.State, access.RaiseFindings, access.Except},
		"guard.declarations_made":     {access.Declare},
		"guard.paid_for_submission":   {access.RecordPayment, access.WaiveCharge},
		"guard.paid_for_review":       {access.RecordPayment, access.WaiveCharge},
		"guard.paid_for_committee":    {access.RecordPayment, access.WaiveCharge},
		"guard.paid_for_grant":        {access.RecordPayment, access.WaiveCharge},
		"guard.intake_complete":       {access.CheckIntake, access.Return},
		"handover.not-made":           {access.HandOver},
		"charge.unpriced":             {access.AddFeeTable},
		"guard.reviewer_assigned":     {access.Assign},
		"guard.findings_raised":       {access.RaiseFindings},
		"guard.findings_answered":     {access.AnswerFindings},
		"guard.findings_closed":       {access.JudgeCorrection},
		"guard.documents_judged":      {access.Judge, access.FinishJudging},
		"guard.onsite_judged":         {access.Judge},
		"guard.visit_logged":          {access.LogVisit},
		"guard.eligibility_confirmed": {access.ConfirmEligibility},
		"guard.not_barred":            {access.ConfirmEligibility},
		"guard.report_written":        {access.FileReport},
		"guard.in_time_for_session":   {access.PlanSession},
		"guard.first_stage_passed":    {access.ResumeReview, access.FailFirstStage},
		"guard.first_stage_failed":    {access.ResumeReview},
		"guard.quorum_holds":          {access.Attend},
		"guard.vote_to_grant":         {access.Vote, access.Excuse},
		"guard.vote_to_refuse":        {access.Vote, access.Excuse},
		"guard.all_judged":            {access.JudgeFinal, access.ReopenVerdicts},
		"guard.score_passes":          {access.JudgeFinal, access.ReopenVerdicts},
		"access.session-open":         {access.OpenSession},
		"judge.votes-cast":            {access.ReopenVerdicts},
		"vote.absent":                 {access.Attend},
		"assign.not-competent":        {access.RecordCompetence},
		"assign.tied":                 {access.CorrectTie},
		"tie.voted":                   {access.DeclareConflict},
		"session.agenda-pending":      {access.Decide, access.Defer},
		"judge.contradicts-evidence":  {access.Judge, access.JudgeFinal},
	}
}
