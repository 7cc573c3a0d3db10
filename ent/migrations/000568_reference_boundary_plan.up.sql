ALTER TABLE "boundary" ADD CONSTRAINT "boundary_plan_fkey" FOREIGN KEY ("tenant_id", "plan_id") REFERENCES "boundary_plan" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
