package app_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/diagnosis"
	"akashi/values/civil"
	"akashi/values/fault"
)

// bystander writes while a file is kept, as anybody may who is not made to wait.
type bystander struct {
	memory
	o    *office
	kept int
}

func (*bystander) Erase(context.Context, string) error { return nil }

func (*bystander) Bare(photo []byte) ([]byte, error) { return photo, nil }

func (b *bystander) Keep(ctx context.Context, name string, content []byte) (desk.Kept, error) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	if err := b.o.app.Store.Update(ctx, func(tx desk.Tx) error { _, err := tx.Next("bystander"); return err }); err != nil {
		b.o.t.Errorf("others wait while %s is kept: %v", name, err)
	}
	b.kept++
	return b.memory.Keep(ctx, name, content)
}

// TestOthersWriteWhileAFileIsKept hands in a file by every act that takes one. It is kept
// once, before the transaction, and not at all for who may not act.
func TestOthersWriteWhileAFileIsKept(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.draft()
	files := &bystander{o: o}
	o.app.Files = files
	for i, act := range []struct{ name, object, input string }{
		{"attach", no, `{"name":"a.txt","content":"YQ=="}`},
		{"record-page", no, `{"item":"4-1-3","url":"https://isp.example/","seen":"x","name":"p.png","content":"YQ=="}`},
		{"state", no, `{"post":"responsible","by":"甲","name":"s.txt","paper":"YQ=="}`},
		{"declare", no, `{"by":"甲","name":"d.txt","paper":"YQ=="}`},
		{"publish-rule", "", `{"scheme":"pmark","document":"policy","version":"1","from":"2014-08-01","name":"r.txt","content":"YQ=="}`},
	} {
		o.do(secretariat(), act.name, act.object, act.input)
		if files.kept != i+1 {
			t.Errorf("%s kept %d files", act.name, files.kept-i)
		}
	}
	before := files.kept
	if _, err := o.try(access.Actor{ID: "yoso", Role: record.RoleApplicant, ApplicantID: "x"}, "attach", no, `{"name":"a.txt","content":"YQ=="}`); !errors.Is(err, fault.NotFound) || files.kept != before {
		t.Errorf("kept for a stranger: %v, %d files", err, files.kept-before)
	}
}

// many is a report of so many findings of 7.5 each.
type many int

func (n many) Read(_ io.Reader, _ desk.ReadAs, each func(diagnosis.Finding) error) (diagnosis.Report, error) {
	score, _ := diagnosis.Score(75)
	for i := range int(n) {
		f := diagnosis.Finding{Host: "192.0.2.1", PluginID: fmt.Sprint(i), State: "open"}
		f.CVSS2.Reported = score
		if err := each(f); err != nil {
			return diagnosis.Report{}, err
		}
	}
	day := civil.MustOf(2014, 7, 20)
	return diagnosis.Report{Format: "many", Hosts: []string{"192.0.2.1"}, ScanDate: day, Oldest: day}, nil
}

// TestAReportOfManyFindings keeps all of them and tells the first of each list, with how
// many there are; one of more than anybody has seen is refused whole.
func TestAReportOfManyFindings(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.draft()
	o.app.Scans = many(1203)
	if got := o.report(no, "x", ""); got != "FAIL_LEVEL_III" {
		t.Fatalf("verdict %s", got)
	}
	o.do(secretariat(), "record-resolution", no, `{"plugin_ids":["1202"],"text":"更新した","by":"担当責任者"}`) // read back
	result := o.do(secretariat(), "attach", no, `{"name":"a.txt","content":"YQ=="}`)["diagnosis"].(map[string]any)["result"].(map[string]any)
	totals, _ := result["totals"].(map[string]any)
	if listed := result["judgement"].(map[string]any)["blocking"].([]any); len(listed) != 500 || totals["blocking"] != 1202.0 || totals["findings"] != 1203.0 {
		t.Errorf("%d listed, totals %v", len(listed), totals)
	}
	o.app.Scans = many(200_001)
	if _, err := o.try(secretariat(), "record-report", no, `{"name":"r","content":"YQ=="}`); !errors.Is(err, fault.Invalid) {
		t.Errorf("too many findings: %v", err)
	}
}
