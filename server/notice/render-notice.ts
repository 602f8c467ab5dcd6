import { env } from "@/server/lib/env";
import type { Language, NoticeKind } from "./notice";
import { en } from "./templates/en";
import { hi } from "./templates/hi";
import type { Templates, Words } from "./templates/template";

const TEMPLATES: Record<Language, Templates> = { en, hi };

export type Rendered = { subject: string; text: string; html: string };

/** Writes a notice as text and as HTML that say the same; the grievance contact stands in the foot of every one (Rule 9). */
export function renderNotice(kind: NoticeKind, language: Language, words: Words): Rendered {
  const templates = TEMPLATES[language];
  const said = { ...words, because: templates.rejections[words.because] ?? words.because };
  const letter = templates.letters[kind](said);
  const [first = "", ...rest] = letter.lines;
  const foot = templates.grievance(env().GRIEVANCE_CONTACT);
  const textParts = [
    templates.greeting(words.ownerName),
    first,
    letter.code,
    ...rest,
    letter.button && `${letter.button.label}: ${letter.button.url}`,
    templates.closing,
    `-- \n${foot}`,
  ];
  const text = `${textParts.filter(Boolean).join("\n\n")}\n`;
  const paragraphs = (lines: string[]) => lines.map((line) => `<p style="margin:0 0 16px">${asHtml(line)}</p>`).join("");
  const code = letter.code
    ? `<p style="margin:0 0 20px;font:600 28px/1.2 ui-monospace,Menlo,Consolas,monospace;letter-spacing:.2em">${asHtml(letter.code)}</p>`
    : "";
  const button = letter.button
    ? `<p style="margin:0 0 20px"><a href="${asHtml(letter.button.url)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#1f4fd8;color:#ffffff;text-decoration:none;font-weight:600">${asHtml(letter.button.label)}</a></p>`
    : "";
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${asHtml(letter.subject)}</title></head>
<body style="margin:0;padding:24px;font:16px/1.55 system-ui,-apple-system,'Segoe UI','Noto Sans','Noto Sans Devanagari',sans-serif"><div style="max-width:560px;margin:0 auto">
${paragraphs([templates.greeting(words.ownerName), first])}${code}${button}${paragraphs(rest)}${paragraphs([templates.closing])}
<p style="margin:24px 0 0;padding-top:16px;border-top:1px solid #c9ced6;font-size:14px">${asHtml(foot)}</p></div></body></html>`;
  return { subject: letter.subject, text, html };
}

const asHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** An instant as its reader's calendar and clock say it, the zone named: "22 December 2026 at 4:04 pm IST". */
export function instantFor(at: Date, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(language === "hi" ? "hi-IN" : "en-IN", {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZone,
    timeZoneName: "short",
  }).format(at);
}
