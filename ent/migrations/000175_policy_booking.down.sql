DROP POLICY "booking_tenant" ON "booking";
