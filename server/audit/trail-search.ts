import { z } from "zod";
import { searchText } from "@/server/lib/search-text";
import { AUDIT_EVENTS, type AuditType } from "./audit-event";

export const AUDIT_TYPES = Object.keys(AUDIT_EVENTS) as AuditType[];

/** What an auditor looks for; the same words stand in the page's address. */
export const trailFilter = z.object({
  /** A number (DR-2041, RF-1007, GR-1003), an event's own (#1234), an id of anything that an event names, or part of an organisation's name. */
  q: searchText,
  /** One of our staff; or all owners, all other members, or the console itself. */
  actor: z.union([z.uuid(), z.enum(["owner", "member", "system", "operator"])]).optional(),
  /** Kinds of events: what stands before the full stop, or a whole type. */
  kind: z
    .string()
    .max(60)
    .regex(/^[a-z_]+(\.[a-z_]+)?$/)
    .optional(),
  from: z.date().optional(),
  /** Not included. */
  to: z.date().optional(),
});
export type TrailFilter = z.infer<typeof trailFilter>;

/** The types of a kind: "refund" is all that begin with it, "refund.granted" is itself. None for what there is not. */
export const typesOf = (kind: string): AuditType[] => AUDIT_TYPES.filter((type) => type === kind || type.startsWith(`${kind}.`));

export type Named =
  | { what: "request" | "refund" | "case"; number: number }
  | { what: "event"; id: bigint }
  | { what: "id"; id: string }
  | { what: "organisation"; name: string };

const NUMBER = /^(dr|rf|gr)[-\s]?(\d{1,9})$/i;
const EVENT = /^#?(\d{1,18})$/;
const NUMBERED = { dr: "request", rf: "refund", gr: "case" } as const;

/** What the text in the search field can mean; null for nothing. */
export function readSearch(text: string): Named | null {
  const q = text.trim();
  if (q === "") return null;
  const [, letters, digits] = NUMBER.exec(q) ?? [];
  if (letters) return { what: NUMBERED[letters.toLowerCase() as keyof typeof NUMBERED], number: Number(digits) };
  const [, event] = EVENT.exec(q) ?? [];
  if (event) return { what: "event", id: BigInt(event) };
  if (z.uuid().safeParse(q.toLowerCase()).success) return { what: "id", id: q.toLowerCase() };
  return { what: "organisation", name: q };
}
