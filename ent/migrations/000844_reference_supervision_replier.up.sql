ALTER TABLE "supervision" ADD CONSTRAINT "supervision_replier_fkey" FOREIGN KEY ("tenant_id", "replier_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
