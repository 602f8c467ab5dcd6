import { signIn } from "next-auth/react";

/** Leads through the identity provider, which asks anew who one is, and back to this address. The server judges what it says. */
export const signInAfresh = () =>
  signIn("staff", { callbackUrl: window.location.pathname + window.location.search }, { max_age: "0", prompt: "login" });
