ALTER TABLE "booking" ADD CONSTRAINT "booking_resource_fkey" FOREIGN KEY ("tenant_id", "resource_id") REFERENCES "resource" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
