package torture

import (
	"akashi/beside/cluster"
	"errors"
	"path/filepath"
)

// postgresKills kills the database under a loaded server, and has both start again.
func postgresKills(r *rig) (rows []row, err error) {
	c, err := cluster.New()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, c.Remove()) }()
	o, err := r.found(filepath.Join(r.dir, "postgres"), c.Address())
	if err != nil {
		return nil, err
	}
	all := row{what: "PostgreSQL killed (-9, every process) under 4 clients"}
	var last row
	for range r.size(1, 30) {
		s, err := o.serve("")
		if err != nil {
			return nil, err
		}
		left := o.loadFor(s, 4, 2*moment(), c.Kill)
		s.kill()
		all.tried, all.fired = all.tried+1, all.fired+1
		if err := c.Start(); err != nil {
			return nil, err
		}
		found := row{}
		if err := o.examine(&found, left); err != nil {
			return nil, err
		}
		found.half, found.blind = found.half+last.half, found.blind+last.blind
		last = found
	}
	all.add(last)
	return []row{all}, o.close()
}
