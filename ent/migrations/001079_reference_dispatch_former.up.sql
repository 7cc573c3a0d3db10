ALTER TABLE "dispatch" ADD CONSTRAINT "dispatch_former_fkey" FOREIGN KEY ("tenant_id", "former_id") REFERENCES "dispatch" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
