DROP POLICY "counted_order_tenant" ON "counted_order";
