DROP POLICY "assignment_push_tenant" ON "assignment_push";
