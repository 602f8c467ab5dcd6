import { letter } from "../fixtures/letter";
import { mailbox } from "../fixtures/mailbox";
import { expect, test } from "../fixtures/test";

const FORGED = { isUnsigned: true, deliveredFrom: "127.0.0.9" } as const;

test("a forged mail never becomes verified, and the agent sees why in plain words", async ({ tenant, dev, cases, watch }) => {
  await letter.from(tenant.asWriter).asksForDeletion(FORGED);
  const request = await cases.openedFor(tenant.id);
  await dev.open(request);

  await test.step("the evidence says it in words", async () => {
    const evidence = dev.panel("Evidence");
    await expect(evidence).toContainText(`This did not come from ${tenant.domain}.`);
    await expect(evidence).toContainText("What you can do: reject it with the reason.");
    await expect(dev.title).toContainText(`claims to be ${tenant.name}`);
  });

  await test.step("no button leads to verified", async () => {
    await expect(dev.act(/^Verify/)).toHaveAttribute("aria-disabled", "true");
    await expect(dev.decision).toContainText("No tenant is bound to this request");
    await dev.page.keyboard.press("v");
    await expect(dev.outcome).toHaveCount(0);
  });

  await test.step("nor does calling the server past the buttons", async () => {
    watch.provokes(/status of 412/);
    const onRequest = { requestId: request.id, version: request.version, seen: null };
    expect(await dev.calls("request.verify", onRequest)).toMatchObject({ code: "PRECONDITION_FAILED", refusal: "no_tenant" });
    expect(await dev.calls("request.sendCode", onRequest)).toMatchObject({ code: "PRECONDITION_FAILED" });
    expect(await dev.calls("request.propose", { ...onRequest, act: "propose_verification" })).toMatchObject({
      code: "PRECONDITION_FAILED",
    });
    expect(await dev.calls("request.deactivate", { ...onRequest, organisation: tenant.name })).toMatchObject({
      code: "PRECONDITION_FAILED",
    });
    expect((await cases.find(tenant.id))?.state).toBe("received");
  });

  await test.step("rejecting it writes to nobody: the victim of a forger gets no mail", async () => {
    await dev.act(/^Reject/).click();
    const dialog = dev.page.getByRole("dialog", { name: "Reject this request" });
    await expect(dialog).toContainText("No mail goes out");
    await dialog.getByRole("radio", { name: "Nothing proves who sent it" }).check();
    await dialog.getByRole("button", { name: "Reject the request" }).click();
    await expect(dev.outcome).toContainText("No mail goes out");
    await dev.isIn("rejected");
    expect(await mailbox.all(tenant.owner.email)).toEqual([]);
  });
});

test("a forged mail does not stand in the way of the owner's genuine one", async ({ tenant, dev, cases }) => {
  await letter.from(tenant.asWriter).asksForDeletion(FORGED);
  const forged = await cases.openedFor(tenant.id);
  await letter.from(tenant.asWriter).asksForDeletion();
  await mailbox.newest(tenant.owner.email, /code to confirm the deletion/);
  const genuine = await cases.openedFor(tenant.id);
  expect(genuine.id).not.toBe(forged.id);
  await dev.open(genuine);
  await expect(dev.panel("Evidence")).toContainText(`The domain ${tenant.domain} really sent this`);
});
