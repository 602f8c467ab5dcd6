import { noticeEnv } from "@/server/lib/env";
import type { Language, NoticeKind } from "./notice";
import { noticeHtml } from "./notice-html";
import { en } from "./templates/en";
import { hi } from "./templates/hi";
import type { Templates, Words } from "./templates/template";

const TEMPLATES: Record<Language, Templates> = { en, hi };

export type Rendered = { subject: string; text: string; html: string };

/** Writes a notice as text and as HTML that say the same; the grievance contact stands in the foot of every one (Rule 9). */
export function renderNotice(kind: NoticeKind, language: Language, words: Words): Rendered {
  const templates = TEMPLATES[language];
  const reasons: Record<string, string> = kind === "refund_declined" ? templates.declines : templates.rejections;
  const said = { ...words, because: reasons[words.because] ?? words.because };
  const { subject, lines, code, button } = templates.letters[kind](said);
  const [first = "", ...rest] = lines;
  const greeting = templates.greeting(words.ownerName);
  const foot = templates.grievance(noticeEnv().GRIEVANCE_CONTACT);
  const { closing } = templates;
  const textParts = [greeting, first, code, button && `${button.label}: ${button.url}`, ...rest, closing, `-- \n${foot}`];
  const text = `${textParts.filter(Boolean).join("\n\n")}\n`;
  return { subject, text, html: noticeHtml({ language, subject, greeting, first, code, button, rest, closing, foot }) };
}

/** What the comparison before a return found, in the reader's language, numbers grouped as that language groups them. */
export const comparedSentence = (language: Language, tables: number, rows: number | null): string =>
  TEMPLATES[language].compared(tables, rows);

/**
 * An instant as its reader's calendar and clock say it, the zone named: "22 December 2026 at 4:04 pm IST". In Hindi day and
 * time stand side by side, because the sentences around them add the word that binds both ("को", "से").
 */
export function instantFor(at: Date, language: Language, timeZone: string): string {
  const day = { day: "numeric", month: "long", year: "numeric", timeZone } as const;
  const time = { hour: "numeric", minute: "2-digit", timeZone, timeZoneName: "short" } as const;
  if (language === "en") return new Intl.DateTimeFormat("en-IN", { ...day, ...time }).format(at);
  return [day, time].map((part) => new Intl.DateTimeFormat("hi-IN", part).format(at)).join(", ");
}
