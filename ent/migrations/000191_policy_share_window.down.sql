DROP POLICY "share_window_tenant" ON "share_window";
