ALTER TABLE "work_calendar" ADD CONSTRAINT "work_calendar_publisher_fkey" FOREIGN KEY ("tenant_id", "publisher_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
