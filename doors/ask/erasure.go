package ask

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"strings"
	"unicode/utf8"

	"akashi/app"
	"akashi/record"
	"akashi/values/fault"
)

// EraseAgainInput is a list of erasures that a program gives back after a restore.
type EraseAgainInput struct {
	Scheme string        `json:"scheme" doc:"key of the scheme"`
	Erased []ErasedGiven `json:"erased" doc:"as GET /office/erasures gave it; an empty list where nothing was erased"`
	Known  bool          `json:"known_only,omitempty" doc:"pass over lines that name nothing here, which was handed in after the backup"`
	DryRun bool          `json:"dry_run,omitempty" doc:"say what would be erased again, and do nothing"`
}

// ErasedGiven is a line of it. What the list tells beside the document, its content and the reason is not asked about.
type ErasedGiven struct {
	No     string `json:"no" doc:"receipt number of the case"`
	FileID string `json:"file_id" doc:"of the document"`
	SHA256 string `json:"sha256" doc:"hash of its content"`
	Reason string `json:"reason" doc:"why it was erased"`
	Name   string `json:"name,omitempty" doc:"as the list says it"`
	CaseID string `json:"case_id,omitempty" doc:"as the list says it"`
	Class  string `json:"class,omitempty" doc:"as the list says it"`
	Months int    `json:"months,omitempty" doc:"as the list says it"`
	KeptTo string `json:"kept_to,omitempty" doc:"as the list says it"`
	By     string `json:"by,omitempty" doc:"as the list says it"`
	At     string `json:"at,omitempty" doc:"as the list says it"`
}

// Lines are those of the list; a list that is not there is not an empty one.
func (in *EraseAgainInput) Lines() ([]app.AgainLine, error) {
	if in.Erased == nil {
		return nil, fault.Wrong("erase-again.list", "/erased")
	}
	lines := []app.AgainLine{}
	for i, l := range in.Erased {
		lines = append(lines, app.AgainLine{Line: i + 1, No: l.No, FileID: l.FileID, SHA256: l.SHA256, Reason: l.Reason})
	}
	return lines, nil
}

// ErasedLines reads a list of erasures: what `office erasures --json` has printed, or the CSV of the page. What is no
// such list is refused at where it was given.
func ErasedLines(content []byte, where string) (lines []app.AgainLine, err error) {
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	if !utf8.Valid(content) {
		return nil, fault.Wrong("erase-again.list", where)
	}
	if bytes.HasPrefix(bytes.TrimSpace(content), []byte("{")) {
		var list struct {
			Erased []struct {
				No string `json:"no"`
				record.Erasure
			} `json:"erased"`
		}
		if err := json.Unmarshal(content, &list); err != nil || list.Erased == nil {
			return nil, fault.Wrong("erase-again.list", where)
		}
		for i, l := range list.Erased {
			lines = append(lines, app.AgainLine{Line: i + 1, No: l.No, FileID: l.FileID, SHA256: l.SHA256, Reason: l.Reason})
		}
		return lines, nil
	}
	read := csv.NewReader(bytes.NewReader(content))
	head, err := read.Read()
	if err != nil || len(head) < 4 || !strings.EqualFold(strings.TrimSpace(head[2]), "SHA-256") { // another list of the page has other columns
		return nil, fault.Wrong("erase-again.list", where)
	}
	for {
		row, err := read.Read()
		if err == io.EOF {
			return lines, nil
		}
		if err != nil {
			return nil, fault.Wrong("erase-again.list", where)
		}
		at, _ := read.FieldPos(0)
		lines = append(lines, app.AgainLine{Line: at, No: row[0], FileID: row[1], SHA256: row[2], Reason: row[3]})
	}
}

// AgainFor is why a document goes again; a reason has room for 500 characters.
func AgainFor(say func(key string, pairs ...string) string) func(was string) string {
	return func(was string) string {
		said := []rune(say("erase-again.reason", "reason", was))
		return string(said[:min(len(said), 500)])
	}
}
