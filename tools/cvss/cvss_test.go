package cvss

import (
	"bufio"
	"math/big"
	"os"
	"regexp"
	"strings"
	"testing"

	"akashi/beside/testkit"
	"akashi/beside/testkit/told"
	"akashi/rules/diagnosis"
	"akashi/values/fault"
)

func TestBase(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		vector  string
		version Version
		base    string
	}{
		// CVSS v2 guide, section 3.3.
		{"AV:N/AC:L/Au:N/C:N/I:N/A:C", V20, "7.8"},
		{"AV:N/AC:L/Au:N/C:C/I:C/A:C", V20, "10.0"},
		{"AV:L/AC:H/Au:N/C:C/I:C/A:C", V20, "6.2"},
		{"AV:N/AC:L/Au:N/C:N/I:N/A:N", V20, "0.0"},
		// Notations of scanners.
		{"CVSS2#AV:N/AC:L/Au:N/C:P/I:N/A:N", V20, "5.0"},
		{"(AV:N/AC:L/Au:N/C:P/I:N/A:N)", V20, "5.0"},
		{"CVSS2#(AV:N/AC:L/Au:N/C:P/I:N/A:N)", V20, "5.0"},
		{"5.0/AV:N/AC:L/Au:N/C:P/I:N/A:N", V20, "5.0"},
		{"AV:N/AC:L/Au:N/C:P/I:N/A:N/E:U/RL:OF/RC:C", V20, "5.0"},
		{"A:N/I:N/C:P/Au:N/AC:L/AV:N", V20, "5.0"},
		{"AV:Network_Accessible/AC:Low/Au:None/C:None/I:None/A:Partial", V20, "5.0"},
		{"Access Vector: Network / Access Complexity: Low / Authentication: Not Required / Confidentiality Impact: Partial / Integrity Impact: None / Availability Impact: None", V20, "5.0"},
		{"CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", V30, "9.8"},
		{"CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", V31, "6.1"},
		{"AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", V31, "10.0"},
		{"CVSS3#AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", V31, "7.5"},
		{"CVSS:3.1/Attack Vector:Adjacent/Attack Complexity:Low/Privileges Required:None/User Interaction:None/Scope:Unchanged/Confidentiality:High/Integrity:High/Availability:High", V31, "8.8"},
		{"CVSS:3.0/AV:L/AC:H/PR:H/UI:N/S:C/C:N/I:H/A:N/E:P/RL:U/RC:U/CR:H/IR:L/AR:H/MAV:L/MUI:R/MS:C/MC:N/MI:L/MA:N", V30, "5.3"},
		// CVSS v4 specification; its threat metrics do not change the base score.
		{"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", V40, "9.3"},
		{"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", V40, "10.0"},
		{"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:U", V40, "9.3"},
		{"AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N", V40, "0.0"},
	} {
		version, base, err := Base(c.vector)
		if err != nil || version != c.version || base.String() != c.base {
			t.Errorf("Base(%q) = %s %s, %v, want %s %s", c.vector, version, base, err, c.version, c.base)
		}
	}
}

func TestBaseRefusesWhatIsNoVector(t *testing.T) {
	t.Parallel()
	for _, vector := range []string{
		"", "-", "7.5", "CVSS", "CVSS2#", "CVSS:3.1/", "High", strings.Repeat("AV:N/", 1000),
		"AV:N/AC:L/Au:N/C:P/I:N",                           // a metric missing
		"AV:N/AC:L/Au:N/C:P/I:N/A:X",                       // no such value
		"AV:N/AV:N/AC:L/Au:N/C:P/I:N/A:N",                  // twice
		"AV:N/AC:L/Au:N/C:P/I:N/A:N/E:U/E:U",               // twice
		"AV:N/AC:L/Au:N/C:P/I:N/A:N/XX:Y",                  // no such metric
		"CVSS2#AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N",        // prefix and metrics differ
		"CVSS:3.1/AV:N/AC:L/Au:N/C:P/I:N/A:N",              // the same the other way
		"CVSS:3.2/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N",     // no such version
		"CVSS:5.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N",     // no such version
		"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N/E:Q", // no such value
	} {
		version, base, err := Base(vector)
		if err == nil {
			t.Errorf("Base(%.60q) = %s %s, want an error", vector, version, base)
			continue
		}
		told.InBoth(t, fault.ProblemsIn(err))
	}
}

func TestFromWords(t *testing.T) {
	t.Parallel()
	said := map[string]string{"AV": "NETWORK", "AC": "Low", "Au": "none", "C": "Partial", "I": "P", "A": "some", "S": "U"}
	if got, want := FromWords(V20, said), "AV:N/AC:L/Au:N/C:P/I:P/A:some"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := FromWords("", said); got != "" {
		t.Errorf("a version that is none: got %s", got)
	}
}

var sampleVector = regexp.MustCompile(`^(\S+) - \(([0-9.]+),`)

func TestBaseOfTheSampleVectors(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"vectors_calculator2", "vectors_cvsslib3"} {
		file, err := os.Open("../../../shared/examples/cvss/" + name)
		if err != nil {
			testkit.NoSamples(t, "the sample vectors are not here")
		}
		defer file.Close()
		for lines := bufio.NewScanner(file); lines.Scan(); {
			m := sampleVector.FindStringSubmatch(lines.Text())
			if m == nil {
				t.Fatalf("%s: line %q is not understood", name, lines.Text())
			}
			if _, base, err := Base(m[1]); err != nil || base.String() != m[2] {
				t.Errorf("Base(%q) = %s, %v, want %s", m[1], base, err, m[2])
			}
		}
	}
}

// rat is an exact number of the specification's tables.
func rat(s string) *big.Rat {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		panic(s)
	}
	return r
}

func mul(factors ...*big.Rat) *big.Rat {
	product := rat("1")
	for _, f := range factors {
		product.Mul(product, f)
	}
	return product
}

func oneMinus(r *big.Rat) *big.Rat { return new(big.Rat).Sub(rat("1"), r) }

// tenthsOf rounds r to tenths, half up or always up.
func tenthsOf(r *big.Rat, up bool) int {
	n := mul(r, rat("10"))
	if !up {
		n.Add(n, rat("1/2"))
	}
	q, rest := new(big.Int).QuoRem(n.Num(), n.Denom(), new(big.Int))
	if up && rest.Sign() > 0 {
		return int(q.Int64()) + 1
	}
	return int(q.Int64())
}

// TestBase20AgainstTheFormula derives all 729 base scores of version 2 in exact
// numbers (CVSS v2 guide, section 3.2.1).
func TestBase20AgainstTheFormula(t *testing.T) {
	t.Parallel()
	av := map[string]string{"L": "0.395", "A": "0.646", "N": "1"}
	ac := map[string]string{"H": "0.35", "M": "0.61", "L": "0.71"}
	au := map[string]string{"M": "0.45", "S": "0.56", "N": "0.704"}
	cia := map[string]string{"N": "0", "P": "0.275", "C": "0.66"}
	for a, avw := range av {
		for b, acw := range ac {
			for u, auw := range au {
				exploitability := mul(rat("20"), rat(avw), rat(acw), rat(auw))
				for c, cw := range cia {
					for i, iw := range cia {
						for v, vw := range cia {
							impact := mul(rat("10.41"), oneMinus(mul(oneMinus(rat(cw)), oneMinus(rat(iw)), oneMinus(rat(vw)))))
							sum := new(big.Rat).Add(mul(rat("0.6"), impact), mul(rat("0.4"), exploitability))
							sum.Sub(sum, rat("1.5"))
							want := 0
							if impact.Sign() != 0 {
								want = tenthsOf(mul(sum, rat("1.176")), false)
							}
							checkBase(t, "AV:"+a+"/AC:"+b+"/Au:"+u+"/C:"+c+"/I:"+i+"/A:"+v, want)
						}
					}
				}
			}
		}
	}
}

// TestBase3AgainstTheFormula derives all 2,592 base scores of version 3 in exact
// numbers (CVSS v3.1 specification, section 7.1); 3.0 has the same.
func TestBase3AgainstTheFormula(t *testing.T) {
	t.Parallel()
	av := map[string]string{"N": "0.85", "A": "0.62", "L": "0.55", "P": "0.2"}
	ac := map[string]string{"L": "0.77", "H": "0.44"}
	pr := map[string]map[string]string{"U": {"N": "0.85", "L": "0.62", "H": "0.27"}, "C": {"N": "0.85", "L": "0.68", "H": "0.5"}}
	ui := map[string]string{"N": "0.85", "R": "0.62"}
	cia := map[string]string{"H": "0.56", "L": "0.22", "N": "0"}
	for s, prs := range pr {
		for a, avw := range av {
			for b, acw := range ac {
				for p, prw := range prs {
					for u, uiw := range ui {
						exploitability := mul(rat("8.22"), rat(avw), rat(acw), rat(prw), rat(uiw))
						for c, cw := range cia {
							for i, iw := range cia {
								for v, vw := range cia {
									iss := oneMinus(mul(oneMinus(rat(cw)), oneMinus(rat(iw)), oneMinus(rat(vw))))
									body := "AV:" + a + "/AC:" + b + "/PR:" + p + "/UI:" + u + "/S:" + s + "/C:" + c + "/I:" + i + "/A:" + v
									want := base3Exactly(s, iss, exploitability)
									checkBase(t, "CVSS:3.0/"+body, want)
									checkBase(t, "CVSS:3.1/"+body, want)
									checkBase(t, body, want)
								}
							}
						}
					}
				}
			}
		}
	}
}

func base3Exactly(scope string, iss, exploitability *big.Rat) int {
	impact := mul(rat("6.42"), iss)
	if scope == "C" {
		power := rat("1")
		less := new(big.Rat).Sub(iss, rat("0.02"))
		for range 15 {
			power.Mul(power, less)
		}
		impact = new(big.Rat).Sub(mul(rat("7.52"), new(big.Rat).Sub(iss, rat("0.029"))), mul(rat("3.25"), power))
	}
	if impact.Sign() <= 0 {
		return 0
	}
	sum := new(big.Rat).Add(impact, exploitability)
	if scope == "C" {
		sum.Mul(sum, rat("1.08"))
	}
	if sum.Cmp(rat("10")) > 0 {
		sum = rat("10")
	}
	return tenthsOf(sum, true)
}

func checkBase(t *testing.T, vector string, want int) {
	t.Helper()
	_, base, err := Base(vector)
	if got, _ := base.Value(); err != nil || got != want {
		t.Errorf("Base(%q) = %s, %v, want %d tenths", vector, base, err, want)
	}
}

func FuzzBase(f *testing.F) {
	for _, seed := range []string{
		"CVSS2#AV:N/AC:L/Au:N/C:P/I:N/A:N", "(AV:N/AC:L/Au:N/C:P/I:N/A:N)", "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N/E:P",
		"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:A", "7.5/CVSS:3.0/AV:N", "Access Vector: Network",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, vector string) {
		version, base, err := Base(vector)
		if err != nil {
			if base.Present() || version != "" {
				t.Errorf("Base(%q) gives %s %s with an error", vector, version, base)
			}
			return
		}
		if n, ok := base.Value(); !ok || n > diagnosis.MaxTenths || version.Metric() == "" {
			t.Errorf("Base(%q) = %s %s", vector, version, base)
		}
	})
}
