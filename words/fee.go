package words

// Fee is the name of a fee as the scheme prints it.
func (b *Book) Fee(code string) string { return b.fee(code) }

// fee is the name of a fee as the scheme prints it.
func (b *Book) fee(code string) string {
	if b.edition == nil || b.edition.Fees == nil {
		return code
	}
	for _, l := range b.edition.Fees.Lines {
		if l.Code == code {
			return b.Text(l.Label)
		}
	}
	for _, t := range b.edition.Fees.Tables {
		if t.Overrun != nil && t.Overrun.Code == code {
			return b.Text(t.Overrun.Label)
		}
		if t.Revisit != nil && t.Revisit.Code == code {
			return b.Text(t.Revisit.Label)
		}
	}
	return code
}
