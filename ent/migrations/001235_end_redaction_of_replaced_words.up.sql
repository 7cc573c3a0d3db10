-- As it ends today where words of a reply or a rating give place to others or are gone.
UPDATE redaction r SET end_time = CASE r.part WHEN 'REPLY' THEN i.replied_time ELSE coalesce(i.rated_time, i.update_time) END
  FROM issue i
  WHERE i.tenant_id = r.tenant_id AND i.id = r.issue_id AND r.end_time IS NULL
    AND (r.part = 'REPLY' AND r.create_time < i.replied_time OR r.part = 'RATING' AND (i.rated_time IS NULL OR r.create_time < i.rated_time));
