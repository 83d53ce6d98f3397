package coverage

import (
	"slices"

	"akashi/scheme"
)

// Held is what a case has on record, as far as its edition asks for it.
type Held struct {
	Documents  map[string]bool                 // criteria for which a document was handed in
	Pages      map[string]bool                 // criteria for which a page was shown
	Statements map[scheme.Post]map[string]bool // criteria stated, by the post of who stated them
	Audits     bool                            // audits are stated
	Reports    bool                            // a report of a diagnosis was handed in

	Checklist map[string]bool      // documents of the checklist that were handed in
	Ages      map[string]Freshness // of dated evidence, by its ID
	Excepted  map[string]bool      // criteria and documents that are let off
}

// Due is what is still to come for one criterion (未提出). Any of several kinds is
// enough.
type Due struct {
	Item string                `json:"item"`
	Asks scheme.EvidenceKind   `json:"asks"`
	Or   []scheme.EvidenceKind `json:"or,omitempty"`
	Post scheme.Post           `json:"post,omitempty"` // whose statement
}

// EvidenceDue lists what is still to come for the criteria named, in the order of the
// edition.
func EvidenceDue(e *scheme.Edition, t scheme.CaseType, items []string, held Held) (due []Due) {
	for i := range e.Criteria {
		c := &e.Criteria[i]
		if !slices.Contains(items, c.ID) || held.Excepted[c.ID] {
			continue
		}
		for _, asked := range e.Method(c.For(t).Method).Asks {
			if !held.enough(c.ID, asked) {
				due = append(due, Due{c.ID, asked.AnyOf[0], asked.AnyOf[1:], asked.Post})
			}
		}
	}
	return due
}

func (h Held) enough(item string, asked scheme.Asking) bool {
	return slices.ContainsFunc(asked.AnyOf, func(kind scheme.EvidenceKind) bool {
		switch kind {
		case scheme.EvidenceDocument:
			return h.Documents[item]
		case scheme.EvidenceWeb:
			return h.Pages[item]
		case scheme.EvidenceStatement:
			return h.Statements[asked.Post][item]
		case scheme.EvidenceAudit:
			return h.Audits
		case scheme.EvidenceReport:
			return h.Reports
		}
		return false
	})
}

// DocumentState is how a document of the checklist stands (提出書類).
type DocumentState string

// A document is there, or let off by an exception, or not there, or there without its
// day, or of another age than may be filed today.
const (
	DocumentThere    DocumentState = "there"
	DocumentExcepted DocumentState = "excepted"
	DocumentMissing  DocumentState = "missing"
	DocumentUndated  DocumentState = "undated"
	DocumentTooOld   DocumentState = "too_old"
	DocumentFuture   DocumentState = "future"
)

// Handed is one line of the checklist and how it stands.
type Handed struct {
	ID    string        `json:"id"`
	State DocumentState `json:"state"`
}

// Counts reports whether the line is settled.
func (h Handed) Counts() bool { return h.State == DocumentThere || h.State == DocumentExcepted }

// Checklist says how each document that the edition requires of the case type stands.
// due is what the criteria still wait for.
func Checklist(e *scheme.Edition, t scheme.CaseType, held Held, due []Due) (all []Handed) {
	for _, d := range e.Documents {
		if d.Required && slices.Contains(d.Cases, t) {
			all = append(all, Handed{d.ID, held.document(d, due)})
		}
	}
	return all
}

func (h Held) document(d scheme.Document, due []Due) DocumentState {
	there := h.Checklist[d.ID]
	switch d.ShownBy {
	case scheme.ShownByCriteria:
		there = there || len(due) == 0
	case scheme.ShownByReport:
		there = there || h.Reports
	}
	switch {
	case h.Excepted[d.ID]:
		return DocumentExcepted
	case !there:
		return DocumentMissing
	case d.Evidence == "":
		return DocumentThere
	}
	return map[Freshness]DocumentState{Fresh: DocumentThere, Aging: DocumentThere, TooOld: DocumentTooOld, Future: DocumentFuture,
		NotStated: DocumentUndated, "": DocumentUndated}[h.Ages[d.Evidence]]
}
