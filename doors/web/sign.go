package web

// paint is the colour of a look in an image, where no style sheet reaches.
func (l look) paint() string {
	return map[string]string{
		"ok": "#115a36", "wait": "#0017c1", "warn": "#6e5600", "bad": "#a90000",
		"off": "#4d4d4d", "past": "#7b3600", "old": "#41507a", "none": "#1a1a1a",
	}[l.Tone]
}

// sign draws the shape of a look in a field of 56 by 56, white on what lies
// under it. Each differs in outline, so that no two need colour to be told apart.
func sign(icon string) string {
	const pen = `fill="none" stroke="#fff" stroke-width="6" stroke-linecap="round" stroke-linejoin="round"`
	return map[string]string{
		"check":     `<circle cx="28" cy="28" r="25" ` + pen + `/><path d="M16 29l9 9 16-18" ` + pen + `/>`,
		"clock":     `<circle cx="28" cy="28" r="25" ` + pen + `/><path d="M28 14v15l10 6" ` + pen + `/>`,
		"pause":     `<path d="M28 4L53 51H3z" ` + pen + `/><path d="M23 29v13M33 29v13" ` + pen + `/>`,
		"cross":     `<path d="M18 3h20l15 15v20L38 53H18L3 38V18z" ` + pen + `/><path d="M19 19l18 18M37 19L19 37" ` + pen + `/>`,
		"stop":      `<rect x="4" y="4" width="48" height="48" rx="4" ` + pen + `/><path d="M17 28h22" ` + pen + `/>`,
		"hourglass": `<path d="M10 4h36M10 52h36M14 4c0 14 9 18 14 24 5-6 14-10 14-24M14 52c0-14 9-18 14-24 5 6 14 10 14 24" ` + pen + `/>`,
		"list":      `<path d="M8 3h30l10 10v40H8z" ` + pen + `/><path d="M19 25h18M19 38h18" ` + pen + `/>`,
		"question":  `<path d="M28 3l25 25-25 25L3 28z" ` + pen + `/><path d="M22 22c1-8 13-7 12 1-1 4-6 4-6 8M28 39v1" ` + pen + `/>`,
	}[icon]
}
