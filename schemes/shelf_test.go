package schemes

import "testing"

func TestShippedEditionsAreWhole(t *testing.T) {
	t.Parallel()
	shelf, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	for key, criteria := range map[string]int{"anshin": 53, "pmark": 38} {
		editions := shelf.Editions(key)
		if len(editions) != 1 || len(editions[0].Criteria) != criteria {
			t.Errorf("%s: got %d editions, want one of %d criteria", key, len(editions), criteria)
		}
	}
}
