import ipaddr from "ipaddr.js";

export interface PeerLimits {
  connectionsAtOnce: number;
  lettersPerMinute: number;
}

const MINUTE_MS = 60_000;
const MAX_PEERS = 10_000;

/** Counts what each peer does, so that one of them cannot use up the listener. Kept in memory: a restart forgives. */
export class PeerCounter {
  private readonly connections = new Map<string, number>();
  private readonly letters = new Map<string, number[]>();

  constructor(private readonly limits: PeerLimits) {}

  /** Counts a connection; false when the peer holds as many as it may. */
  connect(address: string): boolean {
    const peer = peerOf(address);
    const held = this.connections.get(peer) ?? 0;
    if (held >= this.limits.connectionsAtOnce) return false;
    this.connections.set(peer, held + 1);
    return true;
  }

  disconnect(address: string): void {
    const peer = peerOf(address);
    const held = this.connections.get(peer) ?? 0;
    if (held > 1) this.connections.set(peer, held - 1);
    else this.connections.delete(peer);
  }

  /** Counts a letter at that moment (monotonic milliseconds); false when the peer has sent enough for this minute. */
  send(address: string, nowMs: number): boolean {
    const peer = peerOf(address);
    const recent = (this.letters.get(peer) ?? []).filter((sentMs) => nowMs - sentMs < MINUTE_MS);
    if (recent.length >= this.limits.lettersPerMinute) return false;
    recent.push(nowMs);
    this.letters.set(peer, recent);
    if (this.letters.size > MAX_PEERS) this.forgetIdle(nowMs);
    return true;
  }

  private forgetIdle(nowMs: number): void {
    for (const [peer, sent] of this.letters) if (nowMs - (sent.at(-1) ?? 0) >= MINUTE_MS) this.letters.delete(peer);
    // A flood from more networks than that: begin anew rather than grow.
    if (this.letters.size > MAX_PEERS) this.letters.clear();
  }
}

/** An IPv6 peer owns its whole /64, so that is what is counted. */
function peerOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed.kind() === "ipv4" ? parsed.toString() : (parsed as ipaddr.IPv6).parts.slice(0, 4).join(":");
}
