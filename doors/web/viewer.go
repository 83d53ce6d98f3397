package web

import (
	"bytes"
	"net/http"
	"net/url"
	"strconv"

	"akashi/app"
	"akashi/values/fault"
)

// viewer shows a page of a document beside its criterion, as a picture.
type viewer struct {
	Files      []link // every document of the criterion
	Name       string
	Picture    string // address of the page
	Page, Of   int
	Prev, Next string
	Download   string
}

// viewer shows the document that lies open at the page in the address; nil where the criterion
// has none.
func (v *visit) viewer(i app.ItemView, item string) *viewer {
	if len(i.Files) == 0 {
		return nil
	}
	at := i.Files[i.Open]
	here := func(file string, page int) string {
		return casePath(i.No, tabItems, item) + "?" + url.Values{"file": {file}, "page": {strconv.Itoa(page)}}.Encode() + "#view"
	}
	view := &viewer{Name: at.Name, Download: casePath(i.No, "files", at.ID), Of: i.Of}
	for _, f := range i.Files {
		view.Files = append(view.Files, link{Path: here(f.ID, 1), Label: f.Name, Here: f.ID == at.ID})
	}
	if view.Of == 0 {
		return view
	}
	asked, _ := strconv.Atoi(v.query("page"))
	view.Page = min(max(asked, 1), view.Of)
	if view.Page > 1 {
		view.Prev = here(at.ID, view.Page-1)
	}
	if view.Page < view.Of {
		view.Next = here(at.ID, view.Page+1)
	}
	view.Picture = casePath(i.No, "files", at.ID, "pages", strconv.Itoa(view.Page))
	return view
}

// pagePicture draws a page of a file of a case. The page of a file never changes: who has it
// asks whether it may still be seen, and no more.
func (d *Door) pagePicture(v *visit) error {
	n, err := strconv.Atoi(v.r.PathValue("page"))
	if err != nil {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	drawn, err := d.Office.Page(v.r.Context(), v.actor, v.r.PathValue("no"), v.r.PathValue("id"), n)
	if err != nil {
		return err
	}
	h := v.w.Header()
	h.Set("Content-Type", "image/png")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "private, no-cache")
	h.Set("Etag", `"`+drawn.SHA256+"-"+strconv.Itoa(n)+`"`)
	http.ServeContent(v.w, v.r, "", d.Now(), bytes.NewReader(drawn.Picture))
	return nil
}
