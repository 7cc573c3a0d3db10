ALTER TABLE "supervision" ADD CONSTRAINT "supervision_clock_fkey" FOREIGN KEY ("tenant_id", "clock_id") REFERENCES "clock" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
