DROP POLICY budget_tenant ON budget;
