ALTER TABLE "redaction" ADD CONSTRAINT "redaction_redactor_fkey" FOREIGN KEY ("tenant_id", "redactor_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
