DROP POLICY event_latest_tenant ON event_latest;
