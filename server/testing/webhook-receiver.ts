import { createHmac } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";

export interface ReceivedWebhook {
  event: string | undefined;
  delivery: string | undefined;
  signature: string | undefined;
  body: string;
}

/** Somebody who is sent webhooks, and checks signatures with nothing of ours. */
export class WebhookReceiver {
  readonly received: ReceivedWebhook[] = [];
  /** What is answered; may be async, and runs after the webhook was written down. */
  answer: (response: http.ServerResponse) => void = (response) => void response.writeHead(204).end();

  private constructor(
    private readonly server: http.Server,
    readonly url: string,
  ) {}

  static async open(): Promise<WebhookReceiver> {
    const server = http.createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const receiver = new WebhookReceiver(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`);
    server.on("request", (request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        const header = (name: string) => request.headers[`x-callmissed-${name}`]?.toString();
        const body = Buffer.concat(parts).toString();
        receiver.received.push({ event: header("event"), delivery: header("delivery"), signature: header("signature"), body });
        receiver.answer(response);
      });
    });
    return receiver;
  }

  forget(): void {
    this.received.length = 0;
    this.answer = (response) => void response.writeHead(204).end();
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => void this.server.close(() => resolve()));
  }
}

export const isSignedWith = (secret: string, { body, signature }: ReceivedWebhook): boolean =>
  signature === `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
