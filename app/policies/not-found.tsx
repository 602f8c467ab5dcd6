/** An address below /policies that leads nowhere. */
export { default } from "@/app/account/not-found";
