DROP POLICY "hotline_order_tenant" ON "hotline_order";
