import { type Language, scriptOf } from "@/server/language/language";

/** A mail's parts in the order they are read; every one of them plain text. */
export type MailParts = {
  language: Language;
  subject: string;
  greeting: string;
  first: string;
  code?: string;
  button?: { label: string; url: string };
  rest: string[];
  closing: string;
  foot: string;
};

// Mail programs know few fonts; the first one that is there is taken. What is not Latin needs more air, and Devanagari faces of its own.
const LATIN = "-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
const FACES: Record<string, string> = {
  Deva: "'Noto Sans Devanagari','Kohinoor Devanagari','Nirmala UI',Mangal,-apple-system,'Segoe UI',Roboto,Arial,sans-serif",
};
const lookOf = (script: string): string => `${script === "Latn" ? "1.55" : "1.75"} ${FACES[script] ?? LATIN}`;

// Programs without a dark mode, or that change colours by themselves, take the colours beside each element.
const DARK = `@media (prefers-color-scheme:dark){.page{background:#101318!important}.card{background:#1a1e25!important;border-color:#2c323c!important}
.ink{color:#e8eaee!important}.soft{color:#a5adba!important}.code{background:#101318!important;border-color:#2c323c!important;color:#e8eaee!important}
.button{background:#8fb0ff!important;color:#0c1428!important}.foot{border-color:#2c323c!important}}`;

/** A mail as HTML: calm, readable in the dark, one button at most, nothing loaded from anywhere. */
export function noticeHtml(parts: MailParts): string {
  // What people write has paragraphs and lines of its own; each stays one.
  const paragraph = (text: string, look = "ink", colour = "#1b1f26") =>
    text
      .split(/\n[ \t]*\n\s*/)
      .map((part) => `<p class="${look}" style="margin:0 0 16px;color:${colour}">${asHtml(part).replaceAll("\n", "<br>")}</p>`)
      .join("");
  const code = parts.code
    ? `<p class="code" style="margin:4px 0 20px;padding:14px 0 14px .25em;border:1px solid #dfe2e8;border-radius:8px;background:#f4f5f7;color:#1b1f26;text-align:center;font:600 28px/1.2 ui-monospace,Menlo,Consolas,monospace;letter-spacing:.25em">${asHtml(parts.code)}</p>`
    : "";
  const button = parts.button
    ? `<p style="margin:4px 0 24px"><a class="button" href="${asHtml(parts.button.url)}" style="display:inline-block;padding:12px 22px;border-radius:8px;background:#1f4fd8;color:#ffffff;text-decoration:none;font-weight:600">${asHtml(parts.button.label)}</a></p>`
    : "";
  return `<!doctype html><html lang="${parts.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${asHtml(parts.subject)}</title><style>:root{color-scheme:light dark}${DARK}</style></head>
<body class="page" style="margin:0;padding:24px 12px;background:#f4f5f7;font:16px/${lookOf(scriptOf(parts.language))}">
<div class="card" style="max-width:560px;margin:0 auto;padding:28px 28px 20px;border:1px solid #dfe2e8;border-radius:12px;background:#ffffff;overflow-wrap:break-word">
${paragraph(parts.greeting)}${paragraph(parts.first)}${code}${button}${parts.rest.map((line) => paragraph(line)).join("")}${paragraph(parts.closing, "soft", "#5a6270")}
<p class="soft foot" style="margin:24px 0 0;padding-top:16px;border-top:1px solid #dfe2e8;color:#5a6270;font-size:14px">${asHtml(parts.foot)}</p>
</div></body></html>
`;
}

export const asHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
