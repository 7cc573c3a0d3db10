DROP POLICY "rating_tenant" ON "rating";
