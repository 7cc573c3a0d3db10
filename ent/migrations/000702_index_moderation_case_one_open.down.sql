DROP INDEX moderation_case_one_open;
