package web

import (
	"context"
	"net/http"
	"slices"

	"akashi/app"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
)

// handoverView is what lies between the two bodies of a scheme, at each of two desks.
type handoverView struct {
	app.HandoverList
	Name  string // of the scheme
	Today civil.Date
}

// handovers shows the decisions on their way to the body that grants and back.
func (d *Door) handovers(v *visit) error {
	var all []handoverView
	for _, line := range v.schemes() {
		ed, err := d.edition(line.Key, "")
		if err != nil {
			return err
		}
		body, another := ed.Organisation.GrantedBy()
		if !another || !access.Allows(v.actor, access.ViewHandover, access.Object{Kind: access.KindOffice, Scheme: line.Key}) {
			continue
		}
		list, err := d.Office.Handovers(v.r.Context(), v.actor, line.Key)
		if err != nil {
			return err
		}
		list.Body = v.page().Text(body.Name)
		all = append(all, handoverView{list, line.Name, civil.In(d.Now())})
	}
	if len(all) == 0 {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	if v.asSheet() {
		return v.giveSheet("handovers", v.page().handoverSheet(all))
	}
	v.private()
	return v.show(http.StatusOK, handoverPage(v.page(), all, v.sheetPath()))
}

// handoverFile gives the signed note of a handover.
func (d *Door) handoverFile(v *visit) error { return v.bodyNote(d.Office.HandoverNote) }

// returnFile gives the signed return to one.
func (d *Door) returnFile(v *visit) error { return v.bodyNote(d.Office.ReturnNote) }

func (v *visit) bodyNote(of func(ctx context.Context, actor access.Actor, no string) (app.FileView, error)) error {
	if !v.actor.May(access.ViewHandover) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	file, err := of(v.r.Context(), v.actor, v.r.PathValue("no"))
	if err != nil {
		return err
	}
	v.private()
	return v.give(file)
}

// heaps are the four heaps of the two desks, in their order.
func (h handoverView) heaps() []handoverHeap {
	return []handoverHeap{{"to-hand", h.ToHand}, {"handed", h.Handed}, {"received", h.Received}, {"answered", h.Answered}}
}

// handoverHeap is what lies in one state.
type handoverHeap struct {
	Key   string
	Lines []app.HandoverLine
}

// act is the form of what is to be done next to a line of the heap; "" where nothing is.
func (h handoverHeap) act(p page, scheme, no string) string {
	switch h.Key {
	case "to-hand":
		return p.To("/do/cases/" + no + "/hand-over")
	case "handed":
		return p.To("/do/cases/" + no + "/conclude-agreement")
	case "received":
		return p.ofScheme("office/return-handover", scheme, "receipt", no)
	}
	return ""
}

// file is the address of the signed note that goes to the other body; "" where there is none.
func (h handoverHeap) file(no string) string {
	return map[string]string{"handed": "/o/handover/" + no, "answered": "/o/handover/" + no + "/return"}[h.Key]
}

// handoverSheet is the list as it is shown, for a spreadsheet.
func (p page) handoverSheet(all []handoverView) sheet {
	s := sheet{Head: []string{p.T("mark.scheme"), p.T("handover.state"), p.T("handover.case"), p.T("handover.holder"), p.T("handover.decided"), p.T("handover.due"), p.T("handover.fee")}}
	for _, h := range all {
		for _, heap := range h.heaps() {
			for _, l := range heap.Lines {
				s.Rows = append(s.Rows, []string{h.Name, p.T("handover." + heap.Key), l.No, l.Holder, l.Decided.String(), l.Due.String(), l.Fee.String()})
			}
		}
	}
	return s
}

// handsOver reports whether another body grants in one of the schemes.
func handsOver(all []settled) bool {
	return slices.ContainsFunc(all, func(s settled) bool { _, another := s.Organisation.GrantedBy(); return another })
}
