package store

import "fmt"

// searched is a table that is searched: its index of grams, and the folded text of its rows,
// as SQL.
type searched struct{ table, index, text string }

// holding narrows rows to those that hold every word of a text. The index of grams finds the
// rows that may, and the folded text decides. On a page of what is common the index would find
// most of the rows, only to put them in order for a few lines; there the rows are read in their
// order until the page is full.
func (r reader) holding(c *conditions, in searched, text string, page bool) error {
	words, err := terms(text)
	if err != nil || len(words) == 0 {
		c.and("1 = 0")
		return err
	}
	candidates, grams := r.engine.search(in, words)
	common := false
	if page {
		if common, err = r.moreThan(commonFrom, candidates, grams); err != nil {
			return err
		}
	}
	if !common {
		c.and("serial IN ("+candidates+")", grams)
	}
	for _, word := range words {
		if common || len([]rune(word)) > 2 { // shorter, and the index has the last word
			c.and(in.text+" LIKE ?", "%"+word+"%")
		}
	}
	return nil
}

// commonFrom is how many entries make reading in order the shorter way: of a
// hundred thousand, a page of fifty is then full after some thousands.
const commonFrom = 1000

func (r reader) moreThan(n int, candidates, grams string) (bool, error) {
	query := fmt.Sprintf("SELECT count(*) FROM (%s LIMIT %d) found", candidates, n+1)
	var found int
	if err := r.row(query, grams).Scan(&found); err != nil {
		return false, fmt.Errorf("search: %w", err)
	}
	return found > n, nil
}
