DROP POLICY event_tenant ON event;
