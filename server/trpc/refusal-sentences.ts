import { REFUSALS as approval } from "@/server/approval/refusals";
import { REFUSALS as deletion } from "@/server/deletion/refusals";
import { REFUSALS as dataExport } from "@/server/export/refusals";
import { REFUSALS as grievance } from "@/server/grievance/refusals";
import { REFUSALS as legalHold } from "@/server/legal-hold/refusals";
import type { Refusal } from "@/server/lib/refusal";
import { REFUSALS as operator } from "@/server/operator/refusals";
import { REFUSALS as owner } from "@/server/owner/refusals";
import { REFUSALS as platform } from "@/server/platform/refusals";
import { REFUSALS as refund } from "@/server/refund/refusals";
import { REFUSALS as retention } from "@/server/retention/refusals";
import { REFUSALS as signal } from "@/server/signal/refusals";

const SENTENCES: Record<string, string> = {
  ...approval,
  ...deletion,
  ...owner,
  ...operator,
  ...retention,
  ...legalHold,
  ...signal,
  ...refund,
  ...platform,
  ...grievance,
  ...dataExport,
};

/** The sentence a person reads for a refusal, with its facts put in. */
export function sentenceForRefusal(refusal: Refusal): string {
  const sentence = SENTENCES[refusal.code] ?? "A rule does not allow this.";
  return sentence.replace(/\{(\w+)\}/g, (_whole, name: string) => String(refusal.facts[name] ?? "another state"));
}
