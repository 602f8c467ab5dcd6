import { createHash } from "node:crypto";
import { dayFor } from "@/server/language/instant";
import { DEFAULT_LANGUAGE, type Language, localeOf } from "@/server/language/language";
import { messagesOf } from "@/server/language/messages.adapter";
import { formatterOf, translator } from "@/server/language/translate";
import { keptModel, type Statement } from "./certificate";

/** A certificate as its reader reads it: what was signed, in another language where it is not read in English. */
export type CertificateWords = {
  language: Language;
  title: string;
  fileTitle: string;
  statement: string;
  facts: [label: string, value: string][];
  classes: { name: string; say: string; before: string; erased: string; after: string }[];
  kept: { what: string; why: string; clause: string }[];
  backups: string;
};

/** As our owners read clocks, in the zone of our seat. */
const ZONE = "Asia/Kolkata";

/** Says a statement in a language. The signed text stays as it is; classes and things that have no words in the language are called as it calls them. */
export function certificateWords(said: Statement, language: Language): CertificateWords {
  const say = translator(language, "certificate");
  const { number } = formatterOf(language);
  const { request, issuer, policy } = said;
  const names: Record<string, string> = language === DEFAULT_LANGUAGE ? {} : messagesOf(language).certificate.classes;
  const instant = (at: string) => instantWithSeconds(new Date(at), language);
  return {
    language,
    title: say("title"),
    fileTitle: say("fileTitle", { request }),
    statement: say("statement", { issuer, request, policy: policy.name, day: dayFor(new Date(policy.updatedOn), language, "UTC") }),
    facts: [
      [say("facts.deactivatedAt"), instant(said.deactivatedAt)],
      [say("facts.purgeDueAt"), instant(said.purgeDueAt)],
      [say("facts.purgeStartedAt"), instant(said.purgeStartedAt)],
      [say("facts.verifiedAt"), instant(said.verifiedAt)],
      [say("facts.keyDestroyedAt"), said.keyDestroyedAt ? instant(said.keyDestroyedAt) : say("noKey")],
    ],
    classes: said.classes.map(({ name, say: called, before, erased, after }) => ({
      name,
      say: (Object.hasOwn(names, name) ? names[name] : null) ?? called,
      before: number(before),
      erased: number(erased),
      after: number(after),
    })),
    kept: said.kept.map((thing) => {
      const model = language === DEFAULT_LANGUAGE ? null : keptModel(thing.what);
      return model ? { what: say(`keptThings.${model}.what`), why: say(`keptThings.${model}.why`), clause: thing.clause } : { ...thing };
    }),
    backups: say("backups", { isSealed: said.keyDestroyedAt ? "true" : "false" }),
  };
}

function instantWithSeconds(at: Date, language: Language): string {
  const clock = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", timeZone: ZONE } as const;
  const time = `${new Intl.DateTimeFormat(localeOf(language), clock).format(at)} IST`;
  return translator(language, "language")("instant", { day: dayFor(at, language, ZONE), time });
}

/** Changes with the words of a language, so that a page drawn before somebody improved a translation is not taken for a forged one. */
export const editionOf = (language: Language): string =>
  createHash("sha256")
    .update(JSON.stringify([messagesOf(language).certificate, messagesOf(language).language]))
    .digest("hex")
    .slice(0, 8);
