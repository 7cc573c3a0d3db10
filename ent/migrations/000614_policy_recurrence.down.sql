DROP POLICY recurrence_tenant ON recurrence;
