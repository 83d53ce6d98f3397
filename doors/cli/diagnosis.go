package cli

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"akashi/app/desk"
	"akashi/doors/ask"
	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// reportFlags are the flags of a judged report.
type reportFlags struct {
	ask.Book
	Format      string             `json:"format" flag:"format,auto"`
	Mapping     string             `json:"mapping,omitempty"`
	ScanDate    civil.Date         `json:"scan_date,omitempty"`
	Filed       civil.Date         `json:"application_date,omitempty"`
	Opinion     json.RawMessage    `json:"opinion,omitempty"`
	TreatAs     scheme.CVSSVersion `json:"treat_unversioned_as,omitempty" enum:"v2,v3,v4"`
	TreatBy     string             `json:"treat_by,omitempty"`
	TreatReason string             `json:"treat_reason,omitempty"`
}

func (r *run) diagnosisCheck() *cobra.Command {
	c := asks(r, "check REPORT", "diagnosis.check", cobra.ExactArgs(1), func(_ *cobra.Command, q *reportFlags, args []string) error {
		terms, err := q.terms()
		if err != nil {
			return err
		}
		if q.Date.IsZero() {
			q.Date = q.Filed
		}
		ed, err := r.pick(&q.Book)
		if err != nil {
			return err
		}
		if ed.Diagnosis == nil {
			return fault.Wrong("diagnosis.none", "--scheme")
		}
		as := desk.ReadAs{Format: q.Format}
		if q.Mapping != "" { // a CSV of any shape
			if as.Mapping, err = r.read(q.Mapping, maxText); err != nil {
				return err
			}
		}
		return r.judgeReport(*ed.Diagnosis, args[0], as, terms)
	})
	r.later(c, func() { c.Flag("format").Usage += ": auto, " + strings.Join(r.Scan.Formats, ", ") })
	return c
}

func (q *reportFlags) terms() (terms diagnosis.Terms, err error) {
	terms = diagnosis.Terms{ScanDate: q.ScanDate, ApplicationDate: q.Filed}
	if q.TreatAs != "" {
		terms.TreatUnversionedAs = diagnosis.Declaration{Version: q.TreatAs, By: q.TreatBy, Reason: q.TreatReason}
	}
	if len(q.Opinion) > 0 {
		terms.Statements, err = diagnosis.ParseStatements(q.Opinion)
	}
	return terms, err
}

// judgeReport reads a report as it streams by and judges each finding.
func (r *run) judgeReport(rule scheme.Diagnosis, name string, as desk.ReadAs, terms diagnosis.Terms) error {
	f, err := r.open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	tally := diagnosis.NewTally(rule, terms)
	var judged diagnosis.List
	report, err := during(r, "scan", func(p *progress) (diagnosis.Report, error) {
		return r.Scan.Read(p.over(f), as, func(found diagnosis.Finding) error {
			judged.Add(tally.Add(found))
			return nil
		})
	})
	if err != nil {
		return err
	}
	result := tally.Result(report)
	return cmp.Or(r.printReport(rule, result, &judged), verdict(result.Verdict == diagnosis.Pass))
}

func (r *run) printReport(rule scheme.Diagnosis, result diagnosis.Result, judged *diagnosis.List) error {
	if r.opts.json {
		result.RowErrors, result.Remarks = r.say.RowErrors(result.RowErrors), r.say.RowErrors(result.Remarks)
		out := bufio.NewWriterSize(r.Out, 1<<16)
		if err := result.WriteJSON(out, judged.All()); err != nil {
			return err
		}
		_ = out.WriteByte('\n') // Flush tells
		return out.Flush()
	}
	w := r.Out
	fmt.Fprintf(w, "%s  %s\n", result.Verdict, r.say.Say("diagnosis."+string(result.Verdict)))
	fmt.Fprintf(w, "%s %s %s\n", result.Format, result.Scanner, result.ScanDate)
	counts := result.Counts[result.Metric]
	for _, band := range rule.Bands {
		fmt.Fprintf(w, "  %d  %s\n", counts[band.ID], band.Label.In(string(r.say.Lang())))
	}
	fmt.Fprintf(w, "  %d  CVSS %s –\n", counts[diagnosis.NoBand], result.Metric)
	for _, list := range []struct {
		key  string
		keys []string
	}{{"report.blocking", result.Blocking}, {"report.opinion_missing", result.OpinionMissing}, {"report.undecidable", result.Undecidable}, {"report.mismatches", result.Mismatches}} {
		for _, key := range list.keys {
			fmt.Fprintf(w, "  %s: %s\n", r.say.Say(list.key), key)
		}
	}
	for _, e := range slices.Concat(result.RowErrors, result.Remarks) {
		fmt.Fprintf(w, "  %s\n", r.say.Row(e))
	}
	return nil
}

type vectorLine struct {
	Vector  string           `json:"vector"`
	Version *string          `json:"version"`
	Base    diagnosis.Tenths `json:"base"`
	Error   *string          `json:"error"`
}

func (r *run) cvssScore() *cobra.Command {
	type batchFlags struct {
		Batch string `json:"batch,omitempty"`
	}
	return asks(r, "score VECTOR...", "cvss.score", cobra.ArbitraryArgs, func(_ *cobra.Command, q *batchFlags, vectors []string) error {
		if q.Batch != "" {
			more, err := r.vectors(q.Batch)
			if err != nil {
				return err
			}
			vectors = append(vectors, more...)
		}
		if len(vectors) == 0 && q.Batch == "" {
			return unclear("vector")
		}
		results := ask.Each(vectors, r.scored)
		good := !slices.ContainsFunc(results, func(l vectorLine) bool { return l.Error != nil })
		return r.judge(good, map[string]any{"results": results}, func(w io.Writer) {
			for _, l := range results {
				if l.Error != nil {
					fmt.Fprintf(w, "✗ %s  %s\n", l.Vector, *l.Error)
					continue
				}
				fmt.Fprintf(w, "%s  CVSS %s  %s\n", l.Base, *l.Version, l.Vector)
			}
		})
	})
}

func (r *run) scored(vector string) vectorLine {
	version, base, err := r.Scan.Base(vector)
	if err != nil {
		why := r.told(err)
		return vectorLine{Vector: vector, Error: &why}
	}
	return vectorLine{Vector: vector, Version: &version, Base: base}
}

// vectors reads one vector a line.
func (r *run) vectors(name string) ([]string, error) {
	data, err := r.text(name, maxFile)
	if err != nil {
		return nil, err
	}
	var all []string
	for line := range strings.Lines(string(data)) {
		if v := strings.TrimSpace(line); v != "" {
			all = append(all, v)
		}
	}
	return all, nil
}

func (r *run) fileInspect() *cobra.Command {
	return r.command("inspect FILE", "file.inspect", cobra.ExactArgs(1), func(_ *cobra.Command, args []string) error {
		f, err := r.open(args[0])
		if err != nil {
			return err
		}
		defer f.Close()
		found, err := r.Inspect(f, baseName(args[0]))
		if err != nil {
			return err
		}
		return cmp.Or(r.printJSON(found.View(r.say)), verdict(found.Good))
	})
}
