ALTER TABLE dispatch_entry DROP CONSTRAINT dispatch_entry_note, DROP CONSTRAINT dispatch_entry_text, DROP CONSTRAINT dispatch_entry_clock;
