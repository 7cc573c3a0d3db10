ALTER TABLE timeline_entry DROP CONSTRAINT timeline_entry_kind;
