INSERT INTO notice_cursor (tenant_id, position) SELECT tenant_id, position FROM event_cursor WHERE reader = 'notice';
