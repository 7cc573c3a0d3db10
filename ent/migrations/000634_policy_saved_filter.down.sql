DROP POLICY "saved_filter_tenant" ON "saved_filter";
