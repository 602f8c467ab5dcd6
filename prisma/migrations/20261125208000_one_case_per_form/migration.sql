-- A form that is sent twice, by a second press or by a browser that sends again, is one case.
ALTER TABLE "console"."grievance" ADD COLUMN "form_id" UUID;

CREATE UNIQUE INDEX "grievance_tenant_id_form_id_key" ON "console"."grievance"("tenant_id", "form_id");
