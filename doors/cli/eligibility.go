package cli

import (
	"bytes"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"akashi/rules/coverage"
	"akashi/rules/deadline"
	"akashi/rules/eligibility"
	"akashi/values/civil"
	"akashi/values/fault"
)

// today is the day of the clock in Tokyo.
func (r *run) today() civil.Date { return civil.In(r.now()) }

func (r *run) eligibility() *cobra.Command {
	var ch choice
	var facts string
	c := r.command("eligibility", "eligibility", cobra.NoArgs, func(*cobra.Command, []string) error {
		var a asked
		day := a.day("date", ch.date)
		if err := a.Err(); err != nil {
			return err
		}
		if day.IsZero() {
			day = r.today()
		}
		ed, err := r.pick(ch, day)
		if err != nil {
			return err
		}
		data, err := r.read(facts, maxText)
		if err != nil {
			return err
		}
		known, err := eligibility.DecodeFacts(bytes.NewReader(data))
		if err != nil {
			return err
		}
		result, err := eligibility.Check(ed, day, known)
		if err != nil {
			return err
		}
		if err := r.emit(result, func(w io.Writer) { r.printEligibility(w, result) }); err != nil {
			return err
		}
		return verdict(result.Eligible)
	})
	r.choiceFlags(c, &ch, true)
	c.Flags().StringVar(&ch.date, "date", "", r.say.Say("flag.date"))
	c.Flags().StringVar(&facts, "facts", "", r.say.Say("flag.facts"))
	_ = c.MarkFlagRequired("facts") // the flag is there
	return c
}

func (r *run) printEligibility(w io.Writer, result eligibility.Result) {
	fmt.Fprintln(w, r.say.Say(map[bool]string{true: "eligible.yes", false: "eligible.no"}[result.Eligible]))
	for _, g := range result.Grounds {
		fmt.Fprintf(w, "  - %s%s\n", r.say.Fill("bar."+string(g.Reason), map[string]string{"until": g.Until.String()}), bracketed(g.Clause))
	}
	if !result.Eligible && !result.Earliest.IsZero() {
		fmt.Fprintln(w, r.say.Fill("eligible.earliest", map[string]string{"day": result.Earliest.String()}))
	}
	r.printReasons(w, result.Reasons, 1)
}

func (r *run) auditCoverage() *cobra.Command {
	var ch choice
	var filed, audits string
	c := r.command("coverage", "audit.coverage", cobra.NoArgs, func(*cobra.Command, []string) error {
		var a asked
		day := a.day("application-date", filed)
		if err := a.Err(); err != nil {
			return err
		}
		ed, err := r.pick(ch, day)
		if err != nil {
			return err
		}
		if ed.Audit == nil {
			return fault.Wrong("audit.none", "--scheme", "what", ed.Scheme+" "+ed.ID)
		}
		data, err := r.read(audits, maxText)
		if err != nil {
			return err
		}
		stated, err := coverage.DecodeAudits(bytes.NewReader(data))
		if err != nil {
			return err
		}
		result, err := coverage.Check(ed, day, stated)
		if err != nil {
			return err
		}
		if err := r.emit(result, func(w io.Writer) {
			fmt.Fprintln(w, r.say.Say(map[bool]string{true: "audit.complete", false: "audit.incomplete"}[result.Complete]))
			table(w, [][]string{{r.say.Say("audit.covered"), fmt.Sprint(result.Covered)}, {r.say.Say("audit.missing"), fmt.Sprint(result.Missing)},
				{r.say.Say("audit.outside"), fmt.Sprint(result.OutsideWindow)}})
			r.printReasons(w, result.Reasons, 1)
		}); err != nil {
			return err
		}
		return verdict(result.Complete)
	})
	r.choiceFlags(c, &ch, true)
	c.Flags().StringVar(&filed, "application-date", "", r.say.Say("flag.application-date"))
	c.Flags().StringVar(&audits, "audits", "", r.say.Say("flag.audits"))
	_ = c.MarkFlagRequired("application-date") // the flags are there
	_ = c.MarkFlagRequired("audits")
	return c
}

func (r *run) deadlines() *cobra.Command {
	var ch choice
	var events deadline.Events
	texts := map[string]*string{}
	days := []struct {
		flag string
		to   *civil.Date
	}{
		{"expiry", &events.Expiry}, {"decided", &events.Decided}, {"notice-received", &events.NoticeReceived},
		{"findings-issued", &events.FindingsIssued}, {"discovered", &events.Discovered}, {"filed", &events.Filed},
		{"invoiced", &events.Invoiced}, {"review-completed", &events.ReviewCompleted},
		{"complaint-received", &events.ComplaintReceived}, {"previous-expiry", &events.PreviousExpiry},
	}
	c := r.command("deadlines", "deadlines", cobra.NoArgs, func(*cobra.Command, []string) error {
		var a asked
		for _, d := range days {
			*d.to = a.day(d.flag, *texts[d.flag])
		}
		day := a.day("date", ch.date)
		if err := a.Err(); err != nil {
			return err
		}
		ed, err := r.pick(ch, day)
		if err != nil {
			return err
		}
		calendar, err := deadline.CalendarOf(ed.Calendar, nil)
		if err != nil {
			return err
		}
		due, err := deadline.For(ed, calendar, events)
		if err != nil {
			return err
		}
		return r.emit(due, func(w io.Writer) { r.printDeadlines(w, due) })
	})
	r.choiceFlags(c, &ch, true)
	c.Flags().StringVar(&ch.date, "date", "", r.say.Say("flag.date"))
	for _, d := range days {
		texts[d.flag] = c.Flags().String(d.flag, "", r.say.Say("flag."+d.flag))
	}
	c.Flags().BoolVar(&events.Malicious, "malicious", false, r.say.Say("flag.malicious"))
	return c
}

func (r *run) printDeadlines(w io.Writer, due deadline.Deadlines) {
	var rows [][]string
	if due.RenewalWindow != nil {
		rows = append(rows, []string{r.say.Say("due.renewal_window"), due.RenewalWindow.From.String() + " – " + due.RenewalWindow.Rolled.String()})
	}
	if due.Validity != nil {
		rows = append(rows, []string{r.say.Say("due.validity"), due.Validity.From.String() + " – " + due.Validity.To.String()})
	}
	for _, d := range []struct {
		key string
		day civil.Date
	}{
		{"due.contract_void_after", due.ContractVoidAfter}, {"due.fee_due", due.FeeDue}, {"due.findings_due", due.FindingsDue},
		{"due.incident_initial_due", due.IncidentInitialDue}, {"due.incident_final_due", due.IncidentFinalDue},
		{"due.appeal_due", due.AppealDue}, {"due.complaint_answer_due", due.ComplaintAnswerDue},
	} {
		if !d.day.IsZero() {
			rows = append(rows, []string{r.say.Say(d.key), d.day.String()})
		}
	}
	table(w, rows)
	r.printReasons(w, due.Reasons, 1)
}
