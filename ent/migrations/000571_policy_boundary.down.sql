DROP POLICY "boundary_tenant" ON "boundary";
