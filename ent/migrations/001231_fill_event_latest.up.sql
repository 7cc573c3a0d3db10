INSERT INTO event_latest (tenant_id, type, position)
  SELECT tenant_id, type, max(position) FROM event WHERE position IS NOT NULL GROUP BY tenant_id, type
  ON CONFLICT (tenant_id, type) DO UPDATE SET position = greatest(event_latest.position, excluded.position);
