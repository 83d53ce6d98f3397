package sheet

import (
	"bytes"
	"strings"

	"github.com/xuri/excelize/v2"
)

// maxUnpacked bounds what an XLSX may unpack to, in bytes, all parts together and
// each part of a sheet.
const maxUnpacked = 256 << 20

// readXLSX reads the first sheet of a workbook, each cell as it is shown.
func readXLSX(data []byte) (rows [][]string, err error) {
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked / 4})
	if err != nil {
		return nil, problem("sheet.xlsx", "file", "cannot be read as a workbook: %v", err)
	}
	defer func() { _ = book.Close() }() // nothing was written to it
	names := book.GetSheetList()
	if len(names) == 0 {
		return nil, problem("sheet.xlsx", "file", "the workbook has no sheet")
	}
	lines, err := book.Rows(names[0])
	if err != nil {
		return nil, problem("sheet.xlsx", names[0], "cannot be read: %v", err)
	}
	defer func() { _ = lines.Close() }()
	for lines.Next() && len(rows) <= maxRows {
		row, err := lines.Columns()
		if err != nil {
			return nil, problem("sheet.xlsx", place(len(rows), 0), "cannot be read: %v", err)
		}
		if strings.Join(row, "") != "" {
			rows = append(rows, row)
		}
	}
	if err := lines.Error(); err != nil {
		return nil, problem("sheet.xlsx", names[0], "cannot be read: %v", err)
	}
	return rows, bounded(rows)
}
