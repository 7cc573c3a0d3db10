DROP INDEX supervision_unanswered;
