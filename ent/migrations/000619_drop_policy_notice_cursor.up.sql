DROP POLICY notice_cursor_tenant ON notice_cursor;
