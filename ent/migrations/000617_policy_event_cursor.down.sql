DROP POLICY event_cursor_tenant ON event_cursor;
