DROP INDEX assignment_push_pending;
