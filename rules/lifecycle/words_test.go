package lifecycle_test

import "akashi/rules/lifecycle"

func stateWords() map[lifecycle.State]string {
	return map[lifecycle.State]string{
		lifecycle.Draft:              "下書き | 7.2",
		lifecycle.Submitted:          "提出済み・形式審査待ち | 7.2, 7.3",
		lifecycle.Accepted:           "受理 | 7.3",
		lifecycle.DocumentReview:     "文書審査・一次審査 | 7.4",
		lifecycle.DocumentCorrection: "文書審査の補正待ち | 7.4",
		lifecycle.OnSiteReview:       "現地審査 | 7.4",
		lifecycle.OnSiteCorrection:   "現地審査の改善報告待ち | 7.4",
		lifecycle.Reporting:          "審査報告の作成 | 7.5",
		lifecycle.Ready:              "委員会待ち | 7.5",
		lifecycle.Scheduled:          "議案に上程済み | 7.6",
		lifecycle.Agreement:          "付与契約待ち | 4.1.2",
		lifecycle.Granted:            "付与 | 7.7, 7.8",
		lifecycle.Refused:            "否 | 7.6",
		lifecycle.Withdrawn:          "申請取下げ | 7.2",
		lifecycle.Lapsed:             "失効 | 7.6",
		lifecycle.Failed:             "一次審査不合格 | 7.5",
	}
}

func eventWords() map[lifecycle.Event]string {
	return map[lifecycle.Event]string{
		lifecycle.Submit:         "申請の提出 | 7.2",
		lifecycle.Return:         "差戻し | 7.3",
		lifecycle.Accept:         "受理 | 7.3",
		lifecycle.BeginReview:    "審査の開始 | 7.4",
		lifecycle.RaiseFindings:  "指摘事項の通知 | 7.4",
		lifecycle.AnswerFindings: "改善報告・補正 | 7.4",
		lifecycle.PassDocuments:  "文書審査・一次審査の終了 | 7.4",
		lifecycle.FinishOnSite:   "現地審査の終了 | 7.4",
		lifecycle.FileReport:     "審査報告の提出 | 7.5",
		lifecycle.Schedule:       "上程 | 7.6",
		lifecycle.Defer:          "次回へ持越し | 7.6",
		lifecycle.DecideGrant:    "付与適格決定・合格 | 7.6",
		lifecycle.DecideRefuse:   "否の決定 | 7.6",
		lifecycle.Conclude:       "付与契約の締結 | 4.1.2",
		lifecycle.Lapse:          "期限の経過による失効 | 7.6",
		lifecycle.Withdraw:       "申請取下げ | 7.2",
		lifecycle.ResumeReview:   "審査の続行（再審査・再現地審査） | 7.4",
		lifecycle.FailFirstStage: "一次審査不合格 | 7.5",
	}
}

func guardWords() map[lifecycle.Guard]string {
	return map[lifecycle.Guard]string{
		lifecycle.UnderItsEdition:      "pinned to the edition (版) in force on the filing day",
		lifecycle.BodyTakes:            "its intake body takes applications on the filing day",
		lifecycle.Eligible:             "no disqualification (欠格事項) on the filing day",
		lifecycle.InRenewalWindow:      "the filing day is inside the renewal window (更新申請期間); a first application always is",
		lifecycle.ClaimsComplete:       "the applicant has answered every criterion",
		lifecycle.FirstStagePassed:     "the first verdicts do not come to a failure, where the first stage can fail",
		lifecycle.FirstStageFailed:     "the first verdicts come to a failure, and the first stage can fail",
		lifecycle.EvidenceComplete:     "everything that was claimed as met has the evidence that its method asks for",
		lifecycle.DocumentsComplete:    "every document of the checklist is there, young enough, or let off",
		lifecycle.DeclarationsMade:     "every declaration of the scheme (宣誓) is made",
		lifecycle.PaidForSubmission:    "the fees of the gate `submission` are paid",
		lifecycle.PaidForReview:        "the fees of the gate `application_review` are paid",
		lifecycle.IntakeComplete:       "no step of the intake (受付の確認) stands as missing, and each was looked at where the scheme asks for it",
		lifecycle.ReviewerAssigned:     "a reviewer or an assessor (担当審査員) is assigned",
		lifecycle.FindingsRaised:       "at least one finding (指摘事項) is open",
		lifecycle.FindingsAnswered:     "every open finding is answered",
		lifecycle.FindingsClosed:       "no finding waits for an answer or its acceptance",
		lifecycle.DocumentsJudged:      "every verdict of the document review is given",
		lifecycle.OnSiteJudged:         "every verdict of the on-site review is given",
		lifecycle.VisitLogged:          "the time on site is logged",
		lifecycle.EligibilityConfirmed: "what the applicant declared of its eligibility was checked on site, where the scheme has it checked there (S3-05)",
		lifecycle.NotBarred:            "no ground of disqualification (欠格事項) was found on site",
		lifecycle.ReportWritten:        "the review report (審査報告) is written",
		lifecycle.PaidForCommittee:     "the fees of the gate `committee` are paid",
		lifecycle.InTimeForSession:     "the case is ready by the session's last day",
		lifecycle.QuorumHolds:          "the quorum (定足数) holds after recusals",
		lifecycle.VoteToGrant:          "the votes are for the grant",
		lifecycle.VoteToRefuse:         "the votes are for the refusal",
		lifecycle.AllJudged:            "every item has a final verdict",
		lifecycle.ScorePasses:          "the final verdicts pass by the edition's rule",
		lifecycle.AgreementInTime:      "the last day for the agreement has not passed",
		lifecycle.PaidForGrant:         "the fees of the gate `grant` are paid",
		lifecycle.DeadlinePassed:       "the last day for what the case waits for has passed",
	}
}

func markWords() [][2]string {
	return [][2]string{
		{"status active", "有効 (7.7, 7.8)"},
		{"status suspended", "一時停止中 (7.11)"},
		{"status withdrawn", "取消し (7.11)"},
		{"status ended", "返上・終了 (7.11)"},
		{"event " + string(lifecycle.Renew), "更新 (7.6, 7.7)"},
		{"event " + string(lifecycle.Suspend), "一時停止 (7.11)"},
		{"event " + string(lifecycle.Restore), "復帰 (7.11)"},
		{"event " + string(lifecycle.WithdrawMark), "取消し (7.11)"},
		{"event " + string(lifecycle.End), "返上・終了 (7.11)"},
	}
}

func sessionWords() [][2]string {
	return [][2]string{
		{"state planned", "開催予定"},
		{"state open", "開会中; votes are sealed"},
		{"state closed", "閉会; votes are unsealed, minutes are final (7.6)"},
		{"state cancelled", "中止; nothing was decided in it"},
		{"event " + string(lifecycle.OpenSession), "開会"},
		{"event " + string(lifecycle.CloseSession), "閉会"},
		{"event " + string(lifecycle.CancelSession), "中止"},
	}
}

func matterWords() [][2]string {
	return [][2]string{
		{"state received", "受付; nobody has looked into it yet"},
		{"state looking", "調査中 (4.1.3)"},
		{"state dismissed", "対象外; it is not the office's"},
		{"state closed", "終了, with an outcome"},
		{"event " + string(lifecycle.AcceptMatter), "調査の開始"},
		{"event " + string(lifecycle.DismissMatter), "対象外とする"},
		{"event " + string(lifecycle.CloseMatter), "調査の終了"},
	}
}
