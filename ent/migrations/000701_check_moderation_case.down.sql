ALTER TABLE moderation_case DROP CONSTRAINT moderation_case_state, DROP CONSTRAINT moderation_case_subject, DROP CONSTRAINT moderation_case_claimed,
    DROP CONSTRAINT moderation_case_decided;
