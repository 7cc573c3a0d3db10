DROP POLICY "dispatch_entry_tenant" ON "dispatch_entry";
