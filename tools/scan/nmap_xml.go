package scan

import (
	"path"
	"strings"

	"akashi/rules/diagnosis"
	"akashi/tools/format/xml"
)

func isNmapXML(h *head) bool { return h.root == "nmaprun" }

// readNmapXML reads the XML of nmap with what its scripts found: vulners,
// vulscan, and those that report by the library vulns. Their scores name no
// version. A scan without such a script looked for no weakness.
func readNmapXML(in *input, out *sink) error {
	x, err := in.xml()
	if err != nil {
		return err
	}
	n := nmapXML{x: x, out: out}
	out.report.Scanner = "nmap"
	n.searched = searches(string(x.Attr("args")))
	if err := x.Each(n.inRun); err != nil {
		return err
	}
	if !n.searched {
		out.wholeReport("report-ports")
	}
	if !n.finished {
		out.wholeReport("report-unfinished")
	}
	out.fewer(n.upSeen, n.upStated)
	return x.Finish()
}

// searches reports whether a command line of nmap asks for scripts that look for
// weaknesses, by name or by category.
func searches(args string) bool {
	asked := false
	for _, field := range strings.FieldsFunc(args, func(r rune) bool { return strings.ContainsRune(" ,=()\"'", r) }) {
		if strings.HasPrefix(field, "-") {
			asked = field == "--script" || field == "-script"
		}
		if asked && strings.HasPrefix(path.Base(field), "vul") {
			return true
		}
	}
	return false
}

type nmapXML struct {
	x        *xml.Reader
	out      *sink
	searched bool // a script looked for weaknesses
	finished bool

	upStated, upSeen int // hosts that are up

	address, name  string // of the host
	up             bool
	port, protocol string
	held           []diagnosis.Finding // of the host, until its address is known
}

func (n *nmapXML) inRun(name []byte) error {
	switch string(name) {
	case "host":
		return n.host()
	case "runstats":
		return n.x.Each(func(name []byte) error {
			switch string(name) {
			case "finished":
				n.finished = string(n.x.Attr("exit")) == "success"
				n.out.scanned(parseUnix(n.x.Attr("time")))
			case "hosts":
				n.upStated = count(n.x.Attr("up"))
			}
			return nil
		})
	}
	return nil
}

func (n *nmapXML) host() error {
	n.address, n.name, n.up, n.held = "", "", true, n.held[:0]
	n.out.heldText = 0
	n.out.scanned(parseUnix(n.x.Attr("endtime")))
	if err := n.x.Each(n.inHost); err != nil {
		return err
	}
	if n.address == "" {
		n.address = n.name
	}
	if n.up {
		n.upSeen++
		n.out.host(n.address)
	}
	for i := range n.held {
		f := &n.held[i]
		f.Host = n.address
		n.out.row++
		if err := n.out.emit(f); err != nil {
			return err
		}
	}
	return nil
}

func (n *nmapXML) inHost(name []byte) error {
	switch string(name) {
	case "status":
		n.up = string(n.x.Attr("state")) != "down"
	case "address":
		if kind := string(n.x.Attr("addrtype")); kind != "mac" && n.address == "" {
			n.address = n.out.string(n.x.Attr("addr"))
		}
	case "hostnames":
		return n.x.Each(func([]byte) error {
			if n.name == "" {
				n.name = n.out.string(n.x.Attr("name"))
			}
			return nil
		})
	case "ports":
		return n.x.Each(n.inPorts)
	case "hostscript":
		n.port, n.protocol = "", ""
		return n.x.Each(n.script)
	}
	return nil
}

func (n *nmapXML) inPorts(name []byte) error {
	if string(name) != "port" {
		return nil
	}
	n.port, n.protocol = n.out.string(n.x.Attr("portid")), n.out.string(n.x.Attr("protocol"))
	return n.x.Each(n.script)
}

// hold keeps a finding of the host back.
func (n *nmapXML) hold(f diagnosis.Finding) error {
	f.Port, f.Protocol = n.port, n.protocol
	if f.Name == "" {
		f.Name = f.PluginID
	}
	rate(&f)
	return n.out.hold(&n.held, &f)
}
