package scheme

// windowPeriod: an incident brings its own number of months, every other fact
// needs the period of its window.
func windowPeriod(l *linter) {
	for i, w := range l.Eligibility.Windows {
		path := at("/eligibility/windows", i) + "/period"
		switch empty := w.Period.Value.IsZero(); {
		case w.Fact == FactIncident && !empty:
			l.add(path, "an incident brings its own number of months; remove the period")
		case w.Fact != FactIncident && empty:
			l.add(path, "without a period this window never bars anybody; give one")
		}
	}
}

func regionSource(l *linter) {
	if (len(l.Eligibility.Regions) > 0) != (l.Eligibility.RegionSource != "") {
		l.add("/eligibility/region_source", "name the citation of the regions here, and only where there are regions")
	}
}
