import { words } from "@/app/_language/page-language";

/** Whom else one can turn to: in every place where somebody waits for an answer (DPDP Rules r.9, G3). */
export async function NextSteps({ contact }: { contact: string }) {
  const t = await words("rights");
  return (
    <div className="mt-10 flex flex-col gap-2 border-line border-t pt-6 text-pretty text-soft [overflow-wrap:anywhere]">
      <p>{t("contact", { contact })}</p>
      <p>{t("board")}</p>
    </div>
  );
}
