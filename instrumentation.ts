/** Next calls this once when the server starts, before the first request; a build does not. */
export async function register(): Promise<void> {
  // Written this way round, so that nothing of it ends up in code for browsers or the edge.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { startWithKeys } = await import("@/server/platform/start-with-keys");
    await startWithKeys();
    const { notePeers } = await import("@/server/lib/note-peers");
    notePeers();
  }
}
