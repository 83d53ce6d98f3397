package scheme

import "slices"

// Text is a sentence or a label in both languages of the product. Japanese is
// the wording of the source; English is complete but explains, it does not bind.
type Text struct {
	JA string `yaml:"ja" json:"ja"`
	EN string `yaml:"en" json:"en"`
}

// In returns the text in the language asked for ("en"), Japanese otherwise.
func (t Text) In(lang string) string {
	if lang == "en" && t.EN != "" {
		return t.EN
	}
	return t.JA
}

// IsZero reports whether neither language is written.
func (t Text) IsZero() bool { return t.JA == "" && t.EN == "" }

// Setting is one value of the rule book together with where it comes from. A
// setting that the sources leave open (事務局が定める) says so: its value is then
// the recommended reading, which the office may replace in its own edition, or
// is absent when there is none to recommend.
type Setting[T any] struct {
	Value         T      `yaml:"value"`
	OfficeDecides bool   `yaml:"office_decides"`
	Source        string `yaml:"source"`
	Note          Text   `yaml:"note"`
}

// Citation is one clause of a source that the edition rests on. Every `source`
// in a scheme file names one by its ID.
type Citation struct {
	ID         string     `yaml:"id"`
	Document   string     `yaml:"document"`
	Address    string     `yaml:"address"` // of the page that was read, where there is one
	Confidence Confidence `yaml:"confidence"`
	Text       Text       `yaml:"text"`
	Quote      []string   `yaml:"quote"` // the passages as the source prints them
}

// IsReading reports whether the citation is this product's own reading of a source, or a
// choice where all are silent: it is no rule of the scheme.
func (c Citation) IsReading() bool { return c.Confidence == Own }

// Reading reports whether a source of the edition is a reading.
func (e *Edition) Reading(source string) bool {
	return slices.ContainsFunc(e.Citations, func(c Citation) bool { return c.ID == source && c.IsReading() })
}

// Confidence says how well a citation is known (確度).
type Confidence string

// High: the official page was read. Fair: a secondary page, or an excerpt.
// Low: not verified. Own: a recommended reading or a choice of this product
// where the sources are silent.
const (
	High Confidence = "high"
	Fair Confidence = "medium"
	Low  Confidence = "low"
	Own  Confidence = "own"
)

// Confidences lists the vocabulary.
func Confidences() []Confidence { return []Confidence{High, Fair, Low, Own} }
