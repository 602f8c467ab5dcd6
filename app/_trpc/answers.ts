import type { TRPCClientErrorLike } from "@trpc/client";
import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";

type Answers = inferRouterOutputs<AppRouter>;
export type RequestDetail = Answers["request"]["detail"];
export type RequestRow = Answers["request"]["list"]["items"][number];
export type Letter = RequestDetail["letters"][number];
export type OpenedLetter = Answers["letter"]["open"];
export type Check = Letter["checks"][number];
export type TimelineEvent = RequestDetail["timeline"][number];
export type Today = Answers["request"]["today"];
export type Purges = Answers["request"]["purges"];
export type PurgeStop = Answers["purge"]["stop"];
export type Strip = Answers["request"]["strip"];
export type LetterRow = Answers["letter"]["list"]["items"][number];
export type TenantRow = Answers["tenant"]["list"]["items"][number];
export type TenantDetail = Answers["tenant"]["detail"];
export type EndpointRow = Answers["signal"]["endpoints"]["items"][number];
export type DeliveryRow = Answers["signal"]["deliveries"]["items"][number];
export type HoldRow = Answers["hold"]["list"]["items"][number];
export type HoldDetail = Answers["hold"]["detail"];
export type HoldForm = Answers["hold"]["form"];
export type CreditNoteRow = Answers["refund"]["creditNotes"]["items"][number];
export type Certificate = Answers["purge"]["certificate"];
export type RefundRow = Answers["refund"]["list"]["items"][number];
export type RefundCounts = Answers["refund"]["counts"];
export type RefundDetail = Answers["refund"]["detail"];
export type TenantMoney = Answers["refund"]["ofTenant"];
export type RefundPreview = Answers["refund"]["preview"];
export type DifferenceRow = Answers["refund"]["reconciliation"]["open"][number];
export type CountingAnswer = Answers["account"]["consent"]["mine"];
export type Stored = Answers["account"]["consent"]["published"][number];
export type GrievanceRow = Answers["grievance"]["list"]["items"][number];
export type GrievanceDetail = Answers["grievance"]["open"];
export type OperatorRow = Answers["operator"]["list"]["items"][number];
export type WaitingChange = Answers["operator"]["waiting"]["items"][number];
export type OperatorDetail = Answers["operator"]["detail"];
export type DeskToday = Answers["register"]["today"];
export type OrdersWaiting = Answers["order"]["waiting"];
export type RegisterPage = Answers["register"]["page"];
export type RegisterLine = RegisterPage["items"][number];
export type RegisterCharts = Answers["register"]["charts"];
export type Promises = Answers["policy"]["promises"];
export type PublishedSentence = Promises["policies"][number]["sentences"][number];
export type ApprovalRow = Answers["approval"]["list"]["items"][number];
export type ApprovalDetail = Answers["approval"]["detail"];
export type AnswerForm = Answers["answer"]["form"];
export type AnswerPreview = Answers["answer"]["preview"];
export type OrderRow = Answers["order"]["list"]["items"][number];
export type OrderDetail = Answers["order"]["detail"];
export type CaseOrders = Answers["order"]["ofCase"];
export type TrailEvent = Answers["audit"]["search"]["items"][number];
export type Me = Answers["operator"]["me"];

export type ApiError = TRPCClientErrorLike<AppRouter>;
export type Refused = { code: string | null; sentence: string; callId: string | null };

/** What to tell a person about a call that did not succeed: the rule's own sentence, or what broke and the call's number. */
export function refusedOf(error: ApiError): Refused {
  const { data } = error;
  if (!data)
    return {
      code: null,
      sentence: "The console cannot be reached. Check the connection; nothing was changed.",
      callId: null,
    };
  return {
    code: data.refusal?.code ?? null,
    sentence: error.message,
    callId: data.refusal ? null : data.callId,
  };
}
