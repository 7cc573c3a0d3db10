INSERT INTO event_cursor (tenant_id, reader, position) SELECT tenant_id, 'notice', position FROM notice_cursor;
