package desk

import (
	"maps"
	"strconv"

	"akashi/rules/lifecycle"
	"akashi/values/fault"
)

// RemindInput says what is reminded of (督促・案内).
type RemindInput struct {
	What string `json:"what" doc:"what the letter is about: fee, findings, agreement, opens, window or expiry"`
}

// Remind writes to everybody who acts for the applicant about one of the days that run, the nearest of what is asked for:
// that it comes, or that it has passed. more says what else the letter tells about that day.
func (w *Work) Remind(applicant string, in RemindInput, days []lifecycle.NextDay, more func(next lifecycle.NextDay) map[string]string) error {
	var next lifecycle.NextDay
	var remindable []string
	for _, d := range days {
		what := lifecycle.RemindedOf(d)
		if what == "" {
			continue
		}
		remindable = append(remindable, what)
		if what == in.What && (next.Day.IsZero() || d.Day.Before(next.Day)) {
			next = d
		}
	}
	var p fault.Problems
	fault.OneOf(&p, "remind.what", "/what", in.What, remindable)
	if err := p.Err(); err != nil {
		return err
	}
	data := map[string]string{"no": w.Case.No, "number": w.Mark.Number, "day": next.Day.String()}
	maps.Copy(data, more(next))
	template, late := "remind-"+in.What, next.Day.Before(w.Today)
	if late {
		template = "late-" + in.What
		data["days"] = strconv.Itoa(w.Today.Sub(next.Day))
	}
	w.Letter(applicant, template, data)
	w.Told = fault.With("what", in.What, "day", next.Day)
	w.Facts = map[string]any{"day": next.Day, "late": late}
	return nil
}
