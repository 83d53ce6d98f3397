package api

import (
	"akashi/app"
)

func (d *Door) pending(c *call) (app.PendingList, error) {
	return d.Office.PendingActs(c.r.Context(), c.actor)
}
