ALTER TABLE "duty_override" ADD CONSTRAINT "duty_override_approver_fkey" FOREIGN KEY ("tenant_id", "approver_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
