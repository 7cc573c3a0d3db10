DROP TABLE tenant_clock;
