-- As the duties before: those of what was copied are reworded by now.
UPDATE dispatch d SET text = '办理诉求 ' || i.number
  FROM dispatch_issue l JOIN issue i ON i.tenant_id = l.tenant_id AND i.id = l.issue_id
  WHERE l.tenant_id = d.tenant_id AND l.dispatch_id = d.id AND d.kind = 'ORDER' AND (d.text = i.title
    OR EXISTS (SELECT FROM assignment a WHERE a.tenant_id = d.tenant_id AND a.dispatch_id = d.id AND a.duty = '办理诉求 ' || i.number)
      AND (i.title = '（已删除）' OR EXISTS (SELECT FROM redaction r WHERE r.tenant_id = i.tenant_id AND r.issue_id = i.id AND r.part = 'TITLE'))
      AND NOT EXISTS (SELECT FROM timeline_entry e WHERE e.tenant_id = i.tenant_id AND e.issue_id = i.id AND e.kind = 'DISPATCHED'
        AND NOT e.public AND e.text = d.text));
