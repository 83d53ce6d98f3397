package access

// Action names one thing that a person or the calendar can do. It is also the
// name of the use case and of the entry in the journal.
type Action string

// What is done to an application before and while it is examined.
const (
	Open             Action = "open"
	Amend            Action = "amend"
	ChangeEdition    Action = "change-edition"
	Answer           Action = "answer"
	Allot            Action = "allot"
	Declare          Action = "declare"
	Attach           Action = "attach"
	Reuse            Action = "reuse"
	ResumeReview     Action = "resume-review"
	FailFirstStage   Action = "fail-first-stage"
	RecordPage       Action = "record-page"
	State            Action = "state"
	Except           Action = "except"
	RecordEvidence   Action = "record-evidence"
	RecordReport     Action = "record-report"     // 診断結果書類
	RecordOpinion    Action = "record-opinion"    // 意見書
	RecordResolution Action = "record-resolution" // 解消の記録
	Submit           Action = "submit"
	Withdraw         Action = "withdraw"
	Return           Action = "return"
	CheckIntake      Action = "check-intake"
	Accept           Action = "accept"
	Assign           Action = "assign"
	ChangeBody       Action = "change-body"
	Unassign         Action = "unassign"      // 担当の解除
	PutInCharge      Action = "put-in-charge" // 事務局の担当者
	BeginReview      Action = "begin-review"
	Judge            Action = "judge"
	FinishJudging    Action = "finish-judging" // 採点の終わり
	WriteMessage     Action = "write-message"
	RaiseFindings    Action = "raise-findings"
	AnswerFindings   Action = "answer-findings"
	JudgeCorrection  Action = "judge-correction"
	PassDocuments    Action = "pass-documents"
	LogVisit         Action = "log-visit"

	ConfirmEligibility Action = "confirm-eligibility"
	CorrectVisit       Action = "correct-visit"
	Observe            Action = "observe"             // 観察の記録
	AcknowledgeClosing Action = "acknowledge-closing" // 総括の確認
	CheckOut           Action = "check-out"           // 持ち出し
	EndCheckOut        Action = "end-check-out"
	FinishOnSite       Action = "finish-onsite"
	FileReport         Action = "file-report"
)

// What is done by and for the committee, and after its decision.
const (
	PlanSession          Action = "plan-session"
	Appoint              Action = "appoint"
	EndTerm              Action = "end-term"
	NameDeputy           Action = "name-deputy" // 職務代理の指名
	EndDeputy            Action = "end-deputy"
	Schedule             Action = "schedule"
	Defer                Action = "defer"
	AskMeeting           Action = "ask-meeting" // 会議の求め
	OpenSession          Action = "open-session"
	ReplySession         Action = "reply-session"  // 出欠の予定
	CallSession          Action = "call-session"   // 開催の案内
	RemindSession        Action = "remind-session" // 回答の催促
	Attend               Action = "attend"
	DeclareConflict      Action = "declare-conflict"
	DeclareNoConflict    Action = "declare-no-conflict" // 利害がない旨の申告
	RetractConflict      Action = "retract-conflict"    // 申告の取下げ
	Vote                 Action = "vote"
	CorrectVote          Action = "correct-vote"
	Excuse               Action = "excuse" // 欠席・退席
	JudgeFinal           Action = "judge-final"
	ReopenVerdicts       Action = "reopen-verdicts" // 最終判定のやり直し
	Decide               Action = "decide"
	CloseSession         Action = "close-session"
	ApproveMinutes       Action = "approve-minutes" // 議事録の承認
	CorrectMinutes       Action = "correct-minutes" // 議事録の訂正
	Dissent              Action = "dissent"         // 少数意見
	ConfirmVote          Action = "confirm-vote"    // 代理記録の確認
	AnswerContest        Action = "answer-contest"
	CancelSession        Action = "cancel-session" // 開催の中止
	MoveSession          Action = "move-session"   // 開催日の変更
	ConcludeAgreement    Action = "conclude-agreement"
	HandOver             Action = "hand-over" // 付与機関への引継ぎ
	RequestReexamination Action = "request-reexamination"
	AnswerReexamination  Action = "answer-reexamination"

	RecordNotice    Action = "record-notice"
	CorrectNotice   Action = "correct-notice"
	Lapse           Action = "lapse"
	RaiseYearlyFees Action = "raise-yearly-fees"
	Remind          Action = "remind"        // 督促
	RemindHolder    Action = "remind-holder" // 更新案内
	ViewJobs        Action = "view-jobs"     // 期日の処理の一覧
	SuspendMark     Action = "suspend-mark"
	RestoreMark     Action = "restore-mark"
	WithdrawMark    Action = "withdraw-mark"
	EndMark         Action = "end-mark"
	CorrectMeasure  Action = "correct-measure" // 措置の記録の訂正
	RecordChange    Action = "record-change"
	CorrectRegister Action = "correct-register" // 登録簿の誤記の訂正
)

// What is done with money, what is looked at, and what keeps the office running.
const (
	ConfirmOverrun   Action = "confirm-overrun"
	ChargeTravel     Action = "charge-travel" // 交通費・宿泊費の請求
	WaiveCharge      Action = "waive-charge"
	RecordPayment    Action = "record-payment"
	ReversePayment   Action = "reverse-payment" // 入金の取消し
	ListCases        Action = "list-cases"
	ViewCase         Action = "view-case"
	ViewJournal      Action = "view-journal"
	ViewSession      Action = "view-session"
	ViewRegister     Action = "view-register"
	ImportRegister   Action = "import-register"
	MoveIn           Action = "move-in" // 引継ぎ
	Simulate         Action = "simulate"
	VerifyLog        Action = "verify-log"
	AddUser          Action = "add-user"
	InviteUser       Action = "invite-user"
	RotateUser       Action = "rotate-user"
	GrantRole        Action = "grant-role"
	RevokeRole       Action = "revoke-role"
	DisableUser      Action = "disable-user"
	EnableUser       Action = "enable-user"
	ListUsers        Action = "list-users"
	ViewInstallation Action = "view-installation" // how the office's machine stands, and who may enter
	OwnAccount       Action = "own-account"       // look after it
	OwnColleagues    Action = "own-colleagues"    // invite and succeed the other contacts
	JoinApplicant    Action = "join-applicant"    // 申請者への参加
	SecondPerson     Action = "second-person"     // decide which acts wait for one
	ViewPending      Action = "view-pending"
	AddFeeTable      Action = "add-fee-table" // 料金表の追加
	PublishRule      Action = "publish-rule"  // 規程の公表
	ViewMail         Action = "view-mail"
	UndoMail         Action = "undo-mail"         // 送信の取消し
	RetryMail        Action = "retry-mail"        // メールの再送
	BounceMail       Action = "bounce-mail"       // 不達の記録
	HandOut          Action = "hand-out-sign-up"  // 申込みの手渡し
	StateTie         Action = "state-tie"         // 利害関係の届出
	CorrectTie       Action = "correct-tie"       // 届出の訂正
	RecordCompetence Action = "record-competence" // 力量の記録
	EndCompetence    Action = "end-competence"
	SetDays          Action = "set-days"       // 休業日
	AllowCircular    Action = "allow-circular" // 持ち回り決議を認める
	AddBody          Action = "add-body"       // 受付団体の加入
	CloseBody        Action = "close-body"     // 受付の終了
	ViewBodies       Action = "view-bodies"
	RecordAbsence    Action = "record-absence" // 不在と留守番
	EndAbsence       Action = "end-absence"
	ViewAbsences     Action = "view-absences"
	SetRetention     Action = "set-retention" // 保存期間の設定
	ViewRetention    Action = "view-retention"
	Hold             Action = "hold"         // 廃棄の停止
	ReleaseHold      Action = "release-hold" // 停止の解除
	Erase            Action = "erase"        // 廃棄
	TrustBody        Action = "trust-body"
	ReceiveHandover  Action = "receive-handover"
	ReturnHandover   Action = "return-handover" // 付与の回答
	ViewHandover     Action = "view-handover"
	ViewDays         Action = "view-days"
	SetPhrases       Action = "set-phrases" // 事務局の文例
	ViewPhrases      Action = "view-phrases"
	ViewRenewals     Action = "view-renewals"
	BulkActs         Action = "bulk-acts"    // まとめて行う
	ViewBilling      Action = "view-billing" // 請求・入金
	SetIssuer        Action = "set"          // 発行事業者の登録
	ViewInvoices     Action = "view-invoices"
	ViewIssuers      Action = "view-issuers"
	IssueLetter      Action = "issue-letter" // 文書の発行
	ViewLetters      Action = "view-letters"
	ViewFigures      Action = "view-figures" // 統計
	ViewPersonnel    Action = "view-personnel"
	ReportMisuse     Action = "report-misuse" // 誤用の通報
	AcceptMatter     Action = "accept-matter"
	DismissMatter    Action = "dismiss-matter"
	NoteMatter       Action = "note-matter"
	CloseMatter      Action = "close-matter"
	ViewMatter       Action = "view-matter"
	RefundPayment    Action = "refund-payment"  // 過入金の返金
	ImportPayment    Action = "import-payment"  // 入金データの取込み
	ConfirmPayment   Action = "confirm-payment" // 消込み
	ViewBankFile     Action = "view-bank-file"
	Confirm          Action = "confirm"
	Refuse           Action = "refuse"
)

// Actions lists every action in the order of the table.
func Actions() []Action {
	var all []Action
	for _, r := range table {
		all = append(all, r.Action)
	}
	return all
}
