ALTER TABLE "duty_shift" ADD CONSTRAINT "duty_shift_roster_fkey" FOREIGN KEY ("tenant_id", "roster_id") REFERENCES "duty_roster" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
