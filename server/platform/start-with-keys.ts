import { checkKeys } from "./check-keys";

/** For the start of a process: ends it with status 1 and one sentence when the keys or the stores are not what they must be. */
export async function startWithKeys(alsoCheck: () => Promise<void> = async () => {}): Promise<void> {
  try {
    await checkKeys();
    await alsoCheck();
  } catch (error) {
    process.stderr.write(`This process does not start. ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
