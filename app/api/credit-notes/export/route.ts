import { handleCreditNoteExport } from "@/server/refund/handle-credit-note-export";

export { handleCreditNoteExport as GET };
