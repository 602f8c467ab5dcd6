import { handleCreditNote } from "@/server/refund/handle-credit-note";

export { handleCreditNote as GET };
