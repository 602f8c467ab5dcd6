/** A rule said no. The code is looked up in the room's refusals.ts; `facts` are numbers, states and ids that the sentence needs. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly facts: Record<string, string | number | null> = {},
  ) {
    super(code);
    this.name = "Refusal";
  }
}

/** Who is signed in may not do this. */
export class Forbidden extends Error {
  constructor(readonly permission: string) {
    super(`not permitted: ${permission}`);
    this.name = "Forbidden";
  }
}

/** There is no such thing, or it is not visible to who asks; the two are never told apart. */
export class NotFound extends Error {
  constructor(readonly what: string) {
    super(`${what} not found`);
    this.name = "NotFound";
  }
}
