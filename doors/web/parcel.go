package web

import (
	"context"
	"crypto/rand"
	"io"
	"net/http"
	"reflect"
	"strings"

	"akashi/app"
	"akashi/app/desk"
	"akashi/doors/ask"
	"akashi/rules/access"
	"akashi/values/fault"

	"github.com/a-h/templ"
)

// Parcels takes files in piece by piece, each for its owner and what it is for.
type Parcels interface {
	// Serve answers a request below base about the file of the name.
	Serve(w http.ResponseWriter, r *http.Request, base, id, owner, purpose string) error
	// Find is a file that has come whole.
	Find(ctx context.Context, id, owner, purpose string) (name string, size int64, open func() (io.ReadCloser, error), err error)
}

// parcelField names the file that came before its form, piece by piece.
const parcelField = "_upload"

// parcel takes a piece of a file in that belongs to a case, or says how much of it there is.
func (d *Door) parcel(v *visit) error {
	if err := d.mayHandIn(v); err != nil {
		return err
	}
	if d.Parcels == nil {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	leave, err := d.Limits.Upload(v.r.Context(), v.actor.ID, max(v.r.ContentLength, 0))
	if err != nil {
		return err
	}
	defer leave()
	base, _, _ := strings.Cut(v.r.URL.EscapedPath(), "/uploads")
	v.w.Header().Set("Cache-Control", "no-store")
	return d.Parcels.Serve(v.w, v.r, base+"/uploads/", v.r.PathValue("id"), v.actor.ID, v.r.PathValue("no"))
}

// mayHandIn refuses whoever cannot hand a file in for the case.
func (d *Door) mayHandIn(v *visit) error {
	attach, _ := app.FindAction(access.Attach)
	if !v.actor.May(attach.Name) {
		return fault.New(fault.Forbidden, v.actor.WhyNot(attach.Name), string(attach.Name))
	}
	_, err := d.Office.Ahead(v.r.Context(), v.actor, attach, v.r.PathValue("no"))
	return err
}

// sendsAhead is where the script of a page sends a file ahead of its form; "" where it comes
// with the form only.
func (v *visit) sendsAhead(no string) string {
	if v.door.Parcels == nil || !v.actor.May(access.Attach) {
		return ""
	}
	v.scripted()
	return casePath(no, "uploads")
}

// handingIn is the form on a criterion's page by which a file is handed in for it; nil where
// none can be.
func (v *visit) handingIn(c *caseView, criterion string) *actForm {
	o, can := c.offered(access.Attach)
	if !can {
		return nil
	}
	return &actForm{Path: actAt(o, c.No), Act: o.Action, Version: c.Version, Key: rand.Text(), Next: casePath(c.No, tabItems, criterion), Item: criterion,
		File: true, Uploads: v.sendsAhead(c.No)}
}

// arrived puts a file that came before its form in the place where the form asks for one.
// It stays on its way: the same form may be sent again.
func (d *Door) arrived(v *visit, f *paper) (leave func(), err error) {
	none := func() {}
	id, field := f.given.Get(parcelField), fileField(f.act)
	if id == "" || field == "" || d.Parcels == nil || f.files[field].name != "" {
		return none, nil
	}
	name, size, open, err := d.Parcels.Find(v.r.Context(), id, v.actor.ID, v.object(f.act))
	if err != nil {
		return none, err
	}
	if leave, err = d.Limits.Upload(v.r.Context(), v.actor.ID, size); err != nil {
		return none, err
	}
	f.parcel = name
	f.files[field] = sentFile{name: name, size: size, open: open}
	return leave, nil
}

// fileField is the one field of an act that takes a file; "" where there is none.
func fileField(a desk.Action) string {
	for _, f := range ask.FieldsOf(ask.Pointed(reflect.TypeOf(a.Input()))) {
		if f.Kind == ask.AsFile {
			return strings.Join(f.Path, ".")
		}
	}
	return ""
}

// wrongElsewhere reports whether all that is wrong stands in fields that are not the file's:
// a file that was refused, as its own places tell, is not offered again.
func (f paper) wrongElsewhere() bool {
	fields := map[string]bool{}
	for _, field := range ask.FieldsOf(ask.Pointed(reflect.TypeOf(f.act.Input()))) {
		fields[field.Path[0]] = field.Kind != ask.AsFile && field.Path[0] != "name"
	}
	for name := range f.wrong {
		if first, _, _ := strings.Cut(name, "."); !fields[first] {
			return false
		}
	}
	return len(f.wrong) > 0
}

// uploading tells the script of a form where its file goes, and what to say meanwhile.
func (p page) uploading(f actForm) templ.Attributes {
	if f.Uploads == "" {
		return nil
	}
	return templ.Attributes{"data-upload": f.Uploads, "data-cut": p.T("upload.cut"), "data-gone": p.T("upload.gone"), "data-so-far": p.T("upload.so-far")}
}
