import { BookOpen } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/app/_ui/button";

/** From the desk to the book about it; for whoever may read the register. */
export function RegisterLink() {
  return (
    <Link href="/console/grievances/register" prefetch={false} className={buttonClass()}>
      <BookOpen aria-hidden className="size-4" />
      Register
    </Link>
  );
}
