import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import PostalMime from "postal-mime";
import { isAccessible } from "../fixtures/accessibility";
import { mailbox } from "../fixtures/mailbox";
import { places } from "../fixtures/places";
import { expect, test } from "../fixtures/test";

test("whoever was deleted holds a certificate that anybody can check, and a changed byte is found", async ({
  build,
  tenant,
  cases,
  dev,
  stranger,
}) => {
  test.setTimeout(120_000);
  const folder = await mkdtemp(path.join(tmpdir(), "callmissed-certificate-"));
  const { request } = await build.tenantInRetention({ tenant, dueInMs: -1_000 });
  await cases.sweep();

  const mail = await mailbox.newest(tenant.owner.email, /account was deleted on/, 45_000);
  const link = /https?:\/\/\S+\/account\/closed\/([0-9a-f-]{36})\?lang=en/.exec(mail.text);
  const id = link?.[1] ?? "";
  const raw = await (await fetch(`${places.mailbox()}/messages/${mail.id}/raw`)).arrayBuffer();
  const attached = Object.fromEntries(
    (await PostalMime.parse(raw)).attachments.map(({ filename, content }) => [
      (filename ?? "").split(".").at(-1) ?? "",
      Buffer.from(content as ArrayBuffer),
    ]),
  );
  const pdf = path.join(folder, "certificate.pdf");

  await test.step("the last mail carries the certificate as PDF and as signed text", async () => {
    expect(Object.keys(attached).toSorted()).toEqual(["jws", "pdf"]);
    expect(attached.pdf?.subarray(0, 5).toString()).toBe("%PDF-");
  });

  await test.step("its public page needs no sign-in, names nobody, and says that the signature is valid", async () => {
    const visitor = await stranger();
    await visitor.goto(`/certificates/${id}`);
    await expect(visitor.getByRole("heading", { level: 1 })).toHaveText("Certificate of deletion");
    await expect(visitor.getByText("Valid signature, checked just now")).toBeVisible();
    await expect(visitor.getByRole("row").filter({ hasText: "Messages" })).toContainText("0");
    for (const trace of [tenant.id, tenant.name, tenant.owner.email, tenant.domain, request.id])
      expect(await visitor.content()).not.toContain(trace);
    await isAccessible(visitor, "the certificate");
    const [download] = await Promise.all([visitor.waitForEvent("download"), visitor.getByRole("link", { name: "PDF" }).click()]);
    await download.saveAs(pdf);
    expect((await readFile(pdf)).equals(attached.pdf ?? Buffer.alloc(0)), "page and mail hand out the same bytes").toBe(true);
  });

  await test.step("staff find it on the request, with its place in the ledger", async () => {
    await dev.go(`/console/requests/${request.id}`);
    await expect(dev.panel("Certificate")).toContainText(id);
    await expect(dev.panel("Certificate")).toContainText(/Entry \d+ of the erasure ledger/);
  });

  await test.step("offline, with nothing but the published keys, it is valid", async () => {
    const keys = path.join(folder, "jwks.json");
    const published = await fetch(`${places.console()}/.well-known/jwks.json`);
    expect(published.headers.get("cache-control")).toContain("public");
    const text = await published.text();
    expect(text).not.toContain('"d"');
    await writeFile(keys, text);
    expect(await verify(pdf, keys)).toMatchObject({ status: 0, said: expect.stringMatching(/^VALID/) });

    const changed = await readFile(pdf);
    const at = changed.length - 5_000;
    changed[at] = (changed[at] ?? 0) ^ 1;
    await writeFile(pdf, changed);
    expect(await verify(pdf, keys)).toMatchObject({ status: 1, said: expect.stringMatching(/^NOT VALID/) });
    expect(await verify(path.join(folder, "nothing.pdf"), keys)).toMatchObject({ status: 2 });
  });

  await test.step("an address that leads to no certificate is a calm 404", async () => {
    const answer = await fetch(`${places.console()}/certificates/5c1f7e0e-0000-4000-8000-000000000000`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain("There is no certificate at this address");
  });
  await rm(folder, { recursive: true });
});

function verify(file: string, keys: string): Promise<{ status: number; said: string }> {
  const args = ["--import", "tsx", "server/retention/verify-certificate.cli.ts", file, "--keys", keys];
  return new Promise((resolve) => {
    execFile(process.execPath, args, (error, out, err) => resolve({ status: error ? Number(error.code) : 0, said: `${out}${err}` }));
  });
}
