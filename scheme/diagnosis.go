package scheme

import "akashi/values/civil"

// CVSSVersion names the version of the Common Vulnerability Scoring System whose
// base score decides. 3.0 and 3.1 count as one.
type CVSSVersion string

// The versions an edition may name.
const (
	CVSS2 CVSSVersion = "v2"
	CVSS3 CVSSVersion = "v3"
	CVSS4 CVSSVersion = "v4"
)

// Duty is what a live finding of a band asks of the applicant.
type Duty string

// The duties of the diagnosis rule.
const (
	DutyResolve Duty = "resolve" // undetected, or resolved by the day the report is submitted
	DutyOpinion Duty = "opinion" // the responsible person's opinion (意見書) names it
	DutyNone    Duty = "none"
)

// Band is a range of base scores with one duty. Min is the lowest score of the
// band in tenths (70 is 7.0); the band ends where the next higher one begins.
type Band struct {
	ID     string `yaml:"id"`    // ge7, ge4, lt4: the name in results
	Level  string `yaml:"level"` // III, II, I as printed
	Label  Text   `yaml:"label"`
	Min    int    `yaml:"min_tenths"`
	Duty   Duty   `yaml:"duty"`
	Source string `yaml:"source"`
}

// DiagnosisItem is one emphasis of the diagnosis (重点診断項目).
type DiagnosisItem struct {
	ID   string `yaml:"id"`
	Text Text   `yaml:"text"`
}

// Diagnosis is the vulnerability-diagnosis rule (脆弱性診断) of an edition: which
// CVSS version counts, which bands carry which duty, how old a report may be.
type Diagnosis struct {
	Criterion string          `yaml:"criterion"` // the criterion it decides, 2-1-1
	Evidence  string          `yaml:"evidence"`  // the evidence age of its report, diagnosis_report
	Basis     Text            `yaml:"basis"`     // what counts as a weakness
	Procedure Text            `yaml:"procedure"` // how it is done (診断方法)
	Metric    CVSSVersion     `yaml:"metric"`
	MaxAge    Setting[Age]    `yaml:"max_age"`
	Bands     []Band          `yaml:"bands"` // highest first
	Items     []DiagnosisItem `yaml:"items"`
	// OpinionOnResolved: findings of the highest band need an opinion letter although they
	// were resolved (4.0以上の全項目に意見書, I-12).
	OpinionOnResolved Setting[bool] `yaml:"opinion_on_resolved"`

	MinScope []DiagnosisItem `yaml:"minimum_scope"` // the five server kinds of 2-1-1
	Source   string          `yaml:"source"`
}

// Age is how old evidence may be on the day it is submitted: inside when
// A − period ≤ event ≤ A, with A the filing date (period rule P3).
type Age = civil.Period
