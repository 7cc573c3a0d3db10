ALTER TABLE assignment
    DROP CONSTRAINT assignment_signed,
    ADD CONSTRAINT assignment_signed CHECK (signed_time IS NOT NULL
        OR state IN ('DRAFT', 'SENT', 'RETURN_REQUESTED', 'RETURNED', 'WAIVED', 'CANCELLED')),
    DROP CONSTRAINT assignment_state,
    ADD CONSTRAINT assignment_state CHECK (state IN ('DRAFT', 'SENT', 'SIGNED', 'RETURN_REQUESTED', 'RETURNED', 'REPORTED_IN',
        'HANDLING', 'COMPLETED', 'WAIVED', 'CANCELLED'));
