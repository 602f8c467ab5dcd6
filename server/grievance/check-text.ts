import { Refusal } from "@/server/lib/refusal";
import { MESSAGE_LENGTH } from "@/server/policy/grievance";

/** Somebody's words, with line ends of one kind and nothing that PostgreSQL or a screen stumbles over. Throws `case_text_missing` and `case_text_too_long`. */
export function checkText(typed: string, most = MESSAGE_LENGTH): string {
  const text = typed
    .replace(/\r\n?/g, "\n")
    .replace(/(?![\t\n])\p{Cc}/gu, "")
    .trim();
  if (!text) throw new Refusal("case_text_missing");
  const length = [...text].length;
  if (length > most) throw new Refusal("case_text_too_long", { length, most });
  return text;
}
