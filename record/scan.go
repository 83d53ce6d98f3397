package record

import (
	"encoding/json"
	"time"

	"akashi/values/civil"
	"akashi/values/fault"
)

// ScanReport is a vulnerability report handed in for a case (診断結果書類): the file as
// it came, by its hash, and what a reader understood of it. Its findings are kept
// beside it, row by row.
type ScanReport struct {
	ID        string     `json:"id"`
	CaseID    string     `json:"case_id"`
	No        int        `json:"no"` // within the case, from 1
	Name      string     `json:"name"`
	SHA256    string     `json:"sha256"` // "" when typed in from paper
	Format    string     `json:"format"`
	Scanner   string     `json:"scanner"`
	ScanDate  civil.Date `json:"scan_date"`
	Oldest    civil.Date `json:"oldest_scan"` // day of the host scanned first
	Hosts     []string   `json:"hosts"`
	ByHand    bool       `json:"by_hand"` // typed in: not machine-checked
	Findings  int        `json:"findings"`
	RowErrors []RowError `json:"row_errors"`
	RescanOf  int        `json:"rescan_of"` // number of the report that it repeats; 0 none
	Received  civil.Date `json:"received"`
	By        string     `json:"by"`
}

// RowError is a row of a report that could not be read, or holds a value that
// cannot be (a score of 11, text where a number belongs). A report with one is
// never passed.
type RowError struct {
	Row     int        `json:"row"` // counted from 1, the header of a CSV included; 0 for the report as a whole
	Code    string     `json:"code"`
	Data    fault.Data `json:"figures,omitempty"`
	Message string     `json:"message,omitempty"` // its sentence, made at the doors and never kept
}

// ScanPage is a stretch of the findings of a report. A report has ten thousands of
// findings, which are written and read together.
type ScanPage struct {
	ReportID string
	No       int             // from 1
	Findings json.RawMessage // a list of ScanFinding, written before the transaction that keeps it
}

// ScanFinding is one finding of a report (検出項目) as read, scores in tenths; -1 is no
// score. They are kept in the order of the file.
type ScanFinding struct {
	Host     string `json:"host"`
	Port     string `json:"port,omitempty"`
	Protocol string `json:"protocol,omitempty"`
	PluginID string `json:"plugin_id,omitempty"`
	Name     string `json:"name,omitempty"`
	CVEs     string `json:"cves,omitempty"` // separated by spaces
	State    string `json:"state,omitempty"`
	Severity string `json:"severity,omitempty"` // the scanner's own; never decides
	Vector2  string `json:"vector2,omitempty"`
	Vector3  string `json:"vector3,omitempty"`
	Vector4  string `json:"vector4,omitempty"`

	Reported2   int    `json:"reported2"`
	Reported3   int    `json:"reported3"`
	Reported4   int    `json:"reported4"`
	Computed2   int    `json:"computed2"`
	Computed3   int    `json:"computed3"`
	Computed4   int    `json:"computed4"`
	Unversioned int    `json:"unversioned"`
	Remark      string `json:"remark,omitempty"`
}

// ScanPaper is what a responsible person wrote about findings: an opinion (意見書) on
// findings left as they are, or the record that findings were resolved (解消).
type ScanPaper struct {
	ID       string     `json:"id"`
	CaseID   string     `json:"case_id"`
	Kind     PaperKind  `json:"kind"`
	Findings []string   `json:"findings"`   // keys, host|port|plugin
	Plugins  []string   `json:"plugin_ids"` // every finding of these tests
	Text     string     `json:"text"`
	Person   string     `json:"person"` // the responsible person
	Day      civil.Date `json:"day"`
	By       string     `json:"by"` // who entered it
	At       time.Time  `json:"at"`
}

// PaperKind says what a paper about findings is.
type PaperKind string

// The kinds of papers.
const (
	PaperOpinion    PaperKind = "opinion"
	PaperResolution PaperKind = "resolution"
)

// ScanVerdict is the last judgement of everything a case has handed in about its
// diagnosis, kept so that it need not be worked out at each look.
type ScanVerdict struct {
	CaseID      string          `json:"case_id"`
	Verdict     string          `json:"verdict"`
	Result      json.RawMessage `json:"result"`      // of the rule, as it publishes it
	Filed       civil.Date      `json:"filed"`       // the filing day it was judged for
	Unversioned *ScoreVersion   `json:"unversioned"` // of scores without a version; nil none
	Judged      time.Time       `json:"judged"`
	Version     int             `json:"version"`
}

// ScoreVersion says of which version of CVSS the scores are that name none, with
// who says so and why.
type ScoreVersion struct {
	Version string `json:"version"`
	By      string `json:"by"`
	Reason  string `json:"reason"`
}
