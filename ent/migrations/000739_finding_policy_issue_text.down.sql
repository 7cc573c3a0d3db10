DROP POLICY issue_text_tenant ON issue_text;
