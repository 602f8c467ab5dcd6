import { formatterOf, translator } from "@/server/language/translate";
import { INDEX_PATH, linesPath, MANIFEST_PATH, SETTINGS_PATH, sheetPath } from "./archive-paths";
import { CLASSES } from "./read-classes";
import type { Lost } from "./write-archive";
import type { Entry } from "./zip";

type Page = { organisation: string; timeZone: string; language: string; at: Date; files: number; lost: readonly Lost[] };

const STYLE = `body{font:1rem/1.6 system-ui,"Noto Sans Devanagari",sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1c1c1a;background:#fff}
h1{font-size:1.6rem;line-height:1.3}h2{font-size:1.2rem;margin-top:2rem}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;border-bottom:1px solid #ddd}td.n{text-align:right;white-space:nowrap}
code{font-size:.9em;overflow-wrap:break-word}a{color:#0b5cad}
@media(max-width:36rem){thead{position:absolute;left:-99rem}tr{display:grid;grid-template-columns:1fr auto;border-bottom:1px solid #8886;padding:.5rem 0}
th,td{border:0;padding:0}td.n{grid-row:1;grid-column:2}th+td{grid-row:2;grid-column:1/-1;overflow-wrap:anywhere}}
@media(prefers-color-scheme:dark){body{color:#eee;background:#161615}th,td{border-color:#444}a{color:#8ab8f0}}`;

/** At most so many files that are not there are named on the page; the manifest names all. */
const MOST_LOST = 100;

/**
 * The page that somebody opens first: what lies where in the archive and what it means, in the owner's language. It loads nothing, runs
 * nothing, and whatever people called their things stands in it as text.
 */
export function renderIndex({ organisation, timeZone, language, at, files, lost }: Page, entries: readonly Entry[]): string {
  const t = translator(language, "export", timeZone);
  const format = formatterOf(language, timeZone);
  const rowsOf = (path: string) => entries.find((entry) => entry.path === path)?.rows ?? 0;
  const when = format.dateTime(at, { dateStyle: "long", timeStyle: "long" });
  const line = (what: string, about: string, paths: string[], count: number) =>
    `<tr><th scope="row">${asText(what)}</th><td>${asText(about)}<br>${paths.map(link).join(" · ")}</td><td class="n">${format.number(count)}</td></tr>`;
  const classes = CLASSES.map(({ name, sheet }) => {
    const paths = [linesPath(name), ...(sheet ? [sheetPath(name)] : [])];
    return line(t(`classes.${name}.name` as never), t(`classes.${name}.about` as never), paths, rowsOf(linesPath(name)));
  });
  const missing = lost
    .slice(0, MOST_LOST)
    .map(({ path, because }) => `<li><code>${asText(path)}</code>: ${asText(t(`index.${because}`))}</li>`);
  return `<!doctype html>
<html lang="${asText(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><meta name="referrer" content="no-referrer">
<title>${asText(t("index.title", { organisation }))}</title><style>${STYLE}</style></head><body>
<h1>${asText(t("index.title", { organisation }))}</h1>
<p>${asText(t("index.asOf", { when }))}</p>
<p>${asText(t("index.secret"))}</p>
<h2>${asText(t("index.what"))}</h2>
<table><thead><tr><th scope="col">${asText(t("index.part"))}</th><th scope="col">${asText(t("index.meaning"))}</th><th scope="col">${asText(t("index.rows"))}</th></tr></thead><tbody>
${line(t("classes.organisation.name"), t("classes.organisation.about"), [SETTINGS_PATH], 1)}
${classes.join("\n")}
<tr><th scope="row">${asText(t("classes.files.name"))}</th><td>${asText(t("classes.files.about"))}<br><code>files/</code></td><td class="n">${format.number(files)}</td></tr>
</tbody></table>
<h2>${asText(t("index.how"))}</h2>
<p>${asText(t("index.lines"))}</p><p>${asText(t("index.sheets"))}</p><p>${asText(t("index.amounts"))}</p>
<p>${asText(t("index.manifest"))} ${link(MANIFEST_PATH)}</p>
${lost.length > 0 ? `<h2>${asText(t("index.lost", { count: lost.length }))}</h2><ul>${missing.join("")}</ul>` : ""}
</body></html>
`;
}

const link = (path: string): string => (path === INDEX_PATH ? "" : `<a href="${asText(path)}"><code>${asText(path)}</code></a>`);

const MARKS: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const asText = (text: string): string => text.replace(/[&<>"']/g, (mark) => MARKS[mark] ?? "");
