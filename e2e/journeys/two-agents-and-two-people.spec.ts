import { letter } from "../fixtures/letter";
import { codeIn, linkIn, mailbox } from "../fixtures/mailbox";
import { expect, test } from "../fixtures/test";

test("an agent with an old screen is refused with the new state, and can look again", async ({ build, meera, dev, watch }) => {
  watch.provokes(/status of 412/);
  const request = await build.verifiedRequest();
  await meera.open(request);
  await dev.open(request);

  await test.step("Dev has the question open while Meera deactivates", async () => {
    await dev.act(/^Deactivate tenant/).click();
    await dev.page.getByRole("dialog").getByRole("textbox").fill(request.tenant.name);
    await meera.deactivates(request.tenant.name);
    await dev.page.getByRole("dialog").getByRole("button", { name: "Deactivate tenant" }).click();
    await expect(dev.refusal.filter({ hasText: "Somebody acted" })).toContainText("It is retained now");
  });

  await test.step("looking again shows what is true now", async () => {
    await dev.page.getByRole("button", { name: "Look again" }).click();
    await dev.isIn("retained");
    await expect(dev.act(/^Deactivate tenant/)).toHaveCount(0);
  });
});

test("a letter that proves nothing takes the owner's code and two different people", async ({
  anotherTenant,
  cases,
  meera,
  dev,
  owner,
  watch,
}) => {
  // The domain publishes no policy and the letter comes unsigned from a server it does not name: neither proven nor disproved.
  const tenant = await anotherTenant({ domain: "nopolicy.example" });
  await letter.from(tenant.asWriter).asksForDeletion({ isUnsigned: true, deliveredFrom: "127.0.0.9" });
  const request = await cases.openedFor(tenant.id);
  await meera.open(request);

  await test.step("no code goes out by itself; an agent sends it to the address on file", async () => {
    await expect(meera.panel("Evidence")).toContainText("Nothing proves that nopolicy.example sent this.");
    expect(await mailbox.all(tenant.owner.email)).toEqual([]);
    await meera.act(/^Send code/).click();
    await expect(meera.outcome).toContainText("A new code is on its way");
    const mail = await mailbox.newest(tenant.owner.email, /code to confirm/);
    await owner.confirms(linkIn(mail), codeIn(mail));
    await expect(meera.panel("Evidence")).toContainText("The owner confirmed the deletion", { timeout: 15_000 });
  });

  await test.step("one person alone cannot verify, on screen or past it", async () => {
    await expect(meera.act(/^Verify/)).toHaveAttribute("aria-disabled", "true");
    await expect(meera.decision).toContainText("This needs two people");
    watch.provokes(/status of 412/);
    const now = await cases.openedFor(tenant.id);
    const onRequest = { requestId: now.id, version: now.version, seen: null };
    expect(await meera.calls("request.verify", onRequest)).toMatchObject({ refusal: "second_person_needed" });
    await meera.act(/^Ask a second person/).click();
    await meera.page.getByRole("dialog").getByRole("button", { name: "Ask a second person" }).click();
    await expect(meera.outcome).toContainText("A second person is asked to agree");
    await expect(meera.act(/^Verify/)).toHaveAttribute("aria-disabled", "true");
    expect(await meera.calls("request.verify", onRequest)).toMatchObject({ refusal: "maker_is_checker" });
  });

  await test.step("a colleague can", async () => {
    await dev.open(request);
    await expect(dev.panel("Evidence")).toContainText("Meera Nair asked for a second person");
    await dev.act(/^Verify/).click();
    await expect(dev.outcome).toContainText("with you as the second person");
    await dev.isIn("verified");
  });
});

test("nobody verifies a request that they wrote down themselves", async ({ tenant, cases, dev, meera, owner }) => {
  await dev.go(`/console/tenants/${tenant.id}`);
  await dev.page.getByRole("button", { name: /Write down a request/ }).click();
  await dev.page.getByRole("dialog").getByRole("button", { name: "Write it down" }).click();
  const mail = await mailbox.newest(tenant.owner.email, /code to confirm/);
  await owner.confirms(linkIn(mail), codeIn(mail));
  const request = await cases.openedFor(tenant.id);
  await dev.open(request);
  await expect(dev.act(/^Verify/)).toHaveAttribute("aria-disabled", "true");
  await expect(dev.decision).toContainText("You lodged this request yourself.");
  await meera.open(request);
  await meera.verifies();
});
