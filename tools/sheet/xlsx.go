package sheet

import (
	"bytes"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"akashi/values/fault"
)

// maxUnpacked bounds what an XLSX may unpack to, in bytes, all parts together and
// each part of a sheet.
const maxUnpacked = 256 << 20

// readXLSX reads the table of a workbook, each cell as it is shown.
func readXLSX(data []byte) (rows [][]string, err error) {
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked / 4,
		ShortDatePattern: "yyyy-mm-dd"}) // the day that a reader's own settings would show
	if err != nil {
		return nil, fault.Wrong("sheet.xlsx", "file")
	}
	defer func() { _ = book.Close() }() // nothing was written to it
	names := book.GetSheetList()
	if len(names) == 0 {
		return nil, fault.Wrong("sheet.xlsx", "file")
	}
	page := tableOf(names)
	lines, err := book.Rows(page)
	if err != nil {
		return nil, fault.Wrong("sheet.xlsx", page)
	}
	defer func() { _ = lines.Close() }()
	for lines.Next() && len(rows) <= maxRows {
		row, err := lines.Columns()
		if err != nil {
			return nil, fault.Wrong("sheet.xlsx", place(len(rows), 0))
		}
		if strings.Join(row, "") != "" {
			rows = append(rows, row)
		}
	}
	if err := lines.Error(); err != nil {
		return nil, fault.Wrong("sheet.xlsx", page)
	}
	return rows, bounded(rows)
}

// tableOf is the page of a workbook that holds its table: the first, or the one after the
// instructions of a template of ours.
func tableOf(pages []string) string {
	if len(pages) > 1 && slices.Contains(pages, pinPage) {
		return pages[1]
	}
	return pages[0]
}
