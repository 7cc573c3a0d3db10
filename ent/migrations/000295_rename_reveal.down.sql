DELETE FROM reading WHERE person_id IS NULL;
ALTER TABLE reading
    DROP CONSTRAINT reading_source,
    DROP CONSTRAINT reading_purpose,
    DROP COLUMN purpose,
    DROP COLUMN source,
    DROP COLUMN unit_id,
    ALTER COLUMN person_id SET NOT NULL;
ALTER POLICY reading_tenant ON reading RENAME TO reveal_tenant;
ALTER INDEX reading_by_person RENAME TO reveal_by_person;
ALTER TABLE reading RENAME CONSTRAINT reading_reason TO reveal_reason;
ALTER TABLE reading RENAME CONSTRAINT reading_field TO reveal_field;
ALTER TABLE reading RENAME CONSTRAINT reading_reader_fkey TO reveal_reader_fkey;
ALTER TABLE reading RENAME CONSTRAINT reading_person_fkey TO reveal_person_fkey;
ALTER TABLE reading RENAME CONSTRAINT reading_pkey TO reveal_pkey;
ALTER TABLE reading RENAME TO reveal;
