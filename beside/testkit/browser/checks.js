// Says what is wrong with the page, one sentence each, naming the element.
// It is evaluated from outside, so it works on pages without script too.
(() => {
	const problems = [];
	const named = (e) => {
		const id = e.id ? "#" + e.id : e.getAttribute("name") ? `[name=${e.getAttribute("name")}]` : "";
		return `<${e.tagName.toLowerCase()}${id}>`;
	};
	const shown = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== "hidden";
	const text = (e) => (e ? e.textContent.trim() : "");

	if (!document.documentElement.lang) problems.push("<html> has no lang");
	if (!document.title.trim()) problems.push("the page has no title");
	if (!document.querySelector("meta[name=viewport]")) problems.push("no meta viewport: a phone shows the page shrunk");
	if (document.querySelectorAll("main").length !== 1) problems.push("the page wants exactly one <main>");

	const headings = [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].filter(shown);
	const firsts = headings.filter((h) => h.tagName === "H1").length;
	if (firsts !== 1) problems.push(`${firsts} h1, want 1`);
	let before = 0;
	for (const h of headings) {
		const level = Number(h.tagName[1]);
		if (level > before + 1) problems.push(`h${level} "${text(h)}" follows ${before ? "h" + before : "no heading"}`);
		before = level;
	}

	// Not innerWidth: a phone zooms out to fit what is too wide, and innerWidth
	// with it.
	const wide = document.documentElement.scrollWidth;
	const room = document.documentElement.clientWidth;
	if (wide > room) {
		const edge = [...document.querySelectorAll("body *")].find((e) => shown(e) && e.getBoundingClientRect().right > room + 1);
		problems.push(`${wide} px wide in a window of ${room}${edge ? ", from " + named(edge) : ""}`);
	}

	const label = (e) =>
		[...(e.labels ?? [])].map(text).join("") ||
		(e.getAttribute("aria-label") ?? "").trim() ||
		(e.getAttribute("aria-labelledby") ?? "").split(/\s+/).map((id) => text(document.getElementById(id))).join("") ||
		(e.title ?? "").trim();
	for (const e of document.querySelectorAll("input,select,textarea")) {
		if (["hidden", "submit", "button", "reset", "image"].includes(e.type)) continue;
		if (!label(e)) problems.push(`${named(e)} has no label`);
	}
	for (const e of document.querySelectorAll("button,a[href],input[type=submit],input[type=button],[role=button]")) {
		const alt = [...e.querySelectorAll("img[alt],svg[aria-label]")].map((i) => i.getAttribute("alt") ?? i.getAttribute("aria-label")).join("");
		const inside = [...e.querySelectorAll("svg title")].map(text).join("");
		if (!text(e) && !label(e) && !alt.trim() && !inside && !(e.value ?? "").trim()) problems.push(`${named(e)} has no name`);
	}
	for (const e of document.querySelectorAll("img:not([alt])")) problems.push(`${named(e)} ${e.getAttribute("src")} has no alt`);
	for (const e of document.querySelectorAll("table")) {
		if (shown(e) && !text(e.caption) && !label(e)) problems.push(`${named(e)} has no caption`);
	}
	for (const e of document.querySelectorAll("[aria-labelledby],[aria-describedby],label[for]")) {
		for (const attribute of ["aria-labelledby", "aria-describedby", "for"]) {
			if (attribute === "for" && e.tagName !== "LABEL") continue;
			for (const id of (e.getAttribute(attribute) ?? "").split(/\s+/).filter(Boolean)) {
				if (!document.getElementById(id)) problems.push(`${named(e)} names #${id}, which is not there`);
			}
		}
	}
	const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
	for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) problems.push(`id ${id} is there twice`);
	return problems;
})()
