DROP FUNCTION counted_tenants();
