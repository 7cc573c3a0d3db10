ALTER TABLE timeline_entry ADD CONSTRAINT timeline_entry_text CHECK (length(text) <= 4000);
