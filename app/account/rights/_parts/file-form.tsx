import { words } from "@/app/_language/page-language";
import { Callout } from "@/app/_ui/callout";
import { LIMITS } from "./limits";

type Props = { grievanceId: string; language: string; left: number; refused: string | null; added: number };

/** Files have a form of their own, of the plainest kind: it needs no script, and no typed word can be lost with a file that is refused. */
export async function FileForm({ grievanceId, language, left, refused, added }: Props) {
  const t = await words("rights");
  return (
    <section id="files" className="mt-10 scroll-mt-4">
      <h2 className="mb-3 font-medium text-lg">{t("files.title")}</h2>
      {refused ? (
        <Callout tone="alarm" live="alert" className="mb-4">
          {refused}
        </Callout>
      ) : null}
      {added > 0 ? (
        <Callout tone="good" live="status" className="mb-4">
          {t("files.sent", { count: added })}
        </Callout>
      ) : null}
      {left > 0 ? (
        <form action={`/api/account/grievances?lang=${language}`} method="post" encType="multipart/form-data">
          <input type="hidden" name="grievanceId" value={grievanceId} />
          <input type="hidden" name="lang" value={language} />
          <label htmlFor="file-choice" className="font-medium">
            {t("files.choose")}
          </label>
          <p id="file-hint" className="mt-1 text-pretty text-soft">
            {t("files.hint", { most: LIMITS.files, mb: LIMITS.megabytes })}
          </p>
          <input
            id="file-choice"
            type="file"
            name="files"
            multiple
            accept="application/pdf,image/png,image/jpeg,text/plain"
            aria-describedby="file-hint"
            className="mt-2 block w-full rounded-lg border border-edge p-2.5 file:mr-3 file:min-h-9 file:rounded-md file:border file:border-edge file:bg-ground file:px-3 file:text-ink"
          />
          <button
            type="submit"
            className="mt-4 inline-flex min-h-12 items-center justify-center rounded-lg border border-edge bg-ground px-5 font-medium text-ink hover:bg-hover"
          >
            {t("files.send")}
          </button>
        </form>
      ) : (
        <p className="text-soft">{t("files.none")}</p>
      )}
    </section>
  );
}
