ALTER TABLE reveal RENAME TO reading;
ALTER TABLE reading RENAME CONSTRAINT reveal_pkey TO reading_pkey;
ALTER TABLE reading RENAME CONSTRAINT reveal_person_fkey TO reading_person_fkey;
ALTER TABLE reading RENAME CONSTRAINT reveal_reader_fkey TO reading_reader_fkey;
ALTER TABLE reading RENAME CONSTRAINT reveal_field TO reading_field;
ALTER TABLE reading RENAME CONSTRAINT reveal_reason TO reading_reason;
ALTER INDEX reveal_by_person RENAME TO reading_by_person;
ALTER POLICY reveal_tenant ON reading RENAME TO reading_tenant;
ALTER TABLE reading
    ALTER COLUMN person_id DROP NOT NULL,
    ADD COLUMN unit_id uuid,
    ADD COLUMN source varchar,
    ADD COLUMN purpose varchar;
UPDATE reading SET source = 'persons/' || person_id, purpose = 'HANDLING';
ALTER TABLE reading
    ALTER COLUMN source SET NOT NULL,
    ALTER COLUMN purpose SET NOT NULL,
    ADD CONSTRAINT reading_purpose CHECK (purpose IN ('HANDLING', 'CALLBACK', 'EMERGENCY', 'IDENTITY', 'LEGAL_DUTY')),
    ADD CONSTRAINT reading_source CHECK (source LIKE 'persons/%' OR source LIKE 'issues/%');
