package demo

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"

	"akashi/app/application"
	"akashi/app/money"
	"akashi/app/people"
	"akashi/app/register"
	"akashi/app/review"
	"akashi/rules/access"
	"akashi/values/civil"
)

//go:embed samples.json
var samplesFile []byte

//go:embed fees-sample.yaml
var feesSample []byte

//go:embed holders-2014-07.csv
var holdersFile []byte

// listedAsOf is the day that the list of holders is entered under; the slides
// give the month.
const listedAsOf = "2014-07-01"

// samples are the invented people and cases.
type samples struct {
	Users       []people.UserInput `json:"users"`
	Member      string             `json:"member"`      // name of a committee member, with {letter}
	Officers    map[string]string  `json:"officers"`    // names of the council's officers, by office
	Contact     string             `json:"contact"`     // name of an applicant's contact, with {letter}
	Responsible string             `json:"responsible"` // name of an applicant's responsible person, with {letter}
	Words       words              `json:"words"`
	Issuers     []issuer           `json:"issuers"`
	Deeds       []deed             `json:"deeds"` // of the office, beside what belongs to a case
	Cases       []sample           `json:"cases"`
}

// issuer is in whose name somebody of the office says that documents about money are issued.
type issuer struct {
	By string `json:"by"`
	money.IssuerInput
}

// words are what people write in the sample cases.
type words struct {
	By        string `json:"by"`
	Rules     string `json:"rules"`   // file name of what is handed in for the items
	Signed    string `json:"signed"`  // file name of what was signed on paper
	Paper     string `json:"paper"`   // what stands in a file
	Seen      string `json:"seen"`    // what stood on a page
	Scanner   string `json:"scanner"` // name of a scanner
	Summary   string `json:"summary"`
	Granted   string `json:"granted"`
	Refused   string `json:"refused"`
	Minutes   string `json:"minutes"`
	Note      string `json:"note"`
	Eligible  string `json:"eligible"`
	Withdrawn string `json:"withdrawn"`
	Lapsed    string `json:"lapsed"`
	Failed    string `json:"failed"`
	Conflict  string `json:"conflict"`
	Opinion   string `json:"opinion"`
	Again     string `json:"again"`
	Holders   string `json:"holders"`   // what the list of holders is, in words
	Alone     string `json:"alone"`     // why accounts and imports of pmark wait for nobody
	FeeTable  string `json:"fee_table"` // where the invented table of fees is from
}

// sample is one invented case and the course that it takes.
type sample struct {
	Scheme      string                     `json:"scheme"`
	Course      string                     `json:"course"`
	Session     int                        `json:"session"`  // -1 the last session held, 1 the next one
	DaysAgo     int                        `json:"days_ago"` // of the opening, where no session says
	IntakeBody  string                     `json:"intake_body"`
	Applicant   application.ApplicantInput `json:"applicant"`
	Service     string                     `json:"service"`
	SignsIn     bool                       `json:"signs_in"` // a contact and a responsible person of it sign in
	ServiceKana string                     `json:"service_kana"`
	Answers     map[string]json.RawMessage `json:"answers"` // where they are not full marks
	Finals      json.RawMessage            `json:"finals"`  // what the committee judges otherwise
	Found       map[string]string          `json:"found"`   // why
	Judged      int                        `json:"judged"`  // how many items have a first verdict so far
	Findings    []review.FindingInput      `json:"findings"`
	Measures    []measure                  `json:"measures"`
	Report      json.RawMessage            `json:"report"`     // of a scan, typed by hand
	OpinionOn   []string                   `json:"opinion_on"` // tests whose findings the responsible person gives an opinion on
	Conflict    string                     `json:"conflict"`   // seat that declares one
	Replies     map[string]string          `json:"replies"`    // of seats: who means to come to the session
	Undeclared  []string                   `json:"undeclared"` // seats that have still to say whether they have one
	Again       int                        `json:"again"`      // minutes of a further visit
	Deeds       []deed                     `json:"deeds"`      // on the case, out of its course
}

// deed is one act on some day.
type deed struct {
	DaysAgo int             `json:"days_ago"`
	By      string          `json:"by"`
	Act     access.Action   `json:"act"`
	On      string          `json:"on"` // what an earlier deed has begun, by the name that it gave
	As      string          `json:"as"` // name for what this one begins
	Input   json.RawMessage `json:"input"`
}

// measure is something done to the mark after its grant.
type measure struct {
	Act     string `json:"act"`
	DaysAgo int    `json:"days_ago"`
	Reason  string `json:"reason"`
	UntilIn int    `json:"until_in"` // days from today of the planned end; 0 none
}

func load() (samples, error) {
	var s samples
	dec := json.NewDecoder(bytes.NewReader(samplesFile))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&s); err != nil {
		return s, fmt.Errorf("read samples: %w", err)
	}
	return s, nil
}

// holders is the published list as an import.
func holders() (register.ImportInput, error) {
	day, err := civil.Parse(listedAsOf)
	if err != nil {
		return register.ImportInput{}, err
	}
	rows, err := csv.NewReader(bytes.NewReader(holdersFile)).ReadAll()
	if err != nil {
		return register.ImportInput{}, fmt.Errorf("read holders: %w", err)
	}
	list := register.ImportInput{Scheme: "anshin", ListedAsOf: day, Encoding: "UTF-8"}
	for i, row := range rows[1:] {
		rank, err := strconv.Atoi(row[0])
		if err != nil {
			return list, fmt.Errorf("read holders, row %d: %w", i+2, err)
		}
		list.Rows = append(list.Rows, register.ImportRow{Row: i + 2, Rank: rank, Service: row[1], Holder: row[2]})
	}
	return list, nil
}
