import type { RuleId } from "./rules";

/**
 * One sentence of a published policy, word for word, in its place. Code keeps it and tests prove it (both carry its id), or a written
 * reason says why none can; server/testing/trace-policy.mjs ends the build otherwise (A4). Headings always have the reason. Where tests
 * prove only a part, `unproven` says which part is left, and why no test can prove it.
 */
export type Sentence = {
  readonly id: string;
  readonly text: string;
  readonly isHeading?: true;
  readonly rules: readonly RuleId[];
  readonly reason?: string;
  readonly unproven?: string;
};
