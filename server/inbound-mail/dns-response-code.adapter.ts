import { randomInt } from "node:crypto";
import { createSocket } from "node:dgram";

const TYPES: Record<string, number> = { A: 1, AAAA: 28, MX: 15, PTR: 12, TXT: 16 };
const IS_ANSWER = 0x80;
const RECURSION_DESIRED = 0x01;

/**
 * The response code one server gives to a question (0: it knows the name, 2: it failed, …), or null when it stays silent.
 * The system's resolver reports rare refusals such as NOTAUTH as "no such record"; only the bare answer tells them apart.
 */
export function askResponseCode(server: string, name: string, type: string, timeoutMs: number): Promise<number | null> {
  return new Promise((resolve) => {
    const { host, port } = splitServer(server);
    const socket = createSocket(host.includes(":") ? "udp6" : "udp4");
    const id = randomInt(0x10000);
    let isDone = false;
    const finish = (code: number | null) => {
      if (isDone) return;
      isDone = true;
      clearTimeout(timer);
      socket.close();
      resolve(code);
    };
    const timer = setTimeout(() => finish(null), timeoutMs);
    socket.on("error", () => finish(null));
    // A connected socket hears this server only.
    socket.connect(port, host, (error?: Error) => {
      if (error) finish(null);
      else if (!isDone) socket.send(question(id, name, TYPES[type] ?? 16));
    });
    socket.on("message", (answer) => {
      if (answer.length >= 12 && answer.readUInt16BE(0) === id && (answer.readUInt8(2) & IS_ANSWER) !== 0)
        finish(answer.readUInt8(3) & 0x0f);
    });
  });
}

function question(id: number, name: string, type: number): Buffer {
  const header = Buffer.alloc(12);
  header.writeUInt16BE(id, 0);
  header.writeUInt8(RECURSION_DESIRED, 2);
  header.writeUInt16BE(1, 4);
  const labels = name.split(".").flatMap((label) => [Buffer.from([label.length]), Buffer.from(label, "latin1")]);
  return Buffer.concat([header, ...labels, Buffer.from([0, 0, type, 0, 1])]);
}

function splitServer(server: string): { host: string; port: number } {
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(server);
  const plain = bracketed ?? /^([^:]+)(?::(\d+))?$/.exec(server);
  return { host: plain?.[1] ?? server, port: Number(plain?.[2] ?? 53) };
}
