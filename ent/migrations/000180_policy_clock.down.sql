DROP POLICY "clock_tenant" ON "clock";
