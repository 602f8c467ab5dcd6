import { checkTrailJob } from "@/server/audit/check-trail.job";
import { checkpointAuditJob } from "@/server/audit/checkpoint-audit.job";
import { linkAuditJob } from "@/server/audit/link-audit.job";
import { compareReturnJob } from "@/server/deletion/compare-return.job";
import { probeLockoutJob } from "@/server/deletion/probe-lockout.job";
import { takeSealDigestJob } from "@/server/deletion/take-seal-digest.job";
import { buildExportJob } from "@/server/export/build-export.job";
import { expireExportsJob } from "@/server/export/expire-exports.job";
import { erasePeopleJob } from "@/server/grievance/erase-people.job";
import { escalateGrievancesJob } from "@/server/grievance/escalate-grievances.job";
import { keepLetterFilesJob } from "@/server/grievance/keep-letter-files.job";
import { lapseOrdersJob } from "@/server/grievance/lapse-orders.job";
import { eraseUnmatchedJob } from "@/server/inbound-mail/erase-unmatched.job";
import { examineLetterJob } from "@/server/inbound-mail/examine-letter.job";
import { reexamineLetterJob } from "@/server/inbound-mail/reexamine-letter.job";
import { lapseHoldsJob } from "@/server/legal-hold/lapse-holds.job";
import { remindOfReviewsJob } from "@/server/legal-hold/remind-of-reviews.job";
import { remindOwnersJob } from "@/server/notice/remind-owners.job";
import { sendNoticeJob } from "@/server/notice/send-notice.job";
import { forgetTriesJob } from "@/server/owner/forget-tries.job";
import { writeSignInCodeJob } from "@/server/owner/write-sign-in-code.job";
import { tellTeamJob } from "@/server/platform/tell-team.job";
import { compareWithGatewaysJob } from "@/server/refund/compare-with-gateways.job";
import { expireNobodysJob } from "@/server/refund/expire-nobodys.job";
import { payOutRefundJob } from "@/server/refund/pay-out-refund.job";
import { reconcileRefundsJob } from "@/server/refund/reconcile-refunds.job";
import { expireTaxRecordsJob } from "@/server/retention/expire-tax-records.job";
import { purgeTenantJob } from "@/server/retention/purge-tenant.job";
import { sweepDueJob } from "@/server/retention/sweep-due.job";
import { deliverSignalJob } from "@/server/signal/deliver-signal.job";
import { sweepLeftJob } from "./sweep-left.job";

/** Every job there is. */
export const JOBS = [
  examineLetterJob,
  reexamineLetterJob,
  eraseUnmatchedJob,
  keepLetterFilesJob,
  escalateGrievancesJob,
  erasePeopleJob,
  sendNoticeJob,
  writeSignInCodeJob,
  remindOwnersJob,
  tellTeamJob,
  deliverSignalJob,
  probeLockoutJob,
  takeSealDigestJob,
  compareReturnJob,
  purgeTenantJob,
  expireTaxRecordsJob,
  sweepDueJob,
  sweepLeftJob,
  lapseHoldsJob,
  lapseOrdersJob,
  remindOfReviewsJob,
  payOutRefundJob,
  reconcileRefundsJob,
  compareWithGatewaysJob,
  expireNobodysJob,
  forgetTriesJob,
  buildExportJob,
  expireExportsJob,
  linkAuditJob,
  checkpointAuditJob,
  checkTrailJob,
] as const;

/** When what runs by itself runs (UTC). What was missed while no worker ran is made up by the next run: both sweeps look at rows, not at times. */
export const CRONTAB = [
  "* * * * * sweep-due",
  "* * * * * sweep-left",
  "* * * * * lapse-holds",
  "* * * * * lapse-orders",
  "* * * * * expire-exports",
  "* * * * * reconcile-refunds",
  "*/5 * * * * remind-of-reviews",
  "*/5 * * * * remind-owners",
  "*/5 * * * * escalate-grievances",
  "17 20 * * * erase-unmatched",
  "27 20 * * * erase-case-people",
  "47 20 * * * expire-tax-records",
  "17 21 * * * compare-refunds",
  "47 21 * * * expire-nobodys-refunds",
  "7 * * * * forget-tries",
  "* * * * * link-audit",
  "37 19 * * * check-audit",
  "23 * * * * checkpoint-audit ?id=hourly",
  '* * * * * checkpoint-audit ?id=many {onlyIf:"many"}',
].join("\n");

/** What a worker does first when it starts: whatever a killed one left behind. */
export const AT_START = [
  "sweep-due",
  "sweep-left",
  "remind-owners",
  "lapse-holds",
  "remind-of-reviews",
  "reconcile-refunds",
  "link-audit",
  "checkpoint-audit",
  "lapse-orders",
  "escalate-grievances",
] as const;
