DROP POLICY "assignment_tenant" ON "assignment";
