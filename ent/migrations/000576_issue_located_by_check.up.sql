ALTER TABLE issue ADD CONSTRAINT issue_located_by CHECK (located_by IN ('', 'BOUNDARY', 'PLACE', 'NAME', 'HOME', 'STAFF'));
