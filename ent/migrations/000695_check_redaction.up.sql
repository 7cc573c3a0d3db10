ALTER TABLE redaction
    ADD CONSTRAINT redaction_part CHECK (part IN ('TITLE', 'DESCRIPTION', 'REPLY', 'RATING', 'TEXT')),
    ADD CONSTRAINT redaction_subject CHECK (subject LIKE 'issues/' || issue_id || '%' AND (part = 'TEXT') = (subject <> 'issues/' || issue_id));
