import { z } from "zod";

type Reviver = (key: string, value: unknown, context: { source?: string }) => unknown;

/**
 * JSON whose numbers are given as they were written: an amount loses no digit, and neither does an id beyond 2^53. Answers
 * undefined when it is not JSON.
 */
export function readGatewayJson(text: string): unknown {
  const asWritten: Reviver = (_key, value, { source }) => (typeof value === "number" ? source : value);
  try {
    return (JSON.parse as (text: string, reviver: Reviver) => unknown)(text, asWritten);
  } catch {
    return undefined;
  }
}

/** A gateway's id: short, without anything that would not belong into a URL or a log. */
export const gatewayId = z.string().regex(/^[\w.:-]{1,100}$/);
/** A word of a gateway's own, such as a status or an error code. */
export const gatewayWord = z.string().regex(/^\w{1,60}$/);

/** A bank's reference (ARN, RRN, UTR); what does not look like one is as good as none. */
export const bankReference = z
  .string()
  .regex(/^[\w/-]{1,60}$/)
  .nullish()
  .catch(null)
  .transform((reference) => reference ?? null);
