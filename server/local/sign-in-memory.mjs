// What the identity provider remembers of open sign-ins: kept in memory, gone with the process. A restart costs a
// visitor nothing but choosing a person again.
const MOST = 2_000;

export class SignInMemory {
  static #entries = new Map(); // insertion order is age

  constructor(model) {
    this.model = model;
  }

  #key(id) {
    return `${this.model}:${id}`;
  }

  async upsert(id, payload, expiresInSeconds) {
    const entries = SignInMemory.#entries;
    const expiresAt = expiresInSeconds ? Date.now() + expiresInSeconds * 1_000 : Number.POSITIVE_INFINITY;
    entries.delete(this.#key(id));
    entries.set(this.#key(id), { payload, expiresAt });
    while (entries.size > MOST) entries.delete(entries.keys().next().value);
  }

  async find(id) {
    const entry = SignInMemory.#entries.get(this.#key(id));
    return entry && entry.expiresAt > Date.now() ? entry.payload : undefined;
  }

  findByUid(uid) {
    return this.#findWhere((payload) => payload.uid === uid);
  }

  findByUserCode(code) {
    return this.#findWhere((payload) => payload.userCode === code);
  }

  async #findWhere(fits) {
    for (const [key, { payload, expiresAt }] of SignInMemory.#entries) {
      if (key.startsWith(`${this.model}:`) && expiresAt > Date.now() && fits(payload)) return payload;
    }
    return undefined;
  }

  async consume(id) {
    const payload = await this.find(id);
    if (payload) payload.consumed = Math.floor(Date.now() / 1_000);
  }

  async destroy(id) {
    SignInMemory.#entries.delete(this.#key(id));
  }

  async revokeByGrantId(grantId) {
    for (const [key, { payload }] of SignInMemory.#entries) {
      if (payload.grantId === grantId) SignInMemory.#entries.delete(key);
    }
  }
}
