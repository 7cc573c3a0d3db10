ALTER TABLE moderation_case
    ADD CONSTRAINT moderation_case_state CHECK (state IN ('OPEN', 'CLAIMED', 'UPHELD', 'DISMISSED')),
    ADD CONSTRAINT moderation_case_subject CHECK (subject LIKE 'issues/' || issue_id || '%'),
    ADD CONSTRAINT moderation_case_claimed CHECK ((claimer_id IS NULL) = (state = 'OPEN') AND (claim_time IS NULL) = (state = 'OPEN')),
    ADD CONSTRAINT moderation_case_decided CHECK ((decide_time IS NOT NULL) = (state IN ('UPHELD', 'DISMISSED')) AND coalesce(claimer_id <> author_id, true));
