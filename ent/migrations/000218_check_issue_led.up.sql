ALTER TABLE issue ADD CONSTRAINT issue_led CHECK (
  num_nonnulls(lead_unit_id, dispatch_id) = 2 OR state NOT IN ('DISPATCHED', 'HANDLING', 'REPLIED', 'IN_REVIEW', 'CALLBACK'));
