import { many } from "@/app/_ui/rupees";
import { plainName, ROLE_WORDS } from "./words";

type Payload = Record<string, string | number | boolean | null>;
/** The book has ids only; whose they are is put in by the query. */
type About = { type: string; aboutName?: string | null };
const roleWord = (code: unknown): string => (ROLE_WORDS[code as keyof typeof ROLE_WORDS] ?? plainName(String(code))).toLowerCase();
const of = ({ aboutName }: About): string => aboutName ?? "a colleague";
const sessions = (payload: Payload): string => many(Number(payload.sessions ?? 0), "session");

/** What the book says about who works here, after the name of whoever did it. */
export const OPERATOR_SENTENCES: Record<string, (payload: Payload, event: About) => string> = {
  "operator.first_made": (p, e) => `let ${of(e)} in as the first ${roleWord(p.role)}, by the database's owner`,
  "operator.change_asked": (p, e) =>
    p.isInvitation
      ? `asked to invite ${of(e)} as ${roleWord(p.toRole)}`
      : p.fromRole
        ? `asked to make ${of(e)} ${roleWord(p.toRole)} instead of ${roleWord(p.fromRole)}`
        : `asked to give ${of(e)} access again, as ${roleWord(p.toRole)}`,
  "operator.change_declined": (_, e) => `said no to what was asked for ${of(e)}`,
  "operator.change_withdrawn": (_, e) => `withdrew what was asked for ${of(e)}`,
  "operator.invited": (p, e) => `agreed, as the second person, to invite ${of(e)} as ${roleWord(p.role)}`,
  "operator.role_changed": (p, e) =>
    p.fromRole === "none"
      ? `agreed, as the second person, that ${of(e)} has access again, as ${roleWord(p.toRole)}`
      : `agreed, as the second person, that ${of(e)} is ${roleWord(p.toRole)} instead of ${roleWord(p.fromRole)}`,
  "operator.joined": () => "signed in for the first time",
  "operator.signed_in": (p) => (p.isFresh ? "signed in, having just shown who they are" : "signed in"),
  "operator.signed_out": () => "signed out",
  "operator.renamed": (p) =>
    `has another ${[p.name && "name", p.email && "address"].filter(Boolean).join(" and ")} now, as the company's sign-in says`,
  "operator.sessions_ended": (p, e) => `ended ${sessions(p)} of ${of(e)}`,
  "operator.access_ended": (p, e) => `ended the access of ${of(e)}, with ${sessions(p)}`,
};
