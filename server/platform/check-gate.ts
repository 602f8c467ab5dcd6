import { sha256Hex } from "@/server/lib/crypto";
import type { Deps } from "@/server/lib/deps";
import { answerGate, type GateAnswer, type GateFacts, type GateQuestion } from "./gate";

/** Answers the platform's question from the state as it is committed now (L3): one look-up by a unique key, one by tenant. */
export async function checkGate(deps: Deps, question: GateQuestion): Promise<GateAnswer> {
  return answerGate(await readFacts(deps, question));
}

async function readFacts(deps: Deps, question: GateQuestion): Promise<GateFacts> {
  const { db } = deps;
  if ("apiKey" in question || "apiKeySha256" in question) {
    const sha256 = "apiKey" in question ? sha256Hex(question.apiKey) : question.apiKeySha256;
    const key = await db.apiKey.findUnique({ where: { sha256 }, select: { tenantId: true, revokedAt: true } });
    return key && facts(deps, key.tenantId, { revoked: key.revokedAt !== null });
  }
  if ("botId" in question) {
    const bot = await db.bot.findUnique({ where: { id: question.botId }, select: { tenantId: true, isActive: true } });
    return bot && facts(deps, bot.tenantId, { inactive: !bot.isActive });
  }
  if ("memberId" in question) {
    const member = await db.teamMember.findUnique({ where: { id: question.memberId }, select: { tenantId: true } });
    return member && facts(deps, member.tenantId, {});
  }
  const webhook = await db.webhookEndpoint.findUnique({ where: { id: question.webhookId }, select: { tenantId: true, isActive: true } });
  return webhook && facts(deps, webhook.tenantId, { inactive: !webhook.isActive });
}

async function facts(deps: Deps, tenantId: string, known: { revoked?: boolean; inactive?: boolean }): Promise<GateFacts> {
  const deactivation = await deps.db.deactivation.findFirst({ where: { tenantId, endedAt: null }, select: { id: true } });
  return { tenantId, revoked: known.revoked ?? false, inactive: known.inactive ?? false, deactivated: deactivation !== null };
}
