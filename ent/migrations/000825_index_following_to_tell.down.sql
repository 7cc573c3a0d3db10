DROP INDEX following_to_tell;
