ALTER TABLE assignment
    DROP CONSTRAINT assignment_signed,
    ADD CONSTRAINT assignment_signed CHECK (signed_time IS NOT NULL
        OR state IN ('DRAFT', 'SENT', 'RETURN_REQUESTED', 'RETURNED', 'WAIVED', 'CANCELLED'));
