ALTER TABLE "mandate" ADD CONSTRAINT "mandate_delegate_fkey" FOREIGN KEY ("tenant_id", "delegate_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
