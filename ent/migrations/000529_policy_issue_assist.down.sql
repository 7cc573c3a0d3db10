DROP POLICY issue_assist_tenant ON issue_assist;
