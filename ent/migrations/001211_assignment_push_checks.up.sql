ALTER TABLE assignment_push ADD CONSTRAINT assignment_push_state CHECK (state IN ('QUEUED', 'SENT', 'FAILED', 'GIVEN_UP'));
ALTER TABLE assignment_push ADD CONSTRAINT assignment_push_reason CHECK (reason IN ('', 'UNAVAILABLE', 'REFUSED', 'NO_ADDRESS'));
ALTER TABLE assignment_push ADD CONSTRAINT assignment_push_open_has_next_try CHECK ((state IN ('QUEUED', 'FAILED')) = (next_try_time IS NOT NULL));
ALTER TABLE assignment_push ADD CONSTRAINT assignment_push_sent_has_time CHECK (state <> 'SENT' OR sent_time IS NOT NULL);
ALTER TABLE assignment_push ADD CONSTRAINT assignment_push_pending_until_sent CHECK ((state = 'SENT') = (pending_time IS NULL));
ALTER TABLE assignment_push ADD CONSTRAINT assignment_push_stuck_is_pending CHECK (stuck_time IS NULL OR pending_time IS NOT NULL);
