package lifecycle

// Phase is a stretch of the way to the mark as outsiders know it.
type Phase string

// The phases of a case.
const (
	Applying  Phase = "applying"  // 申請
	Reviewing Phase = "reviewing" // 審査
	Deciding  Phase = "deciding"  // 審査委員会
	Agreeing  Phase = "agreeing"  // 付与の手続き
)

// Phases lists them in the order of the procedure.
func Phases() []Phase { return []Phase{Applying, Reviewing, Deciding, Agreeing} }

// PhaseOf is the phase in which a case stands; none once it has ended.
func PhaseOf(s State) Phase {
	switch s {
	case Draft, Submitted, Accepted:
		return Applying
	case DocumentReview, DocumentCorrection, OnSiteReview, OnSiteCorrection, Reporting:
		return Reviewing
	case Ready, Scheduled:
		return Deciding
	case Agreement:
		return Agreeing
	}
	return ""
}
