package api

import (
	"akashi/app"
	"akashi/rules/access"
)

func pendingRoutes() []route {
	return []route{
		get("/pending", "pending", "List the acts that wait for a second person", access.ViewPending, access.KindPending, tagOffice, (*Door).pending),
	}
}

func (d *Door) pending(c *call) (app.PendingList, error) {
	return d.Office.PendingActs(c.r.Context(), c.actor)
}
