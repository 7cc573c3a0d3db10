ALTER TABLE issue ADD CONSTRAINT issue_territory CHECK (
  sub_district_id IS NOT NULL
  OR (community_id IS NULL AND grid_id IS NULL AND state IN ('RECEIVED', 'DIVERTED', 'MERGED', 'WITHDRAWN')));
