ALTER TABLE "supervision" ADD CONSTRAINT "supervision_releaser_fkey" FOREIGN KEY ("tenant_id", "releaser_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
