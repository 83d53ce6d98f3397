package sheet

import (
	"bytes"
	"strings"

	"github.com/xuri/excelize/v2"

	"akashi/values/fault"
)

// maxUnpacked bounds what an XLSX may unpack to, in bytes, all parts together and
// each part of a sheet.
const maxUnpacked = 256 << 20

// readXLSX reads the first sheet of a workbook, each cell as it is shown.
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
	lines, err := book.Rows(names[0])
	if err != nil {
		return nil, fault.Wrong("sheet.xlsx", names[0])
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
		return nil, fault.Wrong("sheet.xlsx", names[0])
	}
	return rows, bounded(rows)
}
