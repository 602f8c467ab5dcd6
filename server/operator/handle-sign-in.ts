import NextAuth from "next-auth";
import { staffSignIn } from "./staff-sign-in.adapter";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

/** The HTTP entry of staff sign-in and sign-out. Settings are read per call, so a build needs none of them. */
export function handleStaffSignIn(request: Request, context: RouteContext): Promise<Response> {
  return NextAuth(staffSignIn())(request, context);
}
