ALTER TABLE nomination ADD CONSTRAINT nomination_rejected_has_reason CHECK (state <> 'REJECTED' OR screen_reason <> '');
