ALTER TABLE "duty_shift" ADD CONSTRAINT "duty_shift_offered_to_fkey" FOREIGN KEY ("tenant_id", "offered_to_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
