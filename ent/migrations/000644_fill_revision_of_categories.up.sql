UPDATE revision SET state = '{"questions": [], "notice": null, "closed_text": "", "named_only": false, "private": false}'::jsonb || state
  WHERE collection = 'categories';
