DROP FUNCTION access_changes(bigint);
