import NextAuth from "next-auth";
import { refuseToServe } from "@/server/retention/refuse-to-serve";
import { staffSignIn } from "./staff-sign-in.adapter";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

/** The HTTP entry of staff sign-in and sign-out. Settings are read per call, so a build needs none of them. */
export async function handleStaffSignIn(request: Request, context: RouteContext): Promise<Response> {
  const closed = await refuseToServe();
  if (closed) return closed;
  return NextAuth(staffSignIn(request))(request, context);
}
