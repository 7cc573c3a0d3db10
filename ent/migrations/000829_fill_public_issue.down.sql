DELETE FROM public_issue;
