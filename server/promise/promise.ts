import { COOKIES_SENTENCES } from "@/server/policy/cookies-sentences";
import { DELETION_SENTENCES } from "@/server/policy/deletion-sentences";
import { RULES } from "@/server/policy/rules";
import type { Sentence } from "@/server/policy/sentence";
import traced from "@/server/policy/traced.json";

/** Read from the sources when the console was built: which code keeps a sentence, and which tests prove it. */
export type Trace = {
  keptBy: readonly { file: string; symbol: string }[];
  provenBy: readonly { file: string; title: string }[];
};

const POLICIES: readonly { name: string; title: string; sentences: readonly Sentence[] }[] = [
  { name: "deletion", title: "Account Deletion Policy", sentences: DELETION_SENTENCES },
  { name: "cookies", title: "Cookies Policy", sentences: COOKIES_SENTENCES },
];

/**
 * Both published policies, sentence by sentence, each beside the rules that implement it, the code that keeps it and the tests that
 * prove it, with what no test can prove where that is only a part, or the written reason why none does (A4).
 */
export function promises(traces: Readonly<Record<string, Trace>> = traced) {
  const policies = POLICIES.map(({ name, title, sentences }) => ({
    name,
    title,
    sentences: sentences.map(({ id, text, isHeading = false, rules, reason = null, unproven = null }) => {
      const { keptBy = [], provenBy = [] } = traces[id] ?? {};
      return { id, text, isHeading, rules: rules.map((rule) => ({ id: rule, words: RULES[rule] })), reason, unproven, keptBy, provenBy };
    }),
  }));
  const said = policies.flatMap(({ sentences }) => sentences).filter(({ isHeading }) => !isHeading);
  const proofs = said.flatMap(({ provenBy }) => provenBy.map(({ file, title }) => `${file} ${title}`));
  return {
    policies,
    counts: {
      sentences: said.length,
      proven: said.filter(({ provenBy }) => provenBy.length > 0).length,
      /** Of those, the ones of which a part is left that no test can prove. */
      inPart: said.filter(({ unproven }) => unproven !== null).length,
      explained: said.filter(({ provenBy, reason }) => provenBy.length === 0 && reason !== null).length,
      tests: new Set(proofs).size,
    },
  };
}
