package record

// Search is a question to the board that somebody has kept under a name (保存した条件).
type Search struct {
	Name  string `json:"name"`
	Query string `json:"query"` // as in the address of the board, such as scheme=anshin&view=late
}
