// `npm run certificate:verify FILE [-- --keys FILE]`: is this certificate ours and unchanged? Asks nobody; works without network and database.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { storageEnv } from "@/server/lib/env";
import { publicPart, readKeySet } from "@/server/lib/signing-keys";
import { verifyCertificate } from "./verify-certificate";

const USAGE = "usage: npm run --silent certificate:verify -- FILE [--keys JWKS.json]      FILE: .pdf, .jws or .json";
const LIMIT_BYTES = 20_000_000;

class CannotSay extends Error {}

try {
  const { values, positionals } = readArguments();
  const [file, ...more] = positionals;
  if (!file || more.length > 0) throw new CannotSay(USAGE);
  const data = read(file, `There is no readable file ${file}.`);
  if (data.length > LIMIT_BYTES) throw new CannotSay(`${file} is larger than any certificate.`);
  const place = values.keys ?? storageEnv().SIGNING_KEY_FILE;
  const keys = readKeySet(
    read(place, `There are no keys at ${place}. Save them from /.well-known/jwks.json and name the file with --keys.`).toString("utf8"),
  );
  if (!keys) throw new CannotSay(`${place} is not a set of Ed25519 keys (JWKS).`);
  const { exit, says } = await verifyCertificate(data, publicPart(keys));
  console.log(says);
  process.exitCode = exit;
} catch (error) {
  // Whatever went wrong here says nothing about the certificate.
  console.error(error instanceof CannotSay ? error.message : `It cannot be said: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 2;
}

function readArguments() {
  try {
    return parseArgs({ allowPositionals: true, options: { keys: { type: "string" } } });
  } catch {
    throw new CannotSay(USAGE);
  }
}

function read(file: string, otherwise: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new CannotSay(otherwise);
  }
}
