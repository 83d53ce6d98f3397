package torture

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

// disk is a file that is a disk with a file system of its own.
type disk struct{ image, at string }

// diskSize is enough for one office.
const diskSize = 96 << 20

// mountable refuses where no disk can be made of a file.
func mountable() error {
	for program, of := range map[string]string{"mkfs.ext4": "e2fsprogs", "losetup": "mount", "mount": "mount"} {
		if _, err := exec.LookPath(program); err != nil {
			return fmt.Errorf("%s is missing (package %s)", program, of)
		}
	}
	if out, err := exec.Command("losetup", "--find").CombinedOutput(); err != nil || os.Geteuid() != 0 {
		return forbidden{fmt.Errorf("no disk can be made of a file: %v %s", err, out)}
	}
	at, err := os.MkdirTemp("", "akashi-mount-")
	if err != nil {
		return err
	}
	defer os.Remove(at)
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=64k", "none", at).CombinedOutput(); err != nil {
		return forbidden{fmt.Errorf("nothing can be mounted: %w: %s", err, out)}
	}
	return exec.Command("umount", at).Run()
}

// newDisk makes an empty disk. Nothing but a flush writes to it for a while: what was not
// flushed is what a power cut takes.
func (r *rig) newDisk(name string) (*disk, error) {
	d := &disk{filepath.Join(r.dir, name+".img"), filepath.Join(r.dir, name)}
	file, err := os.Create(d.image)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(file.Truncate(diskSize), file.Close()); err != nil {
		return nil, err
	}
	if out, err := exec.CommandContext(r.ctx, "mkfs.ext4", "-q", "-E", "lazy_itable_init=0,lazy_journal_init=0", d.image).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("mkfs.ext4: %w: %s", err, out)
	}
	return d, d.mount(r)
}

func (d *disk) mount(r *rig) error {
	if err := os.MkdirAll(d.at, 0o700); err != nil {
		return err
	}
	if out, err := exec.CommandContext(r.ctx, "mount", "-o", "loop,commit=600", d.image, d.at).CombinedOutput(); err != nil {
		return fmt.Errorf("mount: %w: %s", err, out)
	}
	return nil
}

// unmount takes the disk away, and its image too.
func (d *disk) unmount() error {
	out, err := exec.Command("umount", "-l", d.at).CombinedOutput()
	if err != nil {
		return fmt.Errorf("umount: %w: %s", err, out)
	}
	return os.Remove(d.image)
}

// cut copies a disk as it is at this moment: the copy lacks whatever the system still keeps
// in memory, as after a power cut.
func (d *disk) cut(r *rig, name string) (*disk, error) {
	after := &disk{filepath.Join(r.dir, name+".img"), filepath.Join(r.dir, name)}
	from, err := os.Open(d.image)
	if err != nil {
		return nil, err
	}
	defer from.Close()
	to, err := os.Create(after.image)
	if err != nil {
		return nil, err
	}
	_, err = io.Copy(to, from)
	return after, errors.Join(err, to.Close())
}

// powerCuts cuts the power under a loaded server, and just after a backup and a restore
// have said that they are done.
func powerCuts(r *rig) ([]row, error) {
	if err := mountable(); err != nil {
		return nil, err
	}
	serving := row{what: "power cut under 4 clients, ext4"}
	for n := range r.size(1, 100) {
		if err := r.powerCut(&serving, fmt.Sprintf("power-%d", n), ""); err != nil {
			return nil, err
		}
	}
	rows := []row{serving}
	copies := row{what: "power cut after `backup create`, and after `backup restore`, said done"}
	for n := range r.size(1, 10) {
		if err := r.cutAfterCopy(&copies, fmt.Sprintf("copies-%d", n)); err != nil {
			return rows, err
		}
	}
	rows = append(rows, copies)
	if traceable() == nil {
		control := row{what: "a flush does nothing (strace, retval=0), then the power is cut", control: true}
		for n := range r.size(1, 8) {
			var found row
			err := r.powerCut(&found, fmt.Sprintf("blind-%d", n), "strace -f -qq -o /dev/null -e trace=fsync,fdatasync -e inject=fsync,fdatasync:retval=0")
			control.tried, control.fired, control.acknowledged = control.tried+1, control.fired+1, control.acknowledged+found.acknowledged
			if err != nil || found.lost+found.half+found.blind > 0 {
				control.flagged++
			}
		}
		rows = append(rows, control)
	}
	return rows, nil
}

// powerCut founds an office on a disk, loads it, cuts the power and looks at what is left.
func (r *rig) powerCut(into *row, name, inside string) (err error) {
	d, err := r.newDisk(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.unmount()) }()
	o, err := r.found(filepath.Join(d.at, "office"), "")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.oracle.stop()) }()
	s, err := o.serve(inside)
	if err != nil {
		return err
	}
	var after *disk
	left := o.loadFor(s, 4, moment(), func() {
		_ = syscall.Kill(-s.cmd.Process.Pid, syscall.SIGSTOP) // so that the copy is of one moment
		after, err = d.cut(r, name+"-after")
		s.kill()
	})
	if err != nil {
		return err
	}
	into.tried, into.fired = into.tried+1, into.fired+1
	if err := after.mount(r); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, after.unmount()) }()
	o.data = filepath.Join(after.at, "office")
	var found row
	err = o.examine(&found, left)
	into.add(found)
	return err
}

// cutAfterCopy cuts the power when a backup has said that it is done, and then when a
// restore has.
func (r *rig) cutAfterCopy(into *row, name string) (err error) {
	d, err := r.newDisk(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.unmount()) }()
	o, err := r.found(filepath.Join(r.dir, name+"-office"), "")
	if err != nil {
		return err
	}
	s, err := o.serve("")
	if err != nil {
		return err
	}
	o.loadFor(s, 4, moment(), s.kill)
	for _, copying := range []struct{ done, check []string }{
		{o.at("backup", "create", filepath.Join(d.at, "kept")), []string{"backup", "verify", "kept"}},
		{[]string{"backup", "restore", filepath.Join(d.at, "kept"), "--data", filepath.Join(d.at, "again")}, []string{"fsck", "--data", "again"}},
	} {
		if _, err := r.run("", copying.done...); err != nil {
			return err
		}
		after, err := d.cut(r, name+"-after")
		if err != nil {
			return err
		}
		if err := after.mount(r); err != nil {
			return err
		}
		into.tried, into.fired, into.acknowledged = into.tried+1, into.fired+1, into.acknowledged+1
		check := append([]string{}, copying.check...)
		check[len(check)-1] = filepath.Join(after.at, check[len(check)-1])
		if _, err := r.run("", check...); err != nil {
			into.lost++
			fmt.Fprintf(r.log, "after %s: %v\n", strings.Join(copying.done[:2], " "), err)
		}
		if err := after.unmount(); err != nil {
			return err
		}
	}
	return o.close()
}
