package record

import (
	"time"

	"akashi/values/civil"
)

// Session is one sitting of the committee (審査委員会の開催).
type Session struct {
	ID      string       `json:"id"`
	Scheme  string       `json:"scheme"`
	Day     civil.Date   `json:"day"`
	Cutoff  civil.Date   `json:"cutoff"` // last day on which a case can be made ready for it
	State   SessionState `json:"state"`
	Minutes string       `json:"minutes"`
	Reason  string       `json:"reason,omitempty"` // why it was called off
	// Circular is what lets the committee decide without meeting (持ち回り決議): the rule of the
	// office, by its ID, or the edition; "" for a meeting. Day is then the last for answers.
	Circular string `json:"circular,omitempty"`
	Answers  string `json:"answers,omitempty"` // of a circular resolution, how many have to answer, as it was laid down then
	Version  int    `json:"version"`
}

// IsCircular reports whether the session is a circular resolution.
func (s Session) IsCircular() bool { return s.Circular != "" }

// CircularRule is the office's decision whether its committee may decide without meeting, and how
// many have to answer then. The last round stands.
type CircularRule struct {
	ID      string    `json:"id"`
	Scheme  string    `json:"scheme"`
	Round   int       `json:"round"` // of the scheme, from 1
	Answers string    `json:"answers"`
	Reason  string    `json:"reason"`
	By      string    `json:"by"`
	At      time.Time `json:"at"`
}

// NoCircular is the answer of an office that does not, or no longer, let it.
const NoCircular = "none"

// SessionMove says that a session was moved to another day (開催日の変更), and from which.
type SessionMove struct {
	ID         string     `json:"id"`
	SessionID  string     `json:"session_id"`
	Round      int        `json:"round"` // of the session, from 1
	FromDay    civil.Date `json:"from_day"`
	FromCutoff civil.Date `json:"from_cutoff"`
	Day        civil.Date `json:"day"`
	Cutoff     civil.Date `json:"cutoff"`
	Reason     string     `json:"reason"`
	By         string     `json:"by"`
	At         time.Time  `json:"at"`
}

// SessionState says how far a session has come.
type SessionState string

// The states of a session.
const (
	SessionPlanned   SessionState = "planned"
	SessionOpen      SessionState = "open"
	SessionClosed    SessionState = "closed"
	SessionCancelled SessionState = "cancelled" // called off: nothing was decided in it
)

// Attendance says that a seat was present at a session (出席). A seat that has been
// excused and comes again begins another round.
type Attendance struct {
	ID        string `json:"id"`
	SessionID string `json:"session_id"`
	Seat      string `json:"seat"`  // ID of the scheme's committee seat
	Round     int    `json:"round"` // of this seat, from 1
	UserID    string `json:"user_id"`
}

// Excusal says that a seat is not, or no longer, present at a session (欠席・退席): its
// holder sent word, left, died, or the term has ended. What was recorded of the seat
// before stays as it was.
type Excusal struct {
	ID        string    `json:"id"`
	SessionID string    `json:"session_id"`
	Seat      string    `json:"seat"`
	Round     int       `json:"round"` // of the attendance that it ends, or stands in for
	Reason    string    `json:"reason"`
	By        string    `json:"by"`
	At        time.Time `json:"at"`
}

// Reply says whether a seat means to come to a session (出欠の予定). The last round stands.
type Reply struct {
	ID        string      `json:"id"`
	SessionID string      `json:"session_id"`
	Seat      string      `json:"seat"`
	Round     int         `json:"round"` // of this seat, from 1
	Answer    ReplyAnswer `json:"answer"`
	By        string      `json:"by"`
	At        time.Time   `json:"at"`
}

// ReplyAnswer is what a seat replies.
type ReplyAnswer string

// The answers.
const (
	ReplyComing ReplyAnswer = "coming"
	ReplyAbsent ReplyAnswer = "absent"
)

// Tenure says who holds a seat of the committee from when until when (任期).
type Tenure struct {
	ID      string     `json:"id"`
	Scheme  string     `json:"scheme"`
	Seat    string     `json:"seat"`
	Name    string     `json:"name"`
	UserID  string     `json:"user_id"` // "" when the member has no account
	From    civil.Date `json:"from"`    // first day
	To      civil.Date `json:"to"`      // last day
	Reason  string     `json:"reason"`  // why it ended before its term; "" when it did not
	By      string     `json:"by"`
	At      time.Time  `json:"at"`
	Version int        `json:"version"`
}

// Deputy says which seat stands in for the chair of the committee, from when until when (委員長の職務代理).
type Deputy struct {
	ID      string     `json:"id"`
	Scheme  string     `json:"scheme"`
	Seat    string     `json:"seat"`   // that stands in
	From    civil.Date `json:"from"`   // first day
	To      civil.Date `json:"to"`     // last day; none where nobody said
	Role    Role       `json:"role"`   // who named it: the chair itself as a member, or the secretariat for the chair
	Reason  string     `json:"reason"` // why it ended before its last day; "" when it did not
	By      string     `json:"by"`
	At      time.Time  `json:"at"`
	Version int        `json:"version"`
}

// AgendaItem is one case on the agenda of a session (議案).
type AgendaItem struct {
	ID        string      `json:"id"`
	SessionID string      `json:"session_id"`
	CaseID    string      `json:"case_id"`
	No        int         `json:"no"` // order on the agenda, from 1
	State     AgendaState `json:"state"`
	Note      string      `json:"note"`
	Minutes   string      `json:"minutes"` // what was said of the case, where the minutes have a part for it
	Version   int         `json:"version"`
}

// AgendaState says what has become of an agenda item.
type AgendaState string

// The states of an agenda item.
const (
	AgendaPending  AgendaState = "pending"
	AgendaDecided  AgendaState = "decided"
	AgendaDeferred AgendaState = "deferred"
)

// Conflict is a conflict of interest of one seat in one case (利害抵触), found in
// the records or declared by the member; it makes the member leave the case (忌避).
// One that was declared wrongly is retracted (申告の取下げ), and stays beside that.
type Conflict struct {
	ID          string    `json:"id"`
	CaseID      string    `json:"case_id"`
	Seat        string    `json:"seat"`
	UserID      string    `json:"user_id"` // the member or reviewer
	Kind        string    `json:"kind"`
	Note        string    `json:"note"`
	By          string    `json:"by"`
	At          time.Time `json:"at"`
	Retracted   time.Time `json:"retracted,omitzero"` // zero while it stands
	RetractedBy string    `json:"retracted_by,omitempty"`
	Retraction  string    `json:"retraction,omitempty"` // why it was retracted
}

// Clearance says that a member of the committee has no conflict of interest in a case on
// the agenda of a session (利害がない旨の申告). It opens the case to that member.
type Clearance struct {
	ID        string    `json:"id"`
	CaseID    string    `json:"case_id"`
	SessionID string    `json:"session_id"`
	Seat      string    `json:"seat"`
	UserID    string    `json:"user_id"` // "" when the member has no account
	By        string    `json:"by"`
	At        time.Time `json:"at"`
}

// Stands reports whether the conflict has not been retracted.
func (c Conflict) Stands() bool { return c.Retracted.IsZero() }

// Vote is one seat's vote on one case (議決). Its choice is sealed to the office's key
// until the decision opens it; before, the record has a commitment to it. A seat votes
// once in a round: its next round begins when its vote no longer stands.
type Vote struct {
	ID        string `json:"id"`
	SessionID string `json:"session_id"`
	CaseID    string `json:"case_id"`
	Seat      string `json:"seat"`
	Round     int    `json:"round"`  // of this seat, from 1
	Choice    Choice `json:"choice"` // "" while sealed
	Ballot
	By string    `json:"by"`
	At time.Time `json:"at"`
}

// Ballot is a choice that is sealed (封緘): what commits to it, and the box that holds it.
type Ballot struct {
	Commitment string `json:"commitment,omitempty"`
	Box        string `json:"box,omitempty"` // closed to the office's key
}

// OpenedVote is what was in the box of a vote when the decision opened it (開票).
type OpenedVote struct {
	ID     string    `json:"id"`
	VoteID string    `json:"vote_id"`
	CaseID string    `json:"case_id"`
	Choice Choice    `json:"choice"`
	Salt   string    `json:"salt"`
	At     time.Time `json:"at"`
}

// Voiding says that the vote of a seat in a round no longer stands (議決の無効). The
// vote itself stays as it was given.
type Voiding struct {
	ID        string      `json:"id"`
	SessionID string      `json:"session_id"`
	CaseID    string      `json:"case_id"`
	Seat      string      `json:"seat"`
	Round     int         `json:"round"`
	Kind      VoidingKind `json:"kind"`
	Reason    string      `json:"reason"`
	By        string      `json:"by"`
	At        time.Time   `json:"at"`
}

// VoidingKind says why votes no longer stand.
type VoidingKind string

// The kinds of voiding.
const (
	VotesReopened VoidingKind = "reopened"  // the verdicts were opened again, and every vote with them
	VoteCorrected VoidingKind = "corrected" // another vote took its place
	VoteRecused   VoidingKind = "recused"   // the seat left the case after it had voted
)

// Choice is what a seat votes for.
type Choice string

// The choices of a vote.
const (
	VoteGrant   Choice = "grant"
	VoteRefuse  Choice = "refuse"
	VoteAbstain Choice = "abstain"
	VoteSealed  Choice = "" // nobody knows yet
)

// Decision is the committee's decision on one case (付与適格決定・二次審査の結果). There is
// one for a case, ever, and it names the dossier it rests on.
type Decision struct {
	ID         string       `json:"id"`
	CaseID     string       `json:"case_id"`
	SessionID  string       `json:"session_id"`
	Outcome    Outcome      `json:"outcome"`
	Decided    civil.Date   `json:"decided"`
	Dossier    string       `json:"dossier"`
	Verdicts   VerdictSheet `json:"verdicts"`
	Points     int          `json:"points"`
	PointsPass int          `json:"points_pass"`
	Score      string       `json:"score"` // outcome of the score of the final verdicts
	For        int          `json:"votes_for"`
	Against    int          `json:"votes_against"`
	Abstained  int          `json:"votes_abstained"`
	Recused    int          `json:"recused"`
	Present    int          `json:"present"`
	Quorum     int          `json:"quorum"`
	Reasons    string       `json:"reasons"`
	Conditions string       `json:"conditions"`
	Explained  []Reason     `json:"explained"`
	By         string       `json:"by"`
	At         time.Time    `json:"at"`
}

// Outcome is what the committee has decided.
type Outcome string

// The outcomes of a decision.
const (
	Granted Outcome = "granted"
	Refused Outcome = "refused"
)

// Agreement is the certification agreement (付与契約).
type Agreement struct {
	ID        string     `json:"id"`
	CaseID    string     `json:"case_id"`
	Concluded civil.Date `json:"concluded"`
	By        string     `json:"by"`
}

// Notice records the day the applicant received the notice of the decision
// (合格通知書を受け取った日), from which the yearly fee is counted. The last round stands:
// one after the first corrects the one before it, and says why.
type Notice struct {
	ID       string     `json:"id"`
	CaseID   string     `json:"case_id"`
	Round    int        `json:"round"` // from 1
	Received civil.Date `json:"received"`
	Reason   string     `json:"reason"`
	By       string     `json:"by"`
	At       time.Time  `json:"at"`
}
