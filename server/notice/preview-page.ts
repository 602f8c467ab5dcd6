import type { Language } from "@/server/language/language";
import { asHtml } from "./notice-html";

export type PreviewPart = { file: string; subject: string; text: string; html: string };
export type PreviewRow = { name: string; title: string; parts: { language: Language; part: PreviewPart }[] };

/** The page that shows every mail, its languages side by side, as HTML and as text, in light and in dark. */
export function previewPage(rows: readonly PreviewRow[]): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Notices, as owners read them</title><style>
:root{color-scheme:light dark;--ground:#f4f5f7;--ink:#1b1f26;--soft:#5a6270;--line:#d5d9e0}
:root[data-scheme=light]{color-scheme:light}:root[data-scheme=dark]{color-scheme:dark;--ground:#101318;--ink:#e8eaee;--soft:#a5adba;--line:#2c323c}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
header{position:sticky;top:0;display:flex;gap:16px;align-items:center;padding:12px 24px;background:var(--ground);border-bottom:1px solid var(--line)}
h1{font-size:16px;margin:0;flex:1}section{scroll-margin-top:48px;padding:16px 24px 24px;border-bottom:1px solid var(--line)}h2{font-size:15px;margin:0 0 12px}a{color:inherit}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,420px),1fr));gap:24px}.subject{margin:0 0 8px;font-weight:600}
iframe{width:100%;height:560px;border:1px solid var(--line);border-radius:8px}pre{white-space:pre-wrap;overflow-wrap:break-word;font:13px/1.5 ui-monospace,monospace;color:var(--soft)}
</style></head><body><header><h1>Notices, as owners read them</h1><label><input type="checkbox" id="dark"> Dark</label></header>
<main>${rows.map(section).join("")}</main><script>
const root=document.documentElement;const dark=document.getElementById("dark");
const show=()=>{root.dataset.scheme=dark.checked?"dark":"light";
for(const frame of document.querySelectorAll("iframe"))frame.srcdoc=frame.dataset.html.replace("(prefers-color-scheme:dark)",dark.checked?"all":"not all")};
dark.checked=location.hash==="#dark"||matchMedia("(prefers-color-scheme: dark)").matches;dark.addEventListener("change",show);show();
</script></body></html>
`;
}

const section = ({ name, title, parts }: PreviewRow): string =>
  `<section id="${name}"><h2>${asHtml(title)}</h2><div class="pair">${parts.map(({ language, part }) => show(part, language, title)).join("")}</div></section>`;

const show = ({ file, subject, text, html }: PreviewPart, lang: string, title: string): string =>
  `<div lang="${lang}"><p class="subject">${asHtml(subject)}</p><iframe sandbox data-html="${asHtml(html)}" title="${asHtml(`${title} (${lang})`)}"></iframe><p lang="en"><a href="${file}.html">HTML</a> · <a href="${file}.txt">Text</a></p><details><summary lang="en">Text part</summary><pre>${asHtml(text)}</pre></details></div>`;
