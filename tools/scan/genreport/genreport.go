// Package genreport writes large vulnerability reports for tests and
// benchmarks: invented hosts and plugins, the same bytes on every run.
package genreport

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
)

// Size says how large a report is to be.
type Size struct {
	Hosts, Items int // items on each host
}

// FiftyMB is the report of the project's yardstick: about 37,000 items in about
// 50 MB.
var FiftyMB = Size{Hosts: 370, Items: 100}

// item is one invented finding.
type item struct {
	host, port, protocol, plugin, name string
	severity                           int
	cves                               []string
	score2, score3                     string
	vector2, vector3                   string
	output                             string
}

// scores are base vectors of both versions with their scores, one of each band
// and one without.
var scores = []struct{ score2, vector2, score3, vector3 string }{
	{"5.0", "AV:N/AC:L/Au:N/C:P/I:N/A:N", "7.5", "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N"},
	{"4.3", "AV:N/AC:M/Au:N/C:P/I:N/A:N", "6.5", "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:N/A:N"},
	{"10.0", "AV:N/AC:L/Au:N/C:C/I:C/A:C", "9.8", "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"},
	{"2.6", "AV:N/AC:H/Au:N/C:P/I:N/A:N", "3.7", "CVSS:3.0/AV:N/AC:H/PR:N/UI:N/S:U/C:L/I:N/A:N"},
	{"", "", "", ""},
	{"", "", "", ""},
}

const prose = "The remote service answers in a way that an unauthenticated sender can use to learn which software and which version stands behind it. "

// items calls fn with every item, in the order of the hosts.
func items(size Size, fn func(*item) error) error {
	random := rand.New(rand.NewPCG(26, 11))
	for h := range size.Hosts {
		for i := range size.Items {
			pick := random.IntN(len(scores))
			s := scores[pick]
			plugin := 10_000 + random.IntN(400)*len(scores) + pick
			it := item{
				host: fmt.Sprintf("h%03d.example.jp", h), port: fmt.Sprint(1 + i), protocol: []string{"tcp", "udp"}[i%2],
				plugin: fmt.Sprint(plugin), name: fmt.Sprintf("Example Service < 1.%d Disclosure & More", plugin%97),
				severity: []int{2, 2, 4, 1, 0, 0}[pick],
				score2:   s.score2, vector2: s.vector2, score3: s.score3, vector3: s.vector3,
				output: strings.Repeat(prose, 1+random.IntN(3)),
			}
			if s.score2 != "" {
				it.cves = []string{fmt.Sprintf("CVE-2024-%d", 10_000+plugin%5000)}
			}
			if err := fn(&it); err != nil {
				return err
			}
		}
	}
	return nil
}

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "'", "&apos;", `"`, "&quot;")

// NessusXML writes a NessusClientData_v2 report.
func NessusXML(to io.Writer, size Size) error {
	w := bufio.NewWriterSize(to, 1<<20)
	fmt.Fprint(w, "<?xml version=\"1.0\" ?>\n<NessusClientData_v2>\n<Policy><policyName>example</policyName></Policy>\n<Report name=\"example\" xmlns:cm=\"http://www.nessus.org/cm\">\n")
	host := ""
	err := items(size, func(it *item) error {
		if it.host != host {
			if host != "" {
				fmt.Fprint(w, "</ReportHost>\n")
			}
			host = it.host
			fmt.Fprintf(w, "<ReportHost name=\"%s\"><HostProperties>\n<tag name=\"HOST_END_TIMESTAMP\">1719800000</tag>\n<tag name=\"HOST_END\">Mon Jul  1 11:13:20 2024</tag>\n</HostProperties>\n", host)
		}
		nessusItem(w, it)
		return nil
	})
	if err != nil {
		return err
	}
	if host != "" {
		fmt.Fprint(w, "</ReportHost>\n")
	}
	fmt.Fprint(w, "</Report>\n</NessusClientData_v2>\n")
	return w.Flush()
}

func nessusItem(w io.Writer, it *item) {
	fmt.Fprintf(w, "<ReportItem port=\"%s\" svc_name=\"www\" protocol=\"%s\" severity=\"%d\" pluginID=\"%s\" pluginName=\"%s\" pluginFamily=\"General\">\n",
		it.port, it.protocol, it.severity, it.plugin, escape.Replace(it.name))
	for _, cve := range it.cves {
		fmt.Fprintf(w, "<cve>%s</cve>\n", cve)
	}
	if it.score2 != "" {
		fmt.Fprintf(w, "<cvss3_base_score>%s</cvss3_base_score>\n<cvss3_vector>%s</cvss3_vector>\n<cvss_base_score>%s</cvss_base_score>\n<cvss_vector>CVSS2#%s</cvss_vector>\n",
			it.score3, it.vector3, it.score2, it.vector2)
	}
	fmt.Fprintf(w, `<description>%s</description>
<fname>example_%s.nasl</fname>
<plugin_modification_date>2024/05/06</plugin_modification_date>
<plugin_name>%s</plugin_name>
<plugin_publication_date>2020/11/06</plugin_publication_date>
<plugin_type>remote</plugin_type>
<risk_factor>Medium</risk_factor>
<script_version>1.4</script_version>
<see_also>https://www.example.jp/notes/%s</see_also>
<solution>Upgrade the service and restrict who may reach it.</solution>
<synopsis>The remote service is affected by a disclosure.</synopsis>
<plugin_output>
%s
  URL : http://%s/
</plugin_output>
</ReportItem>
`, prose+prose, it.plugin, escape.Replace(it.name), it.plugin, it.output, it.host)
}

// NessusCSV writes the same findings as the CSV export of Nessus.
func NessusCSV(to io.Writer, size Size) error {
	w := bufio.NewWriterSize(to, 1<<20)
	fmt.Fprint(w, "Plugin ID,CVE,CVSS v2.0 Base Score,Risk,Host,Protocol,Port,Name,Synopsis,Description,Solution,See Also,Plugin Output,CVSS v3.0 Base Score\r\n")
	quote := strings.NewReplacer(`"`, `""`)
	err := items(size, func(it *item) error {
		cve := ""
		if len(it.cves) > 0 {
			cve = it.cves[0]
		}
		risk := []string{"None", "Low", "Medium", "High", "Critical"}[it.severity]
		_, err := fmt.Fprintf(w, "\"%s\",\"%s\",\"%s\",\"%s\",\"%s\",\"%s\",\"%s\",\"%s\",\"%s\",\"%s\",\"%s\",\"%s\",\"\n%s\",\"%s\"\r\n",
			it.plugin, cve, it.score2, risk, it.host, it.protocol, it.port, quote.Replace(it.name),
			"The remote service is affected by a \"\"disclosure\"\".", prose+prose+prose, "Upgrade the service and restrict who may reach it.",
			"https://www.example.jp/notes/"+it.plugin, strings.Repeat(it.output, 2), it.score3)
		return err
	})
	if err != nil {
		return err
	}
	return w.Flush()
}
