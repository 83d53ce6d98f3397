package web

import (
	"net/url"

	"akashi/record"
)

// searchKeys are what an address of the board asks by.
var searchKeys = []string{"day", "q", "scheme", "state", "view"}

// searchOf is the question of an address of the board, in one order and without what is no part
// of it; "" where it asks for everything.
func searchOf(asked url.Values) string {
	q := url.Values{}
	for _, key := range searchKeys {
		if value := asked.Get(key); value != "" {
			q.Set(key, value)
		}
	}
	return q.Encode()
}

// keptSearch is a search that the visitor has kept, with its address.
type keptSearch struct {
	record.Search
	Path string
	Here bool // it is what the board shows
}

// keptSearches are the visitor's.
func (v *visit) keptSearches(now string) (all []keptSearch) {
	for _, s := range v.guest.Searches {
		all = append(all, keptSearch{s, "/o?" + s.Query, s.Query == now})
	}
	return all
}

// keptAs is the name under which what is shown is kept; "" where it is not.
func (b boardView) keptAs() string {
	for _, s := range b.Kept {
		if s.Here {
			return s.Name
		}
	}
	return ""
}

// takeSearch keeps what the board shows under a name, or forgets it, and shows it again.
func (d *Door) takeSearch(v *visit) error {
	form, err := v.form()
	if err != nil {
		return err
	}
	asked, err := url.ParseQuery(form.Get("query"))
	if err != nil {
		asked = url.Values{}
	}
	query := searchOf(asked)
	kept := record.Search{Name: form.Get("name"), Query: query}
	if form.Get("forget") != "" {
		kept.Query = ""
	}
	if err := d.Office.KeepSearch(v.r.Context(), v.guest, kept); err != nil {
		return err
	}
	if query == "" {
		return v.goTo("/o")
	}
	return v.goTo("/o?" + query)
}
