-- What was attached with an internal comment hung on the issue, where its reporter saw it. One transaction wrote both, at one time.
UPDATE attachment a SET subject = 'issues/' || c.issue_id || '/comments/' || c.id
  FROM comment c
  WHERE c.tenant_id = a.tenant_id AND c.internal AND c.author_id = a.uploader_id AND c.create_time = a.attach_time
    AND a.subject = 'issues/' || c.issue_id;
