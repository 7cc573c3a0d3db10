ALTER TABLE "hold" ADD CONSTRAINT "hold_approver_fkey" FOREIGN KEY ("tenant_id", "approver_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
