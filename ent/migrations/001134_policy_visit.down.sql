DROP POLICY "visit_tenant" ON "visit";
