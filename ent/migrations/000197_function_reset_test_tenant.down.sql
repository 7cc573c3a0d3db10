DROP FUNCTION reset_test_tenant(int);
