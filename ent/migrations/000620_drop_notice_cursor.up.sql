DROP TABLE notice_cursor;
