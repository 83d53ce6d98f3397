package app_test

import (
	"maps"
	"testing"

	"akashi/values/civil"
)

// The sources name who presides over the council and sits on the committee of one scheme,
// and are silent on the other (S0-03): the edition says whether the office publishes it.
func TestWhoHoldsAnOfficeIsPublishedWhereTheEditionSaysSo(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.do(secretariat(), "appoint", "", `{"scheme":"anshin","seat":"president","name":"見本 会長"}`)
	o.do(secretariat(), "appoint", "", `{"scheme":"anshin","seat":"chair","name":"見本 前委員長","from":"2010-04-01","to":"2012-03-31"}`)
	edition, err := o.app.Shelf.EditionAt("anshin", civil.In(o.now))
	if err != nil {
		t.Fatal(err)
	}
	for publishes, want := range map[bool]map[string]string{true: {"president": "見本 会長"}, false: nil} {
		ed := *edition
		ed.Public.Holders.Value = publishes
		book, err := o.app.Book(t.Context(), &ed)
		if err != nil {
			t.Fatal(err)
		}
		if !maps.Equal(book.Holders, want) {
			t.Errorf("published %v: holders %v, want %v", publishes, book.Holders, want)
		}
	}
}
