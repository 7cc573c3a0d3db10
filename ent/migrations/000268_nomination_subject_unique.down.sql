DROP INDEX nomination_subject_unique;
