ALTER TABLE "callback_task" ADD CONSTRAINT "callback_task_assignee_fkey" FOREIGN KEY ("tenant_id", "assignee_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
