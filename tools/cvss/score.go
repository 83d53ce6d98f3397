package cvss

import (
	"strings"

	gocvss20 "github.com/pandatix/go-cvss/20"
	gocvss30 "github.com/pandatix/go-cvss/30"
	gocvss31 "github.com/pandatix/go-cvss/31"
	gocvss40 "github.com/pandatix/go-cvss/40"
)

// calculator is what the library's types have in common.
type calculator interface {
	Set(metric, value string) error
}

// notation is how one version writes its vectors.
type notation struct {
	base []baseMetric
	// parse takes the base metrics and returns their score and a calculator
	// that knows which further metrics are allowed.
	parse func(vector string) (float64, calculator, error)
	head  string
}

func (n notation) score(metrics []metric) (float64, error) {
	if n.parse == nil {
		return 0, flaw("version")
	}
	letters := make([]string, len(n.base))
	var further []metric
	for _, m := range metrics {
		i := n.find(m.name)
		if i < 0 {
			further = append(further, m)
			continue
		}
		if letters[i] != "" {
			return 0, flaw("twice", "metric", n.base[i].name)
		}
		letter, ok := n.base[i].values[m.value]
		if !ok {
			return 0, flaw("value", "metric", n.base[i].name, "value", m.value)
		}
		letters[i] = letter
	}
	var vector strings.Builder
	for i, letter := range letters {
		if letter == "" {
			return 0, flaw("missing", "metric", n.base[i].name)
		}
		vector.WriteString("/" + n.base[i].name + ":" + letter)
	}
	score, calc, err := n.parse(n.head + strings.TrimPrefix(vector.String(), "/"))
	if err != nil {
		return 0, flaw("version")
	}
	return score, checkFurther(calc, further)
}

func (n notation) find(name string) int {
	for i, b := range n.base {
		if name == strings.ToLower(b.name) || name == b.word || name == b.other {
			return i
		}
	}
	return -1
}

// checkFurther refuses metrics that the version does not have, for they show
// that the vector is not what it seems.
func checkFurther(calc calculator, further []metric) error {
	seen := map[string]bool{}
	for _, m := range further {
		if seen[m.name] {
			return flaw("twice", "metric", m.name)
		}
		seen[m.name] = true
		if err := calc.Set(strings.ToUpper(m.name), furtherValue(m.value)); err != nil {
			return flaw("value", "metric", m.name, "value", m.value)
		}
	}
	return nil
}

// furtherValue restores the letters of values that are not all capitals.
func furtherValue(value string) string {
	mixed := map[string]string{"clear": "Clear", "green": "Green", "amber": "Amber", "red": "Red"}
	if v, ok := mixed[value]; ok {
		return v
	}
	return strings.ToUpper(value)
}

func parse20(vector string) (float64, calculator, error) {
	c, err := gocvss20.ParseVector(vector)
	if err != nil {
		return 0, nil, err
	}
	return c.BaseScore(), c, nil
}

func parse30(vector string) (float64, calculator, error) {
	c, err := gocvss30.ParseVector(vector)
	if err != nil {
		return 0, nil, err
	}
	return c.BaseScore(), c, nil
}

func parse31(vector string) (float64, calculator, error) {
	c, err := gocvss31.ParseVector(vector)
	if err != nil {
		return 0, nil, err
	}
	return c.BaseScore(), c, nil
}

func parse40(vector string) (float64, calculator, error) {
	c, err := gocvss40.ParseVector(vector)
	if err != nil {
		return 0, nil, err
	}
	return float64(base40(func(metric string) string {
		letter, _ := c.Get(metric) // there is no other metric in a vector that was read
		return letter
	})) / 10, c, nil
}
