UPDATE issue SET located_by = '' WHERE located_by <> '';
