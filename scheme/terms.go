package scheme

// The labels that every scheme has its own words for (用語). Doors print them in
// place of a common word; an edition leaves out those it has no use for.
const (
	TermApplicant         = "applicant"          // 申請者
	TermApplication       = "application"        // 申請
	TermApplicationReview = "application_review" // 形式審査
	TermDocumentReview    = "document_review"    // 文書審査・一次審査
	TermOnSiteReview      = "onsite_review"      // 現地審査
	TermReport            = "review_report"      // 審査報告
	TermCommittee         = "committee"          // 審査会・審査委員会
	TermSession           = "session"            // 開催回
	TermDecision          = "decision"           // 付与適格決定・二次審査の結果
	TermAgreement         = "agreement"          // 付与契約
	TermGrant             = "grant"              // 付与・使用許諾
	TermLicence           = "licence"            // 使用許諾・付与
	TermMark              = "mark"               // マーク
	TermNumber            = "number"             // 管理番号・登録番号
	TermUnit              = "unit"               // 付与の単位
	TermCertificate       = "certificate"        // 登録証
	TermFinding           = "finding"            // 指摘事項
	TermCorrection        = "correction"         // 改善
	TermReviewer          = "reviewer"           // 審査員
	TermIntakeBody        = "intake_body"        // 一次審査受付団体
	TermSecretariat       = "secretariat"        // 事務局
	TermNew               = "new"                // 新規
	TermRenewal           = "renewal"            // 更新
	TermValidity          = "validity"           // 有効期間
	TermSuspension        = "suspension"         // 一時停止
	TermWithdrawal        = "withdrawal"         // 取消し
	TermVoluntaryEnd      = "voluntary_end"      // 返上・終了
	TermExpiry            = "expiry"             // 失効
	TermAppeal            = "appeal"             // 異議申出
	TermComplaint         = "complaint"          // 苦情
	TermIncident          = "incident"           // 事故
	TermRegister          = "register"           // 登録簿

	// What a case is called while, or after, the committee has it.
	TermScheduled = "scheduled" // 審査委員会に付議・審査会に付議
	TermGranted   = "granted"   // 合格・付与
	TermRefused   = "refused"   // 不合格・否決
)

// TermKeys lists the vocabulary.
func TermKeys() []string {
	return []string{TermApplicant, TermApplication, TermApplicationReview, TermDocumentReview, TermOnSiteReview,
		TermReport, TermCommittee, TermSession, TermDecision, TermAgreement, TermGrant, TermLicence, TermMark,
		TermNumber, TermUnit, TermCertificate, TermFinding, TermCorrection, TermReviewer, TermIntakeBody,
		TermSecretariat, TermNew, TermRenewal, TermValidity, TermSuspension, TermWithdrawal, TermVoluntaryEnd,
		TermExpiry, TermAppeal, TermComplaint, TermIncident, TermRegister, TermScheduled, TermGranted, TermRefused}
}
