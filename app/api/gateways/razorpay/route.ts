import { handleWebhook } from "@/server/refund/handle-webhook";

export const POST = (request: Request): Promise<Response> => handleWebhook("razorpay", request);
