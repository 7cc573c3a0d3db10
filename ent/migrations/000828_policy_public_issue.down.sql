DROP POLICY public_issue_tenant ON public_issue;
