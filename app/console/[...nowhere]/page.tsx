import { notFound } from "next/navigation";

/** Any other address below the console: without this page the answer would come from outside of it, and the rail would be gone. */
export default function Nowhere() {
  notFound();
}
