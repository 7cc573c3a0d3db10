ALTER TABLE objection DROP CONSTRAINT objection_resolved_has_reply;
