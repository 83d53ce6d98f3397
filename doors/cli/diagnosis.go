package cli

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"akashi/app/desk"
	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/values/fault"
)

// reportFlags are the flags of a judged report.
type reportFlags struct {
	choice
	format, mapping, scanned, filed, opinion string
	treatAs, treatBy, treatReason            string
}

func (r *run) diagnosisCheck() *cobra.Command {
	var fl reportFlags
	c := r.command("check REPORT", "diagnosis.check", cobra.ExactArgs(1), func(_ *cobra.Command, args []string) error {
		terms, err := fl.terms(r)
		if err != nil {
			return err
		}
		ed, err := r.pick(fl.choice, terms.ApplicationDate)
		if err != nil {
			return err
		}
		if ed.Diagnosis == nil {
			return fault.Wrong("diagnosis.none", "--scheme")
		}
		as, err := fl.readAs(r)
		if err != nil {
			return err
		}
		return r.judgeReport(*ed.Diagnosis, args[0], as, terms)
	})
	r.choiceFlags(c, &fl.choice, true)
	f := c.Flags()
	f.StringVar(&fl.format, "format", "auto", r.say.Say("flag.format")+": auto, "+strings.Join(r.Scan.Formats, ", "))
	f.StringVar(&fl.mapping, "mapping", "", r.say.Say("flag.mapping"))
	f.StringVar(&fl.scanned, "scan-date", "", r.say.Say("flag.scan-date"))
	f.StringVar(&fl.filed, "application-date", "", r.say.Say("flag.application-date"))
	f.StringVar(&fl.opinion, "opinion", "", r.say.Say("flag.opinion"))
	f.StringVar(&fl.treatAs, "treat-unversioned-as", "", r.say.Say("flag.treat-unversioned-as"))
	f.StringVar(&fl.treatBy, "treat-by", "", r.say.Say("flag.treat-by"))
	f.StringVar(&fl.treatReason, "treat-reason", "", r.say.Say("flag.treat-reason"))
	return c
}

// readAs says how to read the report: a CSV of any shape needs a mapping file.
func (fl reportFlags) readAs(r *run) (desk.ReadAs, error) {
	as := desk.ReadAs{Format: fl.format}
	if fl.mapping == "" {
		return as, nil
	}
	var err error
	as.Mapping, err = r.read(fl.mapping, maxText)
	return as, err
}

func (fl reportFlags) terms(r *run) (diagnosis.Terms, error) {
	var a asked
	terms := diagnosis.Terms{ScanDate: a.day("scan-date", fl.scanned), ApplicationDate: a.day("application-date", fl.filed)}
	if fl.treatAs != "" {
		oneOf(&a, "treat-unversioned-as", fl.treatAs, []scheme.CVSSVersion{scheme.CVSS2, scheme.CVSS3, scheme.CVSS4})
		terms.TreatUnversionedAs = diagnosis.Declaration{Version: scheme.CVSSVersion(fl.treatAs), By: fl.treatBy, Reason: fl.treatReason}
	}
	if err := a.Err(); err != nil || fl.opinion == "" {
		return terms, err
	}
	data, err := r.read(fl.opinion, maxText)
	if err != nil {
		return terms, err
	}
	terms.Statements, err = diagnosis.ParseStatements(data)
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
	report, err := r.Scan.Read(f, as, func(found diagnosis.Finding) error {
		judged.Add(tally.Add(found))
		return nil
	})
	if err != nil {
		return err
	}
	result := tally.Result(report)
	if err := r.printReport(rule, result, &judged); err != nil {
		return err
	}
	return verdict(result.Verdict == diagnosis.Pass)
}

func (r *run) printReport(rule scheme.Diagnosis, result diagnosis.Result, judged *diagnosis.List) error {
	if r.opts.json {
		out := bufio.NewWriterSize(r.Out, 1<<16)
		if err := result.WriteJSON(out, judged.All()); err != nil {
			return err
		}
		if err := out.WriteByte('\n'); err != nil {
			return err
		}
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
	for _, e := range result.RowErrors {
		fmt.Fprintf(w, "  %s\n", r.say.Fill("report.row_error", map[string]string{"row": fmt.Sprint(e.Row), "message": e.Message}))
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
	var batch string
	c := r.command("score VECTOR...", "cvss.score", cobra.ArbitraryArgs, func(_ *cobra.Command, vectors []string) error {
		if batch != "" {
			more, err := r.vectors(batch)
			if err != nil {
				return err
			}
			vectors = append(vectors, more...)
		}
		if len(vectors) == 0 && batch == "" {
			return unclear("vector")
		}
		view := struct {
			Results []vectorLine `json:"results"`
		}{[]vectorLine{}}
		good := true
		for _, v := range vectors {
			line := vectorLine{Vector: v}
			version, base, err := r.Scan.Base(v)
			if err != nil {
				why := err.Error()
				line.Error, good = &why, false
			} else {
				line.Version, line.Base = &version, base
			}
			view.Results = append(view.Results, line)
		}
		if err := r.emit(view, func(w io.Writer) {
			for _, l := range view.Results {
				if l.Error != nil {
					fmt.Fprintf(w, "✗ %s  %s\n", l.Vector, *l.Error)
					continue
				}
				fmt.Fprintf(w, "%s  CVSS %s  %s\n", l.Base, *l.Version, l.Vector)
			}
		}); err != nil {
			return err
		}
		return verdict(good)
	})
	c.Flags().StringVar(&batch, "batch", "", r.say.Say("flag.batch"))
	return c
}

// vectors reads one vector a line.
func (r *run) vectors(name string) ([]string, error) {
	data, err := r.read(name, maxFile)
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
		if err := r.emitPlain(found.View(r.say)); err != nil {
			return err
		}
		return verdict(found.Good)
	})
}
