import type { Clock } from "./clock";
import type { Db } from "./db";

/** What a verb needs from the world. Handed in, never reached for, so that a test can hold the clock. */
export type Deps = { db: Db; clock: Clock };
