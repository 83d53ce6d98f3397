package scan

import (
	"cmp"
	"strings"
)

// openvasWhole is what a report of Greenbone says of itself: how the scan ended, how
// many results there are, and how many of them the filter let through.
type openvasWhole struct {
	held     int    // results in the file
	status   string // scan_run_status
	ended    bool   // scan_end
	errors   bool   // the list of errors is there, empty or not
	counts   map[string]openvasCount
	override bool // an override may have made a log of a weakness
}

// openvasCount is one count of results, "" for all of them.
type openvasCount struct{ full, filtered int }

// inWhole reads what a report says of itself.
func (o *openvasXML) inWhole(name string) error {
	switch name {
	case "scan_run_status":
		return o.out.text(o.x, &o.whole.status)
	case "errors":
		o.whole.errors = true
		return o.errors()
	case "result_count":
		return o.resultCount()
	case "filters":
		return o.x.Each(func(name []byte) error {
			var term string
			if string(name) != "term" {
				return nil
			}
			err := o.out.text(o.x, &term)
			o.filter(term)
			return err
		})
	}
	return nil
}

func (o *openvasXML) errors() error {
	stated, listed := 0, 0
	err := o.x.Each(func(name []byte) error {
		switch string(name) {
		case "count":
			text, err := o.x.Content()
			stated = count(text)
			return err
		case "error":
			listed++
			return o.scanError()
		}
		return nil
	})
	o.out.fewer(listed, stated)
	return err
}

func (o *openvasXML) scanError() error {
	var host, what string
	err := o.x.Each(func(name []byte) error {
		switch string(name) {
		case "host":
			return o.out.text(o.x, &host)
		case "description":
			return o.out.text(o.x, &what)
		}
		return nil
	})
	o.out.wholeReport("report-error", "given", clip([]byte(host+": "+cmp.Or(what, "error"))))
	return err
}

// resultCount reads <result_count>43<full>43</full><filtered>43</filtered><hole>…, and
// the page of a list of results.
func (o *openvasXML) resultCount() error {
	o.whole.counts = map[string]openvasCount{}
	all := openvasCount{-1, -1}
	err := o.x.Each(func(name []byte) error {
		switch class := string(name); class {
		case "full":
			return o.number(&all.full)
		case "filtered":
			return o.number(&all.filtered)
		case "page":
			return nil
		default:
			of := openvasCount{}
			err := o.x.Each(func(name []byte) error {
				switch string(name) {
				case "full":
					return o.number(&of.full)
				case "filtered":
					return o.number(&of.filtered)
				}
				return nil
			})
			o.whole.counts[class] = of
			return err
		}
	})
	o.whole.counts[""] = all
	return err
}

func (o *openvasXML) number(into *int) error {
	text, err := o.x.Content()
	*into = count(text)
	return err
}

// openvasQoD is the quality of detection from which Greenbone shows results by
// itself; a filter that asks for more leaves out what it would show.
const openvasQoD = 70

// filter reads the terms that change what the counts speak of.
func (o *openvasXML) filter(term string) {
	for _, word := range strings.Fields(term) {
		name, value, _ := strings.Cut(word, "=")
		switch {
		case name == "apply_overrides" && value == "1":
			o.whole.override = true
		case name == "min_qod" && count([]byte(value)) > openvasQoD:
			o.out.wholeReport("report-filtered", "filter", clip([]byte(word)))
		}
	}
}

// prove lists what the report does not show, or shows to be missing.
func (w *openvasWhole) prove(out *sink) {
	out.unproven(w.status != "", "scan_run_status")
	if w.status != "" && w.status != "Done" {
		out.wholeReport("report-unfinished", "status", clip([]byte(w.status)))
	}
	out.unproven(w.ended, "scan_end")
	out.unproven(w.errors, "errors")
	out.unproven(w.counts != nil, "result_count")
	if w.counts == nil {
		return
	}
	all := w.counts[""]
	out.unproven(all.full >= 0, "result_count/full")
	out.unproven(all.filtered >= 0, "result_count/filtered")
	out.fewer(w.held, max(all.filtered, 0))
	hidden := all.full - all.filtered
	for _, class := range []string{"critical", "hole", "high", "warning", "medium", "info", "low", "false_positive", "log", "debug"} {
		of := w.counts[class]
		hidden -= of.full - of.filtered
		harmless := (class == "log" || class == "debug") && !w.override
		if of.full > of.filtered && !harmless {
			out.wholeReport("report-filtered", "class", class, "full", of.full, "filtered", of.filtered)
		}
	}
	if hidden > 0 { // of no class that is named
		out.wholeReport("report-filtered", "full", all.full, "filtered", all.filtered)
	}
}
