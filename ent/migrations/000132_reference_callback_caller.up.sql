ALTER TABLE "callback" ADD CONSTRAINT "callback_caller_fkey" FOREIGN KEY ("tenant_id", "caller_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
