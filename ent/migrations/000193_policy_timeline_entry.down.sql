DROP POLICY "timeline_entry_tenant" ON "timeline_entry";
