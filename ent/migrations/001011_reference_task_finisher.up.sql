ALTER TABLE "task" ADD CONSTRAINT "task_finisher_fkey" FOREIGN KEY ("tenant_id", "finisher_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
