DROP POLICY "boundary_plan_tenant" ON "boundary_plan";
