import type { z } from "zod";

/** A job: its name in the queue, the shape of its payload (ids only), and the one call it makes. `World` is what that call needs. */
export type Job<World, Payload extends z.ZodType> = {
  name: string;
  payload: Payload;
  /** Set when two workers must never run it for the same subject at once; the payload's part that names the subject. */
  exclusiveBy?: keyof z.infer<Payload> & string;
  /** How many of it run at once over all workers, when it may take long: the rest of the queue is not to wait for it. */
  atMost?: number;
  run: (world: World, payload: z.infer<Payload>) => Promise<unknown>;
};

/** Keeps the payload's type while declaring a job. */
export const defineJob = <World, Payload extends z.ZodType>(job: Job<World, Payload>): Job<World, Payload> => job;
