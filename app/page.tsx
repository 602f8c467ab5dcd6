import { redirect } from "next/navigation";

/** There is one thing to do here: work in the console. */
export default function FrontDoor() {
  redirect("/console");
}
