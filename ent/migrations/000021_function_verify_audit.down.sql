DROP FUNCTION verify_audit(int);
