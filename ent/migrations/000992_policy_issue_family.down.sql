DROP POLICY issue_family_tenant ON issue_family;
