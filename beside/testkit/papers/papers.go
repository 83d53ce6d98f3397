// Package papers hands in for a test whatever a case still waits for, as its own view
// says it: one file for all that may be one, a page, statements on paper, audits, the
// report of a diagnosis, and the declarations.
package papers

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Step is one act with its input.
type Step struct {
	Action string
	Input  map[string]any
}

// Signer is who signs.
const Signer = "代表者"

// view is what is read of a case.
type view struct {
	State       string `json:"state"`
	EvidenceDue []struct {
		Item string   `json:"item"`
		Asks string   `json:"asks"`
		Or   []string `json:"or"`
		Post string   `json:"post"`
	} `json:"evidence_due"`
	DocumentsDue []string `json:"documents_due"`
}

// For lists what hands in all that the case waits for on the day, written as YYYY-MM-DD.
// Everything audited is one audit of that day.
func For(caseView []byte, day string) (steps []Step, err error) {
	var v view
	if err := json.Unmarshal(caseView, &v); err != nil {
		return nil, fmt.Errorf("papers: %w", err)
	}
	asked := map[string][]string{}
	for _, d := range v.EvidenceDue {
		asked[d.Asks+d.Post] = append(asked[d.Asks+d.Post], d.Item)
	}
	add := func(action string, input map[string]any) { steps = append(steps, Step{action, input}) }
	documents := v.DocumentsDue
	if len(asked["document"])+len(documents) > 0 {
		add("attach", map[string]any{"name": "shorui.txt", "content": []byte("見本の書類\n"),
			"criterion": strings.Join(asked["document"], ","), "document": strings.Join(documents, ",")})
	}
	if items := asked["web"]; len(items) > 0 {
		add("record-page", map[string]any{"item": strings.Join(items, ","), "url": "https://isp.example/", "seen": "見本の掲示"})
	}
	for _, post := range []string{"responsible", "privacy_officer"} {
		if len(asked["statement"+post]) > 0 {
			add("state", map[string]any{"post": post, "by": Signer, "name": "shomei.txt", "paper": []byte("署名押印\n")})
		}
	}
	dated := map[string]any{}
	if len(asked["audit"]) > 0 {
		dated["audits"] = []any{map[string]any{"completed": day, "items": auditItems()}}
	}
	for _, id := range documents {
		if id == "register_extract" {
			dated["dates"] = map[string]string{id: day}
		}
	}
	if len(dated) > 0 {
		add("record-evidence", dated)
	}
	if len(asked["report"]) > 0 || slices.Contains(documents, "diagnosis_report") {
		add("record-report", map[string]any{"name": "shindan.json", "content": report(day)})
	}
	add("declare", map[string]any{"by": Signer, "name": "sensei.txt", "paper": []byte("宣誓書\n")})
	return steps, nil
}

// auditItems are the sixteen of anshin.
func auditItems() (all []string) {
	for n := range 16 {
		all = append(all, fmt.Sprintf("A%02d", n+1))
	}
	return all
}

// report is one typed in by hand, of a scan that found nothing.
func report(day string) []byte {
	return fmt.Appendf(nil, `{"report_by_hand":1,"scanner":"見本スキャナ","typed_by":"見本 花子","total":0,"hosts":["192.0.2.10"],"scan_date":%q,"findings":[]}`, day)
}
