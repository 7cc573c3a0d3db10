ALTER TABLE objection ADD CONSTRAINT objection_resolved_has_reply CHECK ((state = 'OPEN') = (resolve_time IS NULL) AND (state = 'OPEN') = (reply = ''));
