DROP INDEX assignment_by_handler;
