DROP POLICY "operation_tenant" ON "operation";
