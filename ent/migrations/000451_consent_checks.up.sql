ALTER TABLE consent ADD CONSTRAINT consent_purpose CHECK (purpose IN ('HANDLING', 'PUBLICATION', 'HAND_OVER'));
ALTER TABLE consent ADD CONSTRAINT consent_channel CHECK (channel IN ('MINI_PROGRAM', 'WEB', 'APP'));
ALTER TABLE consent ADD CONSTRAINT consent_end_cause CHECK ((end_cause IS NULL) = (end_time IS NULL) AND end_cause IN ('WITHDRAWN', 'RENEWED', 'ERASED'));
