ALTER TABLE "duty_roster" ADD CONSTRAINT "duty_roster_publisher_fkey" FOREIGN KEY ("tenant_id", "publisher_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
