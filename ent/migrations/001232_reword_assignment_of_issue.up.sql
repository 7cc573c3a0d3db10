-- Orders of which the street said nothing had the title of their issue, in the reporter's words, which an erasure or a redaction does not find
-- here. Where one of them has changed the title since, what was copied from it is known by this: no internal entry of the issue has it.
UPDATE assignment a SET duty = '办理诉求 ' || i.number
  FROM dispatch d JOIN dispatch_issue l ON l.tenant_id = d.tenant_id AND l.dispatch_id = d.id
    JOIN issue i ON i.tenant_id = l.tenant_id AND i.id = l.issue_id
  WHERE d.tenant_id = a.tenant_id AND d.id = a.dispatch_id AND d.kind = 'ORDER' AND (a.duty = left(i.title, 1000)
    OR a.duty = left(d.text, 1000)
      AND (i.title = '（已删除）' OR EXISTS (SELECT FROM redaction r WHERE r.tenant_id = i.tenant_id AND r.issue_id = i.id AND r.part = 'TITLE'))
      AND NOT EXISTS (SELECT FROM timeline_entry e WHERE e.tenant_id = i.tenant_id AND e.issue_id = i.id AND e.kind = 'DISPATCHED'
        AND NOT e.public AND e.text = d.text));
