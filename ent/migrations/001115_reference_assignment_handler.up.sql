ALTER TABLE "assignment" ADD CONSTRAINT "assignment_handler_fkey" FOREIGN KEY ("tenant_id", "handler_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
