DROP TABLE event_cursor;
