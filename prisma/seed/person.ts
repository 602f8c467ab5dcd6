import type { Random } from "./random";
import { namesOf } from "./words/people";

export interface Person {
  given: string;
  family: string;
}

/** A person of a state; India moves, so one in six has a name from elsewhere. */
export function personFor(stateCode: string, random: Random): Person {
  const elsewhere = random.chance(0.16) ? random.pick(["urdu", "hindi"] as const) : null;
  const { given, family } = namesOf(stateCode, elsewhere);
  return { given: random.pick(given), family: random.pick(family) };
}

/** A mobile number as it looks in India. No Indian mobile number begins with 5, so nobody can be rung by mistake. */
export const mobileNumber = (random: Random): string => `+915${random.digits(9)}`;
