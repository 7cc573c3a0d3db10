-- What the duty is the lead of: ORDER or WHISTLE; empty where it leads none.
ALTER TABLE counted_duty ADD COLUMN leads text NOT NULL DEFAULT '', ADD CONSTRAINT counted_duty_leads CHECK (leads IN ('', 'ORDER', 'WHISTLE'));
