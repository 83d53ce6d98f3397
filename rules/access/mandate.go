package access

import (
	"slices"
	"strings"
)

// Task is a part of an applicant's work that a consultant (代理人) can be commissioned with.
// Whoever is commissioned with a case looks at it; every act of the applicant is in one task.
type Task string

// The tasks.
const (
	Prepare Task = "prepare" // what is written and handed in, until somebody of the applicant's own files it
	File    Task = "file"    // what binds the applicant: opening, stating, filing, withdrawing
	OnlySee Task = "see"     // none of them
)

// Tasks lists what a consultant can be commissioned with.
func Tasks() []Task { return []Task{Prepare, File} }

// TaskOf is the task that an act belongs to; "" for one that everybody may do who acts for the
// applicant at all: looking, the own account, the colleagues.
func TaskOf(act Action) Task {
	switch act {
	case Amend, ChangeEdition, Answer, Allot, Attach, Reuse, RecordPage, RecordEvidence, RecordReport, RecordResolution, AnswerFindings, WriteMessage:
		return Prepare
	case Open, Declare, State, RecordOpinion, Submit, Withdraw, RequestReexamination, EndMark:
		return File
	}
	return ""
}

// commissioned reports whether an act lies within what the actor was commissioned with.
func (a Actor) commissioned(act Action) bool {
	task := TaskOf(act)
	return a.Tasks == "" || task == "" || slices.Contains(strings.Split(a.Tasks, ","), string(task))
}

// Commissioned lists the cases to which the rows are limited; none for every one.
func (f Filter) Commissioned() []string {
	return strings.FieldsFunc(f.Cases, func(r rune) bool { return r == ',' })
}

// among reports whether an object is of a case that the rows are limited to. A case to come is
// of none. What is of no case, such as a colleague, is not limited.
func (f Filter) among(o Object) bool {
	limited := f.Cases != "" && (o.Kind == KindCase || o.Kind == KindMark || o.Kind == "")
	return !limited || slices.Contains(f.Commissioned(), o.Case)
}
