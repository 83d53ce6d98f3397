package torture

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// backups has one call after the other fail while a backup is made, and restored.
func backups(r *rig) ([]row, error) {
	if err := traceable(); err != nil {
		return nil, err
	}
	o, err := r.found(filepath.Join(r.dir, "backup"), "")
	if err != nil {
		return nil, err
	}
	s, err := o.serve("")
	if err != nil {
		return nil, err
	}
	o.loadFor(s, 4, 2*moment(), s.kill)
	good := filepath.Join(r.dir, "good")
	if _, err := o.command("backup", "create", good); err != nil {
		return nil, err
	}
	creates := row{what: "a call fails or kills during `backup create`"}
	restores := row{what: "a call fails or kills during `backup restore`"}
	calls := "write pwrite64 fsync openat renameat mkdirat unlinkat"
	for i, b := range r.blows(calls, r.size(1, 14)) {
		to := filepath.Join(r.dir, fmt.Sprintf("copy-%d", i))
		if err := o.createUnder(&creates, b, to); err != nil {
			return nil, err
		}
		again := &office{rig: r, data: filepath.Join(r.dir, fmt.Sprintf("again-%d", i))}
		if err := again.restoreUnder(&restores, b, good); err != nil {
			return nil, err
		}
		if err := errors.Join(os.RemoveAll(to), os.RemoveAll(to+".unfinished"), os.RemoveAll(again.data)); err != nil {
			return nil, err
		}
	}
	return []row{creates, restores}, o.close()
}

// createUnder makes a backup under a blow: one that is there is whole, and one that is not
// can be made again.
func (o *office) createUnder(into *row, b blow, to string) error {
	log := filepath.Join(o.rig.dir, "strace")
	_, err := o.rig.run(b.within(log), o.at("backup", "create", to)...)
	into.tried++
	if fired(log) {
		into.fired++
	}
	if err == nil {
		into.acknowledged++
	}
	if _, there := os.Stat(to); there != nil {
		if err == nil {
			into.lost++
		}
		if _, err := o.command("backup", "create", to); err != nil {
			into.half++
			fmt.Fprintf(o.rig.log, "%v: made again: %v\n", b, err)
			return nil
		}
	}
	if _, err := o.rig.run("", "backup", "verify", to); err != nil {
		into.blind++
		fmt.Fprintf(o.rig.log, "%v: %v\n", b, err)
	}
	return nil
}

// restoreUnder restores under a blow: there is no office then, or a whole one, and the same
// command makes it.
func (o *office) restoreUnder(into *row, b blow, from string) error {
	log := filepath.Join(o.rig.dir, "strace")
	_, err := o.rig.run(b.within(log), o.at("backup", "restore", from)...)
	into.tried++
	if fired(log) {
		into.fired++
	}
	if err == nil {
		into.acknowledged++
	}
	_, unsound := o.command("fsck", "--json")
	switch {
	case unsound == nil: // it is there, whatever was said
	case err == nil:
		into.lost++
	case !strings.Contains(unsound.Error(), "store.none"):
		into.blind++
		fmt.Fprintf(o.rig.log, "%v: %v\n", b, unsound)
	default:
		if _, err := o.command("backup", "restore", from); err != nil {
			into.half++
			fmt.Fprintf(o.rig.log, "%v: restored again: %v\n", b, err)
		}
	}
	if _, err := o.command("fsck", "--json"); err != nil {
		into.blind++
		fmt.Fprintf(o.rig.log, "%v: %v\n", b, err)
	}
	return nil
}
