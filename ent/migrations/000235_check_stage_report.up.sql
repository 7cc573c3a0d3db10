ALTER TABLE stage_report ADD CONSTRAINT stage_report_text CHECK (char_length(text) BETWEEN 1 AND 4000);
