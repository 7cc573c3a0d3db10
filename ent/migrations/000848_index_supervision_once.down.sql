DROP INDEX supervision_once;
