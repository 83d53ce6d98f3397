package scan

import "akashi/rules/diagnosis"

// nessusCSV is the export of Nessus. Its column CVSS is version 2. It repeats a
// finding for each CVE.
func nessusCSV() shape {
	return shape{
		name: "nessus-csv", about: "Nessus (CSV)", scanner: "Nessus",
		need: []string{"plugin id", "risk", "host", "protocol", "port", "name", "plugin output"},
		host: []string{"host"}, port: []string{"port"}, protocol: []string{"protocol"},
		plugin: []string{"plugin id"}, title: []string{"name"}, cve: []string{"cve"}, severity: []string{"risk"},
		score2: []string{"cvss v2.0 base score", "cvss base score", "cvss"}, vector2: []string{"cvss v2.0 vector", "cvss vector"},
		score3: []string{"cvss v3.0 base score", "cvss3 base score"}, vector3: []string{"cvss v3.0 vector", "cvss3 vector"},
		score4: []string{"cvss v4.0 base score", "cvss4 base score"}, vector4: []string{"cvss v4.0 vector", "cvss4 vector"},
	}
}

// tenableIOCSV is the workbench export of Tenable.io: the columns of Nessus and
// the state of each row.
func tenableIOCSV() shape {
	s := nessusCSV()
	s.name, s.about, s.scanner = "tenable-io-csv", "Tenable.io (CSV)", "Tenable.io"
	s.need = []string{"plugin id", "risk", "host", "name", "vulnerability state"}
	s.state, s.day = []string{"vulnerability state"}, []string{"last found", "host end"}
	s.remark = []string{"modification"}
	return s
}

// tenableVMCSV is the findings export of Tenable Vulnerability Management.
func tenableVMCSV() shape {
	return shape{
		name: "tenable-vm-csv", about: "Tenable Vulnerability Management (CSV)", scanner: "Tenable.io",
		need: []string{"definition.id", "definition.name", "severity", "state"},
		host: []string{"asset.host_name", "asset.name", "asset.display_fqdn", "asset.display_ipv4_address", "asset.display_ipv6_address"},
		port: []string{"port"}, protocol: []string{"protocol"},
		plugin: []string{"definition.id"}, title: []string{"definition.name"}, cve: []string{"definition.cve"},
		severity: []string{"severity"}, state: []string{"state"}, day: []string{"last_seen"},
		remark: []string{"risk_modified", "recast_reason"},
		score2: []string{"definition.cvss2.base_score"}, vector2: []string{"definition.cvss2.base_vector"},
		score3: []string{"definition.cvss3.base_score"}, vector3: []string{"definition.cvss3.base_vector"},
		score4: []string{"definition.cvss4.base_score"}, vector4: []string{"definition.cvss4.base_vector"},
	}
}

// tenableSCCSV is the export of Tenable.sc.
func tenableSCCSV() shape {
	return shape{
		name: "tenable-sc-csv", about: "Tenable.sc (CSV)", scanner: "Tenable.sc",
		need: []string{"plugin", "plugin name", "severity", "protocol", "port"},
		host: []string{"ip address", "dns name", "netbios name"}, port: []string{"port"}, protocol: []string{"protocol"},
		plugin: []string{"plugin"}, title: []string{"plugin name"}, cve: []string{"cve"}, severity: []string{"severity"},
		day:    []string{"last observed"},
		remark: []string{"recast risk comment", "accept risk comment"},
		score2: []string{"cvss v2 base score"}, vector2: []string{"cvss v2 vector"},
		score3: []string{"cvss v3 base score"}, vector3: []string{"cvss v3 vector"},
		score4: []string{"cvss v4 base score"}, vector4: []string{"cvss v4 vector"},
	}
}

// openvasCSV is the export of OpenVAS and Greenbone. Its column CVSS never says
// of which version it is.
func openvasCSV() shape {
	return shape{
		name: "openvas-csv", about: "OpenVAS, Greenbone (CSV)", scanner: "OpenVAS",
		need: []string{"ip", "hostname", "cvss", "severity", "nvt name", "nvt oid"},
		host: []string{"ip", "hostname"}, port: []string{"port"}, protocol: []string{"port protocol"},
		plugin: []string{"nvt oid"}, title: []string{"nvt name"}, cve: []string{"cves"}, severity: []string{"severity"},
		day: []string{"timestamp"}, remark: []string{"qod"},
		unversioned: []string{"cvss"},
		finish:      logIsInformation,
	}
}

// logIsInformation marks the log messages of OpenVAS, which report an inventory
// and no weakness. One that an override made a log keeps its score, and counts.
func logIsInformation(f *diagnosis.Finding) {
	if f.ScannerSeverity != "Log" {
		return
	}
	if f.State = diagnosis.Info; weighty(f) {
		f.State = diagnosis.Open
	}
}

// qualysVMDRCSV is the detection list of Qualys VMDR, below a preamble.
func qualysVMDRCSV() shape {
	return shape{
		name: "qualys-vmdr-csv", about: "Qualys VMDR (CSV)", scanner: "Qualys",
		need: []string{"qid", "title", "severity", "status", "asset name"},
		host: []string{"asset ipv4", "asset ipv6", "asset name"}, port: []string{"port"}, protocol: []string{"protocol"},
		plugin: []string{"qid"}, title: []string{"title"}, cve: []string{"cve"}, severity: []string{"severity"},
		state: []string{"status"}, kind: []string{"type detected"}, day: []string{"last detected"},
		remark: []string{"ignored", "disabled"},
		score2: []string{"cvssv2 base (nvd)", "cvssv2 base"},
		score3: []string{"cvssv3.1 base (nvd)", "cvssv3.1 base", "cvssv3 base (nvd)", "cvssv3 base"},
		score4: []string{"cvssv4.0 base (nvd)", "cvssv4.0 base", "cvssv4 base (nvd)"},
	}
}

// qualysCSV is the scan report of Qualys as CSV, below a preamble.
func qualysCSV() shape {
	return shape{
		name: "qualys-csv", about: "Qualys (CSV)", scanner: "Qualys",
		need: []string{"ip", "qid", "title", "type", "severity"},
		host: []string{"ip", "dns"}, port: []string{"port"}, protocol: []string{"protocol"},
		plugin: []string{"qid"}, title: []string{"title"}, cve: []string{"cve id"}, severity: []string{"severity"},
		state: []string{"vuln status"}, kind: []string{"type"}, day: []string{"last detected"},
		both2: []string{"cvss base"}, both3: []string{"cvss3 base", "cvss3.1 base"},
	}
}
