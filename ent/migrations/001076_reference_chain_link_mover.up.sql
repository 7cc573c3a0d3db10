ALTER TABLE "chain_link" ADD CONSTRAINT "chain_link_mover_fkey" FOREIGN KEY ("tenant_id", "mover_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
