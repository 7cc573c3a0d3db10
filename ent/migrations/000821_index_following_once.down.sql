DROP INDEX following_once;
