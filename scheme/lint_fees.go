package scheme

import (
	"slices"

	"akashi/values/yen"
)

func sizeCeilings(l *linter) {
	if l.Size == nil {
		return
	}
	for i, industry := range l.Size.Industries {
		if industry.SmallMaxPersons >= industry.MediumMaxPersons {
			l.add(at("/size/industries", i), "medium ends above small; correct the numbers of persons")
		}
	}
}

func sizeUnused(l *linter) {
	bySize := false
	for _, a := range l.amounts {
		bySize = bySize || a.BySize != nil
	}
	if l.Size != nil && !bySize && (l.OnSite == nil || len(l.OnSite.Hours) == 0) {
		l.add("/size", "nothing depends on the size; remove the table of sizes")
	}
}

func (l *linter) tables(yield func(string, *FeeTable) bool) {
	if l.Fees == nil {
		return
	}
	for i := range l.Fees.Tables {
		if !yield(at("/fees/tables", i), &l.Fees.Tables[i]) {
			return
		}
	}
}

func (l *linter) amounts(yield func(string, *FeeAmount) bool) {
	for path, table := range l.tables {
		for i := range table.Amounts {
			if !yield(at(path+"/amounts", i), &table.Amounts[i]) {
				return
			}
		}
	}
}

// feeTableDates: tables follow each other day by day, the oldest first, so that
// no day has two prices and none between them has none.
func feeTableDates(l *linter) {
	if l.Fees == nil {
		return
	}
	for i, table := range l.Fees.Tables {
		path := at("/fees/tables", i)
		if !table.To.IsZero() && table.To.Before(table.From) {
			l.add(path+"/to", "the table ends before it begins, so it never applies; correct the days")
		}
		if i == 0 {
			continue
		}
		switch before := l.Fees.Tables[i-1]; {
		case before.To.IsZero():
			l.add(at("/fees/tables", i-1)+"/to", "say on which day the table ends; another one follows it")
		case before.To.AddDays(1) != table.From:
			l.add(path+"/from", "the table before ends on %s, so this one begins the day after", before.To)
		}
	}
}

// line finds a fee line by its code.
func (f *Fees) line(code string) (FeeLine, bool) {
	for _, line := range f.Lines {
		if line.Code == code {
			return line, true
		}
	}
	return FeeLine{}, false
}

// applies reports whether the line falls due in a case type.
func (f FeeLine) applies(t CaseType) bool { return len(f.Cases) == 0 || slices.Contains(f.Cases, t) }

func feeUnknown(l *linter) {
	for path, amount := range l.amounts {
		line, ok := l.Fees.line(amount.Code)
		switch {
		case amount.Code == "":
		case !ok:
			l.add(path+"/code", "there is no fee line %q; add it to lines or correct the code", amount.Code)
		case amount.Case != "" && !line.applies(amount.Case):
			l.add(path+"/case", "fee %q is not due in %s cases; remove the price or add the case to the line", amount.Code, amount.Case)
		}
	}
}

// feeAmount: a row has one price or one for each size, never both.
func feeAmount(l *linter) {
	for path, row := range l.amounts {
		l.price(path, row.Amount, row.BySize)
	}
	for path, table := range l.tables {
		for i, total := range table.Totals {
			l.price(at(path+"/totals", i), total.Amount, total.BySize)
		}
	}
}

func (l *linter) price(path string, amount yen.Amount, bySize map[SizeClass]yen.Amount) {
	switch {
	case (amount != 0) == (bySize != nil):
		l.add(path+"/amount", "give either amount or by_size")
	case bySize != nil && l.Size == nil:
		l.add(path+"/by_size", "prices by size need a table of sizes (size)")
	case bySize != nil:
		for _, class := range SizeClasses() {
			if bySize[class] < 1 {
				l.add(path+"/by_size", "the price for size %s is missing", class)
			}
		}
	}
}

func (t *FeeTable) priced(code string, c CaseType) int {
	n := 0
	for _, a := range t.Amounts {
		if a.Code == code && a.Case == c {
			n++
		}
	}
	return n
}

func feeUnpriced(l *linter) {
	l.pricing(func(path string, line FeeLine, t CaseType, times int) {
		if times == 0 {
			l.add(path+"/amounts", "fee %q has no price for %s cases in this table", line.Code, t)
		}
	})
}

func feePricedTwice(l *linter) {
	l.pricing(func(path string, line FeeLine, t CaseType, times int) {
		if times > 1 {
			l.add(path+"/amounts", "fee %q has %d prices for %s cases in this table; keep one", line.Code, times, t)
		}
	})
}

func (l *linter) pricing(look func(path string, line FeeLine, t CaseType, times int)) {
	for path, table := range l.tables {
		for _, line := range l.Fees.Lines {
			for _, t := range CaseTypes() {
				if line.applies(t) {
					look(path, line, t, table.priced(line.Code, t))
				}
			}
		}
	}
}

// feeTotal adds the printed totals again, size by size.
func feeTotal(l *linter) {
	for path, table := range l.tables {
		for i, total := range table.Totals {
			if total.BySize == nil {
				l.sum(at(path+"/totals", i)+"/amount", table, total.Case, "", total.Amount)
				continue
			}
			for _, class := range SizeClasses() {
				l.sum(at(path+"/totals", i)+"/by_size/"+string(class), table, total.Case, class, total.BySize[class])
			}
		}
	}
}

func (l *linter) sum(path string, table *FeeTable, t CaseType, class SizeClass, declared yen.Amount) {
	var sum yen.Amount
	for _, row := range table.Amounts {
		if row.Case == t {
			sum += row.Amount + row.BySize[class]
		}
	}
	if sum != declared {
		l.add(path, "the fees add up to %s yen, but %s are declared", sum, declared)
	}
}

func feeDue(l *linter) {
	if l.Fees == nil {
		return
	}
	for i, line := range l.Fees.Lines {
		path := at("/fees/lines", i)
		if line.Due.FirstDayCounted && line.Due.Within.IsZero() {
			l.add(path+"/due/first_day_counted", "without a period (within) there is no first day to count")
		}
		if line.Due.Event == DueAfterReview && !l.Process.Takes(StepOnSiteReview) && !l.Process.Takes(StepDocumentReview) {
			l.add(path+"/due/event", "the scheme takes no review step, so this fee never falls due")
		}
	}
}

func feeTax(l *linter) {
	for path, table := range l.tables {
		if table.Tax > 1000 {
			l.add(path+"/tax_permille", "write the tax rate per thousand: 100 is 10 %%")
		}
	}
}

// feeOnSite: fees for time on site need a step on site.
func feeOnSite(l *linter) {
	for path, table := range l.tables {
		if table.Overrun != nil && l.OnSite == nil {
			l.add(path+"/overrun", "an overrun needs standard hours on site (onsite)")
		}
		switch r := table.Revisit; {
		case r == nil:
		case !l.Process.Takes(StepOnSiteReview):
			l.add(path+"/revisit", "the scheme takes no step onsite_review to repeat")
		case r.MinPersons > r.MaxPersons:
			l.add(path+"/revisit/min_persons", "the least number of persons is above the most")
		}
	}
}

func onSiteHours(l *linter) {
	switch {
	case l.OnSite == nil:
		return
	case !l.Process.Takes(StepOnSiteReview):
		l.add("/onsite", "the scheme takes no step onsite_review; add the step or remove this rule")
	}
	times := map[SizeClass]int{}
	for _, h := range l.OnSite.Hours {
		times[h.Size]++
	}
	for _, class := range SizeClasses() {
		if times[class] != 1 {
			l.add("/onsite/hours", "give the hours for size %s once", class)
		}
	}
}
