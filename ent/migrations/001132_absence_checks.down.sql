ALTER TABLE absence
    DROP CONSTRAINT absence_not_by_himself,
    DROP CONSTRAINT absence_span;
