import http from "node:http";
import type { AddressInfo } from "node:net";

export interface RawRequest {
  method: string;
  url: string;
  headers: http.IncomingHttpHeaders;
  body: string;
}

/** A server that writes down what it is asked, byte for byte, and answers what the test says. Knows no gateway. */
export class RawGateway {
  readonly asked: RawRequest[] = [];
  /** Answers in order; the last one again and again. */
  answers: { status: number; body: string; headers?: Record<string, string> }[] = [];

  private constructor(
    private readonly server: http.Server,
    readonly url: string,
  ) {}

  static async open(): Promise<RawGateway> {
    const server = http.createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const raw = new RawGateway(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on("request", (request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        const body = Buffer.concat(parts).toString();
        raw.asked.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers, body });
        const answer = raw.answers.length > 1 ? raw.answers.shift() : raw.answers[0];
        response.writeHead(answer?.status ?? 500, { "content-type": "application/json", ...answer?.headers });
        response.end(answer?.body);
      });
    });
    return raw;
  }

  /** What the next calls are answered. Forgets what was asked so far. */
  says(...answers: [status: number, body: unknown, headers?: Record<string, string>][]): void {
    this.asked.length = 0;
    this.answers = answers.map(([status, body, headers]) => ({
      status,
      body: typeof body === "string" ? body : JSON.stringify(body),
      headers,
    }));
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => void this.server.close(() => resolve()));
  }
}
