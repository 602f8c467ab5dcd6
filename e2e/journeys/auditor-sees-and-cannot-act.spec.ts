import { letter } from "../fixtures/letter";
import { mailbox } from "../fixtures/mailbox";
import { expect, test } from "../fixtures/test";

test("an auditor sees a request without addresses and words, and cannot act", async ({ tenant, arjun, cases, watch }) => {
  await letter.from(tenant.asWriter).asksForDeletion();
  await mailbox.newest(tenant.owner.email, /code to confirm/);
  const request = await cases.openedFor(tenant.id);
  await arjun.open(request);

  await test.step("sees the verdicts, not the person", async () => {
    await expect(arjun.panel("Evidence")).toContainText("The sender it names is the owner on record.");
    await expect(arjun.panel(/letter/i).first()).toContainText("The words of letters are withheld from your role.");
    await expect(arjun.page.getByRole("main")).toContainText(`a•••@${tenant.domain}`);
    await expect(arjun.page.getByRole("main")).not.toContainText(tenant.owner.email);
    expect(await arjun.page.content()).not.toContain(tenant.owner.email);
  });

  await test.step("is offered nothing to do", async () => {
    await expect(arjun.decision).toContainText("You can read this request.");
    await expect(arjun.decision.getByRole("button")).toHaveCount(0);
    await arjun.page.keyboard.press("r");
    await expect(arjun.page.getByRole("dialog")).toHaveCount(0);
  });

  await test.step("is refused when calling past the buttons", async () => {
    watch.provokes(/status of 403/);
    const onRequest = { requestId: request.id, version: request.version };
    const acts: [string, object][] = [
      ["request.verify", onRequest],
      ["request.reject", { ...onRequest, because: "sender_not_proven" }],
      ["request.withdraw", onRequest],
      ["request.sendCode", onRequest],
      ["request.propose", { ...onRequest, act: "propose_verification" }],
      ["request.deactivate", { ...onRequest, organisation: tenant.name }],
      ["request.reactivate", { ...onRequest, organisation: tenant.name }],
      ["request.assign", { requestId: request.id, toMe: true }],
      ["request.lodge", { tenantId: tenant.id }],
      ["letter.open", { letterId: request.id }],
    ];
    for (const [act, input] of acts) expect(await arjun.calls(act, input), act).toMatchObject({ status: 403, code: "FORBIDDEN" });
    expect(await cases.find(tenant.id)).toEqual(request);
  });

  await test.step("finds no letters, and tenants with masked owners", async () => {
    await expect(arjun.page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Letters" })).toHaveCount(0);
    await arjun.go("/console/letters");
    await expect(arjun.page.getByText("Letters are not shown to your role")).toBeVisible();
    await arjun.go(`/console/tenants/${tenant.id}`);
    await expect(arjun.panel("Owner")).toContainText(`a•••@${tenant.domain}`);
    await expect(arjun.page.getByRole("button", { name: /Write down a request/ })).toHaveCount(0);
  });
});
