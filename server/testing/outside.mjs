// What tests that treat the product as a black box may take from the street outside: the senders' DKIM key, the words
// people write, and a database server of their own.
export { SELECTOR, signingKey } from "../local/dkim.mjs";
export { localStores } from "../local/keepsakes.mjs";
export { compose } from "../local/letter-texts.mjs";
export { startPostgres } from "../local/postgres.mjs";
