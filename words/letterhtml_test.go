package words_test

import (
	"strings"
	"testing"

	"akashi/words"
)

// TestLetterHTML: what anybody has written stays text, and only the office's own addresses are led to.
func TestLetterHTML(t *testing.T) {
	t.Parallel()
	text := "見本 <script>alert(1)</script> 様\n\n理由：\nhttps://evil.example/x\njavascript:alert(1)\nhttps://mihon.example.evil.example/\n\nご自分のページ：\nhttps://mihon.example/o/cases/AS-1?a=\"b\"&c\n\n-- \n見本\n"
	for lang, open := range map[words.Language]string{words.Japanese: "開く", words.English: "Open"} {
		page, err := words.In(lang).LetterHTML(text, "https://mihon.example")
		if err != nil {
			t.Fatal(err)
		}
		if strings.Count(page, "<a ") != 1 || !strings.Contains(page, `<a href="https://mihon.example/o/cases/AS-1?a=%22b%22&amp;c"`) {
			t.Errorf("%s: other links than the office's own:\n%s", lang, page)
		}
		for _, out := range []string{"<script", "src=", "<img", "<link", `href="https://evil`, `href="javascript`, "url("} {
			if strings.Contains(page, out) {
				t.Errorf("%s: %q in\n%s", lang, out, page)
			}
		}
		for _, in := range []string{`lang="` + string(lang) + `"`, "https://evil.example/x<br>", "&lt;script&gt;", open, "<p>理由：<br>"} {
			if !strings.Contains(page, in) {
				t.Errorf("%s: no %q in\n%s", lang, in, page)
			}
		}
	}
	if page, err := words.In(words.English).LetterHTML("x\n\nhttps://mihon.example/a", ""); err != nil || strings.Contains(page, "<a ") {
		t.Errorf("without an address of the office: %v\n%s", err, page)
	}
}
