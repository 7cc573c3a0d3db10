DROP FUNCTION tenants();
