ALTER TABLE "mandate" ADD CONSTRAINT "mandate_witness_fkey" FOREIGN KEY ("tenant_id", "witness_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
