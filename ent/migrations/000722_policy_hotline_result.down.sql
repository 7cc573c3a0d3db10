DROP POLICY "hotline_result_tenant" ON "hotline_result";
