ALTER TABLE dispatch_entry
    ADD CONSTRAINT dispatch_entry_note CHECK ((kind = 'NOTE') = (author_id IS NOT NULL) AND (kind = 'NOTE') = (text <> '') AND (kind <> 'NOTE' OR unit_id IS NOT NULL)),
    ADD CONSTRAINT dispatch_entry_text CHECK (char_length(text) <= 2000),
    ADD CONSTRAINT dispatch_entry_clock CHECK (clock_kind = '' OR kind LIKE 'CLOCK%' OR kind = 'EXTENDED');
